using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace SupportBotPortal.Web.Display.Differences;

/// <summary>Where two texts of several lines differ, line by line, with a few lines around.</summary>
public static class TextDifference
{
    private const int Around = 2;

    /// <returns><see langword="null"/> where both are short: they are read side by side.</returns>
    public static IReadOnlyList<TextDifferenceLine>? Of(string before, string after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        if (before.Length == 0 || after.Length == 0 || !(before + after).Contains('\n', StringComparison.Ordinal)) return null;
        var lines = InlineDiffBuilder.Diff(before, after, ignoreWhiteSpace: false).Lines.ConvertAll(LineOf);
        var shown = new List<TextDifferenceLine>();
        var skipped = 0;
        for (var i = 0; i < lines.Count; i++)
        {
            if (IsNearAChange(i))
            {
                Close();
                shown.Add(lines[i]);
            }
            else
            {
                skipped++;
            }
        }

        Close();
        return shown;

        bool IsNearAChange(int at) => lines.Skip(at - Around).Take((at < Around ? at : Around) + 1 + Around).Any(l => l.Kind != TextDifferenceKind.Same);

        void Close()
        {
            if (skipped > 0) shown.Add(new(TextDifferenceKind.Skipped, skipped == 1 ? "1 line that is the same" : $"{skipped:N0} lines that are the same"));
            skipped = 0;
        }
    }

    private static TextDifferenceLine LineOf(DiffPiece piece) => new(
        piece.Type switch { ChangeType.Inserted => TextDifferenceKind.Added, ChangeType.Deleted => TextDifferenceKind.Removed, _ => TextDifferenceKind.Same },
        piece.Text ?? "");
}
