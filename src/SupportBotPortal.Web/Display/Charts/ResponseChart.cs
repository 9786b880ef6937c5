using SupportBotPortal.Core.Health.Reading;

namespace SupportBotPortal.Web.Display.Charts;

/// <summary>
/// Response times over hours or days, as the paths of a drawing: the median a line, what 95 % of the answers took a line and the
/// band between them, and below both what was refused or failed. Without text in it, so that it may be stretched to any width.
/// </summary>
/// <param name="Top">Milliseconds at the upper edge.</param>
/// <param name="Median">Empty where there is nothing to draw, as all paths.</param>
/// <param name="Failed">Bars of hours or days with tests that failed: as high as their part of the tests.</param>
/// <param name="Limited">The same for those that were refused for lack of quota or by a rate limit; they stand on the failed ones.</param>
public sealed record ResponseChart(int Width, int Top, string Median, string P95, string Band, string Failed, string Limited)
{
    /// <summary>Of the part with the lines.</summary>
    public const int PlotHeight = 100;

    /// <summary>Of the whole.</summary>
    public const int Height = 124;

    private const int SlotWidth = 10;
    private const double LaneTop = 106;

    /// <summary>Failures are seen however few they are.</summary>
    private const double LeastBar = 3;

    public static ResponseChart Of(IReadOnlyList<HistorySlot> slots)
    {
        ArgumentNullException.ThrowIfNull(slots);
        var top = ChartScale.Top(slots.Max(s => s.Summary.P95) ?? 0);
        PathBuilder median = new(), p95 = new(), band = new(), failed = new(), limited = new();
        foreach (var run in Runs(slots))
        {
            DrawLine(median, run, s => Y(s.Median!.Value, top));
            DrawLine(p95, run, s => Y(s.P95!.Value, top));
            DrawBand(band, run, top);
        }

        foreach (var (slot, index) in slots.Select((slot, index) => (slot, index)))
        {
            var counts = slot.Summary.Counts;
            if (counts.Refused == 0) continue;
            var (left, right) = ((index * SlotWidth) + 1, ((index + 1) * SlotWidth) - 1);
            var edge = Height - BarOf(counts.Failed, counts.Telling);
            if (counts.Failed > 0) failed.Bar(left, edge, right, Height);
            if (counts.Refused > counts.Failed) limited.Bar(left, Math.Max(LaneTop, edge - BarOf(counts.Refused - counts.Failed, counts.Telling)), right, edge);
        }

        return new(slots.Count * SlotWidth, top, $"{median}", $"{p95}", $"{band}", $"{failed}", $"{limited}");
    }

    private static double Y(int milliseconds, int top) => PlotHeight - ((double)milliseconds / top * (PlotHeight - 2)) - 1;

    private static double BarOf(int part, int whole) => part == 0 ? 0 : Math.Max(LeastBar, (Height - LaneTop) * part / whole);

    private static double X(int index) => (index + 0.5) * SlotWidth;

    /// <summary>Hours or days in a row that have answers: between two of them there is a gap, not a line.</summary>
    private static IEnumerable<List<(int Index, HistorySummary Summary)>> Runs(IReadOnlyList<HistorySlot> slots)
    {
        var run = new List<(int, HistorySummary)>();
        for (var index = 0; index < slots.Count; index++)
        {
            if (slots[index].Summary.Median is not null)
            {
                run.Add((index, slots[index].Summary));
                continue;
            }

            if (run.Count > 0) yield return run;
            run = [];
        }

        if (run.Count > 0) yield return run;
    }

    private static void DrawLine(PathBuilder path, List<(int Index, HistorySummary Summary)> run, Func<HistorySummary, double> height)
    {
        path.MoveTo(X(run[0].Index), height(run[0].Summary));
        // A line without length has round ends: one hour alone is a point.
        if (run.Count == 1) path.Horizontally(X(run[0].Index));
        foreach (var (index, summary) in run.Skip(1)) path.LineTo(X(index), height(summary));
    }

    private static void DrawBand(PathBuilder path, List<(int Index, HistorySummary Summary)> run, int top)
    {
        if (run.Count == 1) return;
        DrawLine(path, run, s => Y(s.P95!.Value, top));
        foreach (var (index, summary) in run.AsEnumerable().Reverse()) path.LineTo(X(index), Y(summary.Median!.Value, top));
        path.Close();
    }
}
