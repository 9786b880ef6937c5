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
    public const int PlotHeight = LineChart.Height;

    /// <summary>Of the whole.</summary>
    public const int Height = 124;

    private const double LaneTop = 106;

    /// <summary>Failures are seen however few they are.</summary>
    private const double LeastBar = 3;

    public static ResponseChart Of(IReadOnlyList<HistorySlot> slots)
    {
        ArgumentNullException.ThrowIfNull(slots);
        var lines = LineChart.Of([.. slots.Select(s => s.Summary.Median)], [.. slots.Select(s => s.Summary.P95)]);
        PathBuilder failed = new(), limited = new();
        foreach (var (slot, index) in slots.Select((slot, index) => (slot, index)))
        {
            var counts = slot.Summary.Counts;
            if (counts.Refused == 0) continue;
            var (left, right) = ((index * LineChart.SlotWidth) + 1, ((index + 1) * LineChart.SlotWidth) - 1);
            var edge = Height - BarOf(counts.Failed, counts.Telling);
            if (counts.Failed > 0) failed.Bar(left, edge, right, Height);
            if (counts.Refused > counts.Failed) limited.Bar(left, Math.Max(LaneTop, edge - BarOf(counts.Refused - counts.Failed, counts.Telling)), right, edge);
        }

        return new(lines.Width, lines.Top, lines.Median, lines.P95, lines.Band, $"{failed}", $"{limited}");
    }

    private static double BarOf(int part, int whole) => part == 0 ? 0 : Math.Max(LeastBar, (Height - LaneTop) * part / whole);
}
