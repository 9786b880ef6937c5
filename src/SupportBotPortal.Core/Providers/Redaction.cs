using System.Text;

namespace SupportBotPortal.Core.Providers;

/// <summary>Cleans a sentence of a plugin before it is shown or kept: no secret in any spelling, no characters that cannot be seen, not too long.</summary>
internal static class Redaction
{
    private const int MaximumLength = 400;
    private const string Removed = "[removed]";

    public static string Clean(string? text, IReadOnlyList<string> secrets)
    {
        if (string.IsNullOrEmpty(text)) return "";
        var clean = WithoutSecrets(VisibleText.WithoutHidden(text), secrets);
        return clean.Length <= MaximumLength ? clean : clean[..MaximumLength] + "…";
    }

    /// <summary>Keeps line breaks and length: a stack trace is worth reading.</summary>
    public static string CleanForLog(string text, IReadOnlyList<string> secrets) => WithoutSecrets(text, secrets);

    private static string WithoutSecrets(string text, IReadOnlyList<string> secrets)
    {
        foreach (var spelling in secrets.Where(s => s.Length >= 4).SelectMany(Spellings).OrderByDescending(s => s.Length))
            text = text.Replace(spelling, Removed, StringComparison.OrdinalIgnoreCase);
        return text;
    }

    private static IEnumerable<string> Spellings(string secret)
    {
        yield return secret;
        yield return Uri.EscapeDataString(secret);
        yield return Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)).TrimEnd('=');
        yield return System.Text.Json.JsonEncodedText.Encode(secret).ToString();
    }
}
