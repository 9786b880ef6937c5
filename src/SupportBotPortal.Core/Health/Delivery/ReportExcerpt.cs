using System.Globalization;
using SupportBotPortal.Core.Health.Reports;

namespace SupportBotPortal.Core.Health.Delivery;

/// <summary>What of a report goes into a message: the worst of very many, since mail programs cut what is above some 100 KB. Its page has all.</summary>
internal sealed record ReportExcerpt(
    IReadOnlyList<ReportLine> Lines,
    IReadOnlyList<ReportLine> Slowest,
    IReadOnlyList<(ReportLine Line, ReportedIncident Incident)> Incidents,
    IReadOnlyList<ReportedKey> Keys,
    IReadOnlyList<ReportedModel> Models,
    IReadOnlyList<ReportLine> Skipped)
{
    public const int MostLines = 50;
    private const int MostIncidents = 25;
    private const int MostOthers = 20;
    private const int LongestName = 60;

    public static ReportExcerpt Of(ReportContent report) => new(
        [.. report.Lines.Take(MostLines).Select(Short)],
        [.. report.Slowest.Select(Short)],
        [.. report.Incidents.Take(MostIncidents).Select(i => (Short(i.Line), i.Incident))],
        [.. report.Figures.Keys.Take(MostOthers)],
        [.. report.Figures.Models.Take(MostOthers)],
        [.. report.Skipped.Take(MostOthers).Select(Short)]);

    public static string Name(ReportContent report) => Plugins.VisibleText.WithoutHidden(report.Name);

    public static string Model(ReportedModel model) => Cut(Plugins.VisibleText.WithoutHidden(model.Model));

    public static string NameOf(ReportContent report, Guid provider) => Cut(report.NameOf(provider));

    /// <returns><see langword="null"/> if the portal does not know its own address.</returns>
    public static string? LinkOf(ReportContent report, PortalOptions portal) =>
        portal.AddressOf(string.Create(CultureInfo.InvariantCulture, $"/reports/{report.ReportId}/{report.OccurrenceId}"));

    public static string Farewell(ReportContent report) => $"Made on {ReportPeriodWords.Moment(report.FiredAt, report.Zone)} ({report.Zone.Id}). Who gets it is set under Reports in the portal.";

    private static ReportLine Short(ReportLine line) => line.Known is { } known ? line with { Known = known with { Name = Cut(known.Name) } } : line;

    private static string Cut(string text)
    {
        if (text.Length <= LongestName) return text;
        var cut = char.IsHighSurrogate(text[LongestName - 2]) ? LongestName - 2 : LongestName - 1;
        return text[..cut] + "…";
    }
}
