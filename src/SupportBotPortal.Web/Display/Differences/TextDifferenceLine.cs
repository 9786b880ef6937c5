namespace SupportBotPortal.Web.Display.Differences;

/// <summary>A line of two texts beside each other.</summary>
public sealed record TextDifferenceLine(TextDifferenceKind Kind, string Text)
{
    public string Mark => Kind switch { TextDifferenceKind.Removed => "−", TextDifferenceKind.Added => "+", _ => " " };

    /// <summary>For who does not see the mark.</summary>
    public string Spoken => Kind switch { TextDifferenceKind.Removed => "removed: ", TextDifferenceKind.Added => "added: ", _ => "" };
}
