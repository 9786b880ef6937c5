using System.Text;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Providers;

/// <summary>Cleans a sentence of a plugin before it is shown or kept: no secret in any spelling, no characters that cannot be seen, not too long.</summary>
internal static class Redaction
{
    private const int MaximumLength = 400;
    private const int MaximumAdvice = 5;
    private const string Removed = "[removed]";

    public static string Clean(string? text, IReadOnlyList<string> secrets)
    {
        if (string.IsNullOrEmpty(text)) return "";
        var clean = WithoutSecrets(VisibleText.WithoutHidden(text), secrets);
        return clean.Length <= MaximumLength ? clean : clean[..MaximumLength] + "…";
    }

    /// <summary>A stage of a test, whoever made it: even the portal's own sentences may name a host that the provider chose.</summary>
    public static ProbeStage Clean(ProbeStage stage, IReadOnlyList<string> secrets) => stage with
    {
        Summary = Clean(stage.Summary, secrets),
        Detail = stage.Detail is null ? null : Clean(stage.Detail, secrets),
        Advice = Clean(stage.Advice, secrets),
    };

    /// <summary>Plugins compiled without nullable annotations leave a list out.</summary>
    public static IReadOnlyList<string> Clean(IReadOnlyList<string>? advice, IReadOnlyList<string> secrets) =>
        [.. (advice ?? []).Take(MaximumAdvice).Select(sentence => Clean(sentence, secrets)).Where(sentence => sentence.Length > 0)];

    /// <summary>Whether a text holds a secret in any spelling: a provider may reflect what it was sent.</summary>
    public static bool Holds(string text, IReadOnlyList<string> secrets) => !ReferenceEquals(WithoutSecrets(text, secrets), text);

    /// <summary>Keeps line breaks and length: a stack trace is worth reading.</summary>
    public static string CleanForLog(string text, IReadOnlyList<string> secrets) => WithoutSecrets(text, secrets);

    private static string WithoutSecrets(string text, IReadOnlyList<string> secrets)
    {
        foreach (var spelling in secrets.Where(s => s.Length >= 4).SelectMany(Spellings).OrderByDescending(s => s.Length))
        {
            if (text.Contains(spelling, StringComparison.OrdinalIgnoreCase)) text = text.Replace(spelling, Removed, StringComparison.OrdinalIgnoreCase);
        }

        return text;
    }

    private static IEnumerable<string> Spellings(string secret)
    {
        yield return secret;
        yield return Uri.EscapeDataString(secret);
        var bytes = Encoding.UTF8.GetBytes(secret);
        // Inside of something longer, such as “user:password”, the same bytes look different, depending on where they begin.
        for (var offset = 0; offset < 3 && bytes.Length >= 6; offset++)
        {
            var text = Convert.ToBase64String([.. new byte[offset], .. bytes]);
            yield return text[(offset == 0 ? 0 : offset + 1)..((bytes.Length + offset) / 3 * 4)];
        }

        yield return System.Text.Json.JsonEncodedText.Encode(secret).ToString();
    }
}
