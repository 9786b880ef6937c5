namespace SupportBotPortal.Core.Audit;

/// <summary>How long the audit log is kept; section <c>Audit</c> of the settings. Not in the portal: whoever acts in it must not shorten what tells of it.</summary>
public sealed class AuditOptions
{
    public const string Section = "Audit";

    public const int Fewest = 90;

    /// <summary>After how many days lines are removed; 0 for never.</summary>
    public int KeepDays { get; set; }

    internal IEnumerable<string> Problems()
    {
        if (KeepDays != 0 && KeepDays is < Fewest or > 36_500) yield return $"Audit:KeepDays is {KeepDays}; it must be 0, for ever, or from {Fewest} to 36,500 days.";
    }
}
