using SupportBotPortal.Core.Plugins;

namespace SupportBotPortal.Core.Providers;

/// <summary>Which model ids can be stored and shown.</summary>
public static class ModelRules
{
    public const int MaximumCount = 5000;
    public const int MaximumIdLength = 200;

    /// <summary>Enough of an id to find it again in a long list.</summary>
    private const int QuotedLength = 60;

    /// <summary>Spaces around an id would be lost in the form, and then it is another id.</summary>
    public static bool IsUsable(string? id) => id is { Length: > 0 and <= MaximumIdLength } && !VisibleText.HidesSomething(id) && id.Trim().Length == id.Length;

    /// <summary>Names the id itself: to count lines, one would have to know which of them count.</summary>
    public static string WhyUnusable(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        var shown = VisibleText.WithoutHidden(id, "�");
        var quoted = shown.Length > QuotedLength ? $"“{string.Concat(shown.EnumerateRunes().Take(QuotedLength))}…”" : $"“{shown}”";
        return id.Length > MaximumIdLength
            ? $"{quoted} cannot be a model id: it has {id.Length:N0} characters, and at most {MaximumIdLength} can be kept."
            : $"{quoted} cannot be a model id: it contains a character that cannot be seen, shown here as �. Type it again.";
    }
}
