using System.Text;
using System.Text.RegularExpressions;

namespace SupportBotPortal.PluginTestKit.Running;

/// <summary>Finds a key in a text, whether it stands there raw, percent-encoded or in base64 with something before it.</summary>
internal sealed partial class KeySearch(string key)
{
    public bool IsIn(string? text) => text is { Length: > 0 } && (HoldsRaw(text) || HoldsRaw(Uri.UnescapeDataString(text)) || Base64Words().Matches(text).Any(HoldsEncoded));

    private bool HoldsRaw(string text) => text.Contains(key, StringComparison.OrdinalIgnoreCase);

    private bool HoldsEncoded(Match word)
    {
        // A word may be cut off, or come without its padding.
        var text = word.Value.TrimEnd('=').Replace('-', '+').Replace('_', '/');
        text = text[..(text.Length - (text.Length % 4 == 1 ? 1 : 0))];
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='), bytes, out var length)
            && HoldsRaw(Encoding.Latin1.GetString(bytes, 0, length));
    }

    [GeneratedRegex("[A-Za-z0-9+/_-]{12,}={0,2}", RegexOptions.CultureInvariant)]
    private static partial Regex Base64Words();
}
