using System.Text.RegularExpressions;

namespace SupportBotPortal.Plugins.Anthropic;

/// <summary>What ages: model names. Seen current in November 2026; discovery is the truth.</summary>
internal static partial class AnthropicModels
{
    public static readonly string[] Default = ["claude-sonnet-5-5", "claude-haiku-5-5", "claude-opus-5-5"];

    /// <summary>An alias and its dated snapshots are one model; two snapshots are two.</summary>
    public static bool AreSame(string one, string other)
    {
        var (name, date) = Split(one);
        var (otherName, otherDate) = Split(other);
        return name == otherName && (date.Length == 0 || otherDate.Length == 0 || date == otherDate);
    }

    private static (string Name, string Date) Split(string id)
    {
        var match = IdPattern().Match(id);
        return (match.Groups["name"].Value, match.Groups["date"].Value);
    }

    // claude-haiku-5-5-20260801, claude-haiku-4-5@20251001; the aliases claude-3-5-haiku-latest and claude-sonnet-4-0; anthropic/claude-… behind gateways
    [GeneratedRegex(@"\A(?:.*/)?(?<name>.*?)(?:-latest|-0|[-@](?<date>\d{8}))?\z", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex IdPattern();
}
