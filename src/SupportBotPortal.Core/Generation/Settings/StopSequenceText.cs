using System.Text;

namespace SupportBotPortal.Core.Generation.Settings;

/// <summary>Stop sequences as one types them: one on a line, in which <c>\n</c>, <c>\t</c> and <c>\\</c> stand for a line break, a tab and a backslash.</summary>
public static class StopSequenceText
{
    public static string Write(IReadOnlyList<string> sequences) => string.Join('\n', sequences.Select(Escape));

    public static IReadOnlyList<string> Read(string typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        return [.. typed.ReplaceLineEndings("\n").Split('\n').Where(line => line.Length > 0).Select(Unescape).Distinct(StringComparer.Ordinal)];
    }

    private static string Escape(string sequence) => sequence.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal);

    private static string Unescape(string line)
    {
        var text = new StringBuilder();
        for (var i = 0; i < line.Length; i++)
        {
            var meant = line[i] != '\\' || i + 1 == line.Length ? (char?)null : line[i + 1] switch { 'n' => '\n', 't' => '\t', '\\' => '\\', _ => null };
            if (meant is not null) i++;
            text.Append(meant ?? line[i]);
        }

        return text.ToString();
    }
}
