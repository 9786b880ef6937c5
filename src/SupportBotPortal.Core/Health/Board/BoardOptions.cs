namespace SupportBotPortal.Core.Health.Board;

/// <summary>How many screens the status board serves; section <c>Board</c> of the settings.</summary>
public sealed class BoardOptions
{
    public const string Section = "Board";

    /// <summary>How many screens are updated at the same time; further ones load the page again from time to time.</summary>
    public int Screens { get; set; } = 200;

    /// <summary>How many of them from one address.</summary>
    public int ScreensPerAddress { get; set; } = 20;

    internal IEnumerable<string> Problems()
    {
        if (Screens is < 1 or > 10_000) yield return $"Board:Screens is {Screens}. Between 1 and 10,000 screens can be updated at the same time.";
        if (ScreensPerAddress is < 1 or > 10_000) yield return $"Board:ScreensPerAddress is {ScreensPerAddress}. Between 1 and 10,000 screens of one address can be updated at the same time.";
    }
}
