using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Reports;

namespace SupportBotPortal.Core.Health.Delivery;

/// <summary>A report in a webhook's body: its figures, of the worst providers only. Documented in <c>docs/alerts.md</c>.</summary>
internal sealed record WebhookReport(Guid Id, string Name, DateTime From, DateTime Until, string TimeZone, string Summary, int TotalProviders, IReadOnlyList<WebhookReport.Line> Providers, string? Link)
{
    public static WebhookReport Of(ReportContent report, PortalOptions portal) => new(
        report.ReportId,
        ReportExcerpt.Name(report),
        report.Start,
        report.End,
        report.Zone.Id,
        ReportWords.Summary(report),
        report.Lines.Count,
        [.. report.Lines.Take(ReportExcerpt.MostLines).Select(Of)],
        ReportExcerpt.LinkOf(report, portal));

    private static Line Of(ReportLine line)
    {
        var figures = line.Figures;
        return new(
            figures.Id,
            line.Name,
            figures.Environment == ProviderEnvironment.None ? null : figures.Environment.ToString().ToLowerInvariant(),
            figures.Counts.Uptime,
            figures.Counts.Telling,
            figures.Median,
            figures.P95,
            figures.IncidentCount,
            figures.DownSeconds);
    }

    /// <param name="Uptime">The part of its tests that was answered, 0 to 1; left out if nothing is known.</param>
    internal sealed record Line(Guid Id, string Name, string? Environment, double? Uptime, int Tests, int? MedianMs, int? P95Ms, int Incidents, long DownSeconds);
}
