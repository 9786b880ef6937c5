namespace SupportBotPortal.Core.Usage;

/// <summary>How usage is kept; section <c>Usage</c> of the settings.</summary>
public sealed class UsageOptions
{
    public const string Section = "Usage";

    /// <summary>How many days back its hours and days are kept.</summary>
    public int KeepDays { get; set; } = 400;

    internal IEnumerable<string> Problems()
    {
        if (KeepDays is < 90 or > 4_000) yield return $"Usage:KeepDays is {KeepDays}. Usage can be kept for 90 to 4,000 days: the page looks 90 days back.";
    }
}
