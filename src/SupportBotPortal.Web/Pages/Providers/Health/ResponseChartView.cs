using System.Globalization;
using Humanizer;
using SupportBotPortal.Core.Health.Reading;
using SupportBotPortal.Web.Display.Charts;

namespace SupportBotPortal.Web.Pages.Providers.Health;

/// <summary>Response times as a drawing, as a sentence that says the same, and as the numbers behind it.</summary>
public sealed class ResponseChartView(HistoryWindow window, HistorySummary summary, IReadOnlyList<HistorySlot> slots)
{
    public ResponseChart Chart { get; } = ResponseChart.Of(slots);

    public HistorySummary Summary => summary;

    public bool IsHourly => window.IsHourly;

    public string Title => $"Response times of the last {HistoryWords.TitleOf(window.Range)}, by {(IsHourly ? "hour" : "day")}";

    /// <summary>The hours or days with tests.</summary>
    public IReadOnlyList<HistorySlot> Rows { get; } = [.. slots.Where(s => s.Summary.Counts.Total > 0)];

    /// <summary>Where the axis of time begins, its middle, and its end.</summary>
    public IReadOnlyList<string> Marks { get; } = [HistoryWords.Slot(slots[0].Start, window.IsHourly), HistoryWords.Slot(slots[slots.Count / 2].Start, window.IsHourly), HistoryWords.Slot(slots[^1].Start, window.IsHourly)];

    public string Description
    {
        get
        {
            var counts = summary.Counts;
            if (counts.Total == 0) return "No tests.";
            var sentences = new List<string>();
            if (summary.Median is { } median) sentences.Add($"Half of the answers came within {median.ToString("N0", CultureInfo.InvariantCulture)} ms, 95 % within {HistoryWords.Milliseconds(summary.P95)}.");
            if (Slowest is { } slowest) sentences.Add($"Slowest: {HistoryWords.Slot(slowest.Start, IsHourly)}, when 95 % of the answers came within {HistoryWords.Milliseconds(slowest.Summary.P95)}.");
            sentences.Add(counts switch
            {
                { Refused: 0, Telling: 1 } => "The one test was answered.",
                { Refused: 0 } => $"All {counts.Telling:N0} tests were answered.",
                { Answered: 0, Telling: 1 } => "The one test was not answered.",
                { Answered: 0 } => $"None of {counts.Telling:N0} tests was answered.",
                _ => $"{counts.Refused:N0} of {counts.Telling:N0} tests got no answer; the worst {(IsHourly ? "hour" : "day")} was {HistoryWords.Slot(Worst.Start, IsHourly)} with {Worst.Summary.Counts.Refused:N0}.",
            });
            if (Rows.Count < slots.Count) sentences.Add($"{(IsHourly ? "hour" : "day").ToQuantity(slots.Count - Rows.Count)} without tests.");
            return counts.Telling == 0 ? "No test could be run." : string.Join(' ', sentences);
        }
    }

    private HistorySlot? Slowest => Rows.Where(s => s.Summary.P95 is not null).MaxBy(s => s.Summary.P95);

    private HistorySlot Worst => Rows.MaxBy(s => s.Summary.Counts.Refused)!;
}
