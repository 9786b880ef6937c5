using SupportBotPortal.Core.Usage.Reading;
using SupportBotPortal.Web.Display.Charts;

namespace SupportBotPortal.Web.Pages.Usage;

/// <summary>How long answers took, as a drawing and as a sentence that says the same.</summary>
public sealed record TimesChartView(UsageFigures Total, string Title, string Description, LineChart Chart, IReadOnlyList<string> Marks)
{
    public static TimesChartView Of(UsageWindow window, UsageReport report)
    {
        ArgumentNullException.ThrowIfNull(window);
        ArgumentNullException.ThrowIfNull(report);
        var total = report.Total;
        var sentences = new List<string>();
        if (total.DurationMedian is not null) sentences.Add($"Half of the whole answers took {UsageWords.Milliseconds(total.DurationMedian)} at most, 95 % {UsageWords.Milliseconds(total.DurationP95)}.");
        if (total.FirstByteMedian is not null) sentences.Add($"Half of the streamed ones began within {UsageWords.Milliseconds(total.FirstByteMedian)}, 95 % within {UsageWords.Milliseconds(total.FirstByteP95)}.");
        if (report.Slots.Where(s => s.Figures.DurationP95 is not null).MaxBy(s => s.Figures.DurationP95) is { } slowest) sentences.Add($"Slowest: {UsageWords.Slot(slowest.Start, window.IsHourly)}, when 95 % took {UsageWords.Milliseconds(slowest.Figures.DurationP95)} at most.");
        return new(
            total,
            BarChartView.TitleOf("How long answers took", window),
            sentences.Count == 0 ? "There was no whole answer." : string.Join(' ', sentences),
            LineChart.Of([.. report.Slots.Select(s => s.Figures.DurationMedian)], [.. report.Slots.Select(s => s.Figures.DurationP95)], [.. report.Slots.Select(s => s.Figures.FirstByteMedian)]),
            BarChartView.MarksOf(window, report));
    }
}
