using System.Text;
using SupportBotPortal.Core.Plugins;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Providers;

/// <summary>Cleans a sentence of a plugin, or of a server, before it is shown or kept: no secret in any spelling, no characters that cannot be seen, not too long.</summary>
public static class Redaction
{
    private const int MaximumLength = 400;
    private const int MaximumAdvice = 5;
    private const int MaximumLogLength = 16 * 1024;
    private const string Removed = "[removed]";

    /// <summary>In place of a sentence that a plugin left out.</summary>
    internal const string NoWords = "The plugin says nothing about it.";

    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>A length of time that can be shown.</summary>
    internal static TimeSpan Bounded(TimeSpan time) => time < TimeSpan.Zero ? TimeSpan.Zero : time > Longest ? Longest : time;

    public static string Clean(string? text, IReadOnlyList<string> secrets)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        if (string.IsNullOrEmpty(text)) return "";
        var clean = WithoutSecrets(VisibleText.WithoutHidden(text), secrets);
        return clean.Length <= MaximumLength ? clean : clean[..MaximumLength] + "…";
    }

    /// <summary>A stage of a test, whoever made it: even the portal's own sentences may name a host that the provider chose.</summary>
    internal static ProbeStage Clean(ProbeStage stage, IReadOnlyList<string> secrets) => stage with
    {
        Summary = Clean(stage.Summary, secrets) is { Length: > 0 } summary ? summary : NoWords,
        Detail = stage.Detail is null ? null : Clean(stage.Detail, secrets),
        Advice = Clean(stage.Advice, secrets),
    };

    /// <summary>Plugins compiled without nullable annotations leave a list out.</summary>
    internal static IReadOnlyList<string> Clean(IReadOnlyList<string>? advice, IReadOnlyList<string> secrets) =>
        [.. (advice ?? []).Take(MaximumAdvice).Select(sentence => Clean(sentence, secrets)).Where(sentence => sentence.Length > 0)];

    /// <summary>Whether a text holds a secret in any spelling: a provider may reflect what it was sent.</summary>
    internal static bool Holds(string text, IReadOnlyList<string> secrets) => !ReferenceEquals(WithoutSecrets(text, secrets), text);

    /// <summary>Keeps line breaks, since a stack trace is worth reading, but indented, so that none begins what looks like a line of the portal's own.</summary>
    internal static string CleanForLog(string text, IReadOnlyList<string> secrets)
    {
        var clean = WithoutSecrets(text, secrets);
        if (clean.Length > MaximumLogLength) clean = clean[..MaximumLogLength] + "…";
        return string.Concat(clean.ReplaceLineEndings("\n").Select(c => c == '\n' ? "\n      " : char.IsControl(c) && c != '\t' ? " " : c.ToString()));
    }

    private static string WithoutSecrets(string text, IReadOnlyList<string> secrets)
    {
        foreach (var spelling in secrets.Where(s => s.Length >= 4).SelectMany(Spellings).OrderByDescending(s => s.Length))
        {
            if (text.Contains(spelling, StringComparison.OrdinalIgnoreCase)) text = text.Replace(spelling, Removed, StringComparison.OrdinalIgnoreCase);
        }

        foreach (var inside in secrets.Where(s => s.Length >= 4).SelectMany(InsideOfBase64)) text = WithoutTokensThatHold(inside, text);
        return text;
    }

    /// <summary>Takes the whole of what is written in base64 away: of a password, its last characters would be left at the edge.</summary>
    private static string WithoutTokensThatHold(string inside, string text)
    {
        var looked = 0;
        while (text.IndexOf(inside, looked, StringComparison.OrdinalIgnoreCase) is var at and >= 0)
        {
            var (start, end) = (at, at + inside.Length);
            while (start > 0 && IsOfBase64(text[start - 1])) start--;
            while (end < text.Length && IsOfBase64(text[end])) end++;
            text = string.Concat(text.AsSpan(0, start), Removed, text.AsSpan(end));
            looked = start + Removed.Length;
        }

        return text;
    }

    private static bool IsOfBase64(char c) => char.IsAsciiLetterOrDigit(c) || c is '+' or '/' or '-' or '_' or '=';

    /// <summary>Inside of something longer, such as “user:password”, the same bytes look different, depending on where they begin.</summary>
    private static IEnumerable<string> InsideOfBase64(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        for (var offset = 0; offset < 3 && bytes.Length >= 6; offset++)
        {
            var text = Convert.ToBase64String([.. new byte[offset], .. bytes]);
            var inside = text[(offset == 0 ? 0 : offset + 1)..((bytes.Length + offset) / 3 * 4)];
            yield return inside;
            var forAddresses = inside.Replace('+', '-').Replace('/', '_');
            if (forAddresses != inside) yield return forAddresses;
        }
    }

    private static IEnumerable<string> Spellings(string secret)
    {
        yield return secret;
        yield return Uri.EscapeDataString(secret);
        yield return System.Text.Json.JsonEncodedText.Encode(secret).ToString();
    }
}
