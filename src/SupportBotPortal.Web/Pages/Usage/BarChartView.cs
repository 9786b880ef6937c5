using SupportBotPortal.Core.Usage.Reading;
using SupportBotPortal.Web.Display.Charts;

namespace SupportBotPortal.Web.Pages.Usage;

/// <summary>Numbers as a drawing, as a sentence that says the same, and what its parts mean.</summary>
/// <param name="Id">In the page.</param>
/// <param name="Heading">What it shows.</param>
/// <param name="Title">The same, and of when.</param>
/// <param name="Parts">Style and name of each, the lowest first, with its sum.</param>
/// <param name="Marks">Where the axis of time begins, its middle, and its end.</param>
public sealed record BarChartView(string Id, string Heading, string Title, string Description, IReadOnlyList<(string Style, string Name, long Sum)> Parts, BarChart Chart, IReadOnlyList<string> Marks)
{
    public static BarChartView OfRequests(UsageWindow window, UsageReport report, bool ofModels)
    {
        ArgumentNullException.ThrowIfNull(window);
        ArgumentNullException.ThrowIfNull(report);
        var total = report.Total;
        var (what, failed, refused) = (ofModels ? "attempts" : "requests", UsageWords.FailedOf(total, ofModels), UsageWords.RefusedOf(total, ofModels));
        var sentences = new List<string> { $"{UsageWords.AllOf(total, ofModels):N0} {what} {UsageWords.SentenceOf(window.Range)}: {total.Answered:N0} answered, {total.ByFallback:N0} answered by a fallback, {failed:N0} without a whole answer, {(ofModels ? "" : $"{refused:N0} refused for what the bot sent, ")}{total.GivenUp:N0} given up by bots." };
        if (failed > 0 && report.Slots.MaxBy(s => UsageWords.FailedOf(s.Figures, ofModels)) is { } worst)
            sentences.Add($"Most went wrong at {UsageWords.Slot(worst.Start, window.IsHourly)}: {UsageWords.FailedOf(worst.Figures, ofModels):N0} of {UsageWords.AllOf(worst.Figures, ofModels):N0}.");
        return new(
            "requests",
            ofModels ? "Attempts" : "Requests",
            TitleOf(ofModels ? "Attempts" : "Requests", window),
            string.Join(' ', sentences),
            [("chart-good", "answered", total.Answered), ("chart-limited", "by a fallback", total.ByFallback), ("chart-failed", "without a whole answer", failed), .. ofModels ? [] : ((string, string, long)[])[("chart-refused", "refused to the bot", refused)], ("chart-idle", "given up by the bot", total.GivenUp)],
            BarChart.Of([.. report.Slots.Select(s => (IReadOnlyList<long>)[s.Figures.Answered, s.Figures.ByFallback, UsageWords.FailedOf(s.Figures, ofModels), .. ofModels ? [] : (long[])[UsageWords.RefusedOf(s.Figures, ofModels)], s.Figures.GivenUp])]),
            MarksOf(window, report));
    }

    public static BarChartView OfTokens(UsageWindow window, UsageReport report)
    {
        ArgumentNullException.ThrowIfNull(window);
        ArgumentNullException.ThrowIfNull(report);
        var total = report.Total;
        var untold = total.Untold switch
        {
            0 => "",
            1 => " Of one answer it is not known what it cost: its provider did not say, or it was not read to its end.",
            var many => $" Of {many:N0} answers it is not known what they cost: their providers did not say, or they were not read to their end.",
        };
        return new(
            "tokens",
            "Tokens",
            TitleOf("Tokens", window),
            $"{total.InputTokens:N0} tokens were read and {total.OutputTokens:N0} written {UsageWords.SentenceOf(window.Range)}.{untold}",
            [("chart-input", "read (input)", total.InputTokens), ("chart-output", "written (output)", total.OutputTokens)],
            BarChart.Of([.. report.Slots.Select(s => (IReadOnlyList<long>)[s.Figures.InputTokens, s.Figures.OutputTokens])]),
            MarksOf(window, report));
    }

    internal static string TitleOf(string what, UsageWindow window) => $"{what} {UsageWords.SentenceOf(window.Range)}, by {(window.IsHourly ? "hour" : "day")}";

    internal static IReadOnlyList<string> MarksOf(UsageWindow window, UsageReport report) =>
        [.. ((int[])[0, report.Slots.Count / 2, report.Slots.Count - 1]).Select(index => UsageWords.Slot(report.Slots[index].Start, window.IsHourly))];
}
