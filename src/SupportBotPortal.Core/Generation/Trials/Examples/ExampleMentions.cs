using System.Globalization;

namespace SupportBotPortal.Core.Generation.Trials.Examples;

/// <summary>What answers have to mention.</summary>
public static class ExampleMentions
{
    public const int Most = 20;
    public const int Longest = 200;

    /// <summary>One on a line; lines that are empty say nothing.</summary>
    public static IReadOnlyList<string> Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return [.. text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <returns>Which of them an answer does not mention, in any case of letters and whatever marks and spaces stand between the words.</returns>
    public static IReadOnlyList<string> MissingIn(string answer, string mentions)
    {
        var said = Plain(answer);
        return [.. Read(mentions).Where(m => CultureInfo.InvariantCulture.CompareInfo.IndexOf(said, Plain(m), CompareOptions.IgnoreCase) < 0)];
    }

    /// <summary>Without Markdown's marks: “**14** days” mentions “14 days”.</summary>
    private static string Plain(string text) => string.Join(' ', text.Replace("*", "", StringComparison.Ordinal).Replace("`", "", StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
