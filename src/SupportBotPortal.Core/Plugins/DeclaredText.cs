namespace SupportBotPortal.Core.Plugins;

/// <summary>Names and quotations of what a plugin declares.</summary>
internal static class DeclaredText
{
    public const int MaximumName = 60;
    private const int MaximumQuoted = 40;

    public static bool IsName(string text) => IsName(text, MaximumName);

    public static bool IsName(string text, int maximum) => !string.IsNullOrWhiteSpace(text) && text.Length <= maximum && !VisibleText.HidesSomething(text);

    /// <summary>For repeating in a message what may be anything.</summary>
    public static string Quote(string text) =>
        $"“{VisibleText.WithoutHidden(text.Length > MaximumQuoted ? text[..MaximumQuoted] + "…" : text, "?")}”";
}
