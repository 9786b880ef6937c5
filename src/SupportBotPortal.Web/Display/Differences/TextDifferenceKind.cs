namespace SupportBotPortal.Web.Display.Differences;

/// <summary>What became of a line.</summary>
public enum TextDifferenceKind
{
    Same,
    Removed,
    Added,

    /// <summary>Lines that are the same, left out.</summary>
    Skipped,
}
