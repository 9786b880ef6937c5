using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SupportBotPortal.PluginTestKit.Running;

/// <summary>Changes an answer in a way that any vendor might.</summary>
internal static partial class BodyText
{
    /// <summary>Stands in every sentence of a <see cref="Marked(string)"/> answer.</summary>
    public const string Mark = "vendor-words-7c1e";

    private static readonly string[] NamesOfSentences = ["message", "text", "detail", "details", "description", "error_description", "title", "hint"];

    /// <summary>Characters of other scripts stand for themselves: vendors send them so, and the writers of JSON that scripts use escape them.</summary>
    public static string Unescaped(string body) => EscapedText().Replace(
        body,
        match => match.Groups["pair"].Success || IsVisible(match.Groups["one"].Value)
            ? match.Groups["before"].Value + string.Concat(match.Groups["code"].Captures.Select(c => (char)CodeOf(c.Value)))
            : match.Value);

    /// <summary>An answer in which each sentence of the vendor's can be recognized; its codes stay as they are.</summary>
    public static string Marked(string body)
    {
        try
        {
            var json = JsonNode.Parse(body);
            return Marked(json, null)?.ToJsonString() ?? body;
        }
        catch (JsonException)
        {
            return body;
        }
    }

    private static JsonNode? Marked(JsonNode? node, string? name) => node switch
    {
        JsonObject members => new JsonObject(members.Select(m => KeyValuePair.Create(m.Key, Marked(m.Value, m.Key)))),
        JsonArray items => new JsonArray([.. items.Select(i => Marked(i, name))]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String && IsSentence(value.GetValue<string>(), name) => $"{value.GetValue<string>()} {Mark}",
        _ => node?.DeepClone(),
    };

    private static bool IsSentence(string text, string? name) => text.Contains(' ', StringComparison.Ordinal) || NamesOfSentences.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static int CodeOf(string hex) => int.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    // Line separators would change where some readers see the end of a line.
    private static bool IsVisible(string hex) => CodeOf(hex) is >= 0xA0 and not (0x2028 or 0x2029) and not (>= 0xD800 and <= 0xDFFF);

    // An escaped backslash before it makes the rest plain text.
    [GeneratedRegex(@"(?<before>(?<!\\)(?:\\\\)*)(?:(?<pair>\\u(?<code>[Dd][89ABab][0-9A-Fa-f]{2})\\u(?<code>[Dd][C-Fc-f][0-9A-Fa-f]{2}))|\\u(?<code>(?<one>[0-9A-Fa-f]{4})))", RegexOptions.CultureInvariant)]
    private static partial Regex EscapedText();
}
