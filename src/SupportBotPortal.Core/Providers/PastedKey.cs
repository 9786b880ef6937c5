using System.Text.RegularExpressions;

namespace SupportBotPortal.Core.Providers;

/// <summary>Recognises what people copy along with a key. The key's own format is never judged: vendors change theirs.</summary>
internal static partial class PastedKey
{
    public static string? Problem(string key) => key switch
    {
        _ when key.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) => "Leave out “Bearer”: the portal adds it.",
        ['"' or '\'', ..] or [.., '"' or '\''] => "The key begins or ends with a quotation mark. Copy it without.",
        _ when Assignment().IsMatch(key) => "This looks like a line of a settings file. Copy only what stands after the equals sign.",
        _ when key.Contains(' ', StringComparison.Ordinal) => "The key contains a space or a line break in its middle. Copy it again, in one piece.",
        _ => null,
    };

    [GeneratedRegex("^(export )?[A-Z][A-Z0-9_]*_(KEY|TOKEN)=", RegexOptions.CultureInvariant)]
    private static partial Regex Assignment();
}
