using System.Globalization;
using System.Text;
using SupportBotPortal.Core.Health.Reading;
using SupportBotPortal.Core.Health.Reports;

namespace SupportBotPortal.Core.Health.Delivery;

/// <summary>Writes a report as text: the part of a mail that every program shows, and what a webhook's receiver can show as it is.</summary>
internal static class ReportPlainText
{
    public static string Of(ReportContent report, PortalOptions portal)
    {
        var shown = ReportExcerpt.Of(report);
        var text = new StringBuilder();
        Line(text, $"{ReportExcerpt.Name(report)}, {ReportPeriodWords.Of(report)} ({report.Zone.Id})");
        Line(text, "");
        Line(text, ReportWords.Summary(report));
        if (ReportExcerpt.LinkOf(report, portal) is { } link) Line(text, link);

        Head(text, "Providers, the worst first");
        foreach (var line in shown.Lines) Line(text, Provider(line));
        More(text, report.Lines.Count, shown.Lines.Count, "providers");

        if (shown.Slowest.Count > 0) Head(text, "Slowest");
        foreach (var line in shown.Slowest) Line(text, $"- {line.Name}: 95 % of the answers within {ReportWords.Time(line.Figures.P95)}, half within {ReportWords.Time(line.Figures.Median)}");

        Head(text, "Incidents");
        if (shown.Incidents.Count == 0) Line(text, "None.");
        foreach (var (line, incident) in shown.Incidents) Line(text, $"- {line.Name}: {ReportWords.What(incident)} from {ReportPeriodWords.Moment(incident.StartedAt, report.Zone)}, {ReportWords.Length(incident, report.FiredAt)}");
        More(text, report.Incidents.Count, shown.Incidents.Count, "incidents");
        if (ReportWords.Unlisted(report) is { } unlisted) Line(text, unlisted);

        if (shown.Keys.Count > 0) Head(text, "Keys due for replacement");
        foreach (var key in shown.Keys) Line(text, $"- {ReportExcerpt.NameOf(report, key.ProviderId)}: {ReportWords.Due(key, report)}");
        More(text, report.Figures.Keys.Count, shown.Keys.Count, "keys");

        if (shown.Models.Count > 0) Head(text, ReportWords.Retiring);
        foreach (var model in shown.Models) Line(text, $"- {ReportExcerpt.Model(model)} of {ReportExcerpt.NameOf(report, model.ProviderId)}: {ReportWords.Retires(model, report)}");
        More(text, report.Figures.Models.Count, shown.Models.Count, "models");

        if (shown.Skipped.Count > 0) Head(text, "Not tested, or not always");
        foreach (var line in shown.Skipped) Line(text, $"- {line.Name}: {string.Join("; ", line.Skipped)}");
        More(text, report.Skipped.Count, shown.Skipped.Count, "providers");

        Line(text, "");
        if (ReportPeriodWords.Rounding(report) is { } rounding) Line(text, rounding);
        Line(text, ReportExcerpt.Farewell(report));
        return text.ToString().TrimEnd('\n');
    }

    private static string Provider(ReportLine line)
    {
        var figures = line.Figures;
        var name = figures.Environment == Data.ProviderEnvironment.None ? line.Name : $"{line.Name} ({figures.Environment})";
        if (!line.IsTested) return $"- {name}: not tested ({string.Join("; ", line.Skipped)})";
        var text = string.Create(CultureInfo.InvariantCulture, $"- {name}: {UptimeWords.Of(figures.Counts)} of {figures.Counts.Telling:N0} tests answered");
        if (line.UptimeChange is { } change) text += $" ({ReportWords.Points(change)} points)";
        if (figures.Median is not null) text += $", half within {ReportWords.Time(figures.Median)}{Change(line.MedianChange)}, 95 % within {ReportWords.Time(figures.P95)}{Change(line.P95Change)}";
        return figures.IncidentCount == 0 ? text : string.Create(CultureInfo.InvariantCulture, $"{text}, {figures.IncidentCount:N0} {(figures.IncidentCount == 1 ? "incident" : "incidents")}");
    }

    private static string Change(int? milliseconds) => milliseconds is null ? "" : $" ({ReportWords.Milliseconds(milliseconds)})";

    private static void Head(StringBuilder text, string title) => text.Append('\n').Append(title).Append('\n').Append('-', title.Length).Append('\n');

    private static void More(StringBuilder text, int all, int shown, string what)
    {
        if (all > shown) text.Append(CultureInfo.InvariantCulture, $"And {all - shown:N0} more {what}: the report’s page lists them.\n");
    }

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
