using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Reading;
using SupportBotPortal.Core.Health.Reports;

namespace SupportBotPortal.Core.Health.Delivery;

/// <summary>
/// Writes a report as HTML for ordinary mail programs: tables and inline styles, nothing from elsewhere, no script. The few rules in
/// its head are for programs that are dark; those that drop them show dark on light. Every text is encoded here, whoever wrote it.
/// </summary>
internal sealed class ReportHtml(PortalOptions portal)
{
    private const string Font = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
    private const string Good = "#2f7d4f";
    private const string Poor = "#9a6200";
    private const string Bad = "#b3261e";

    private const string Dark = """
        <style>@media (prefers-color-scheme:dark){.p{background:#14181d!important;color:#e6eaee!important}.c{background:#1d232a!important;border-color:#39424d!important}.t{color:#e6eaee!important}.d{color:#a9b4c0!important}.r{border-color:#39424d!important}.a{color:#8ab8ee!important}.good{color:#7fcf9d!important}.poor{color:#e6b457!important}.bad{color:#ff8d84!important}}</style>
        """;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public string Write(ReportContent report)
    {
        var shown = ReportExcerpt.Of(report);
        var html = new StringBuilder();
        html.Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><meta name=\"color-scheme\" content=\"light dark\"><title>").Append(Encode(ReportWords.Title(report))).Append("</title>").Append(Dark).Append("</head>\n")
            .Append(CultureInfo.InvariantCulture, $"<body class=\"p\" style=\"margin:0;padding:24px 12px;background:#f3f4f6;{Font};font-size:16px;line-height:1.5;color:#1f2933\">\n")
            .Append("<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"><tr><td align=\"center\">\n")
            .Append("<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" style=\"max-width:720px;text-align:left\">\n")
            .Append("<tr><td class=\"d\" style=\"padding:0 4px 12px;font-size:13px;color:#52606d\">SupportBot Portal</td></tr>\n");
        Begin(html, ToneOf(report));
        html.Append("<h1 class=\"t\" style=\"margin:0 0 4px;font-size:20px;line-height:1.35;color:#1f2933\">").Append(Encode(ReportExcerpt.Name(report))).Append("</h1>\n")
            .Append("<p class=\"d\" style=\"margin:0 0 12px;font-size:14px;color:#52606d\">").Append(Encode($"{ReportPeriodWords.Of(report)} ({report.Zone.Id})")).Append("</p>\n")
            .Append("<p class=\"t\" style=\"margin:0;color:#1f2933\">").Append(Encode(ReportWords.Summary(report))).Append("</p>\n");
        if (ReportExcerpt.LinkOf(report, portal) is { } link) html.Append("<p style=\"margin:12px 0 0\"><a class=\"a\" href=\"").Append(Encode(link)).Append("\" style=\"color:#1d5fa8\">Open the report</a></p>\n");
        End(html);

        if (shown.Lines.Count > 0) Providers(html, report, shown);
        List(html, "Slowest", [.. shown.Slowest.Select(l => (l.Name, $"95 % of the answers within {ReportWords.Time(l.Figures.P95)}, half within {ReportWords.Time(l.Figures.Median)}"))], shown.Slowest.Count, "");
        List(html, "Incidents", [.. shown.Incidents.Select(i => (i.Line.Name, $"{ReportWords.What(i.Incident)} from {ReportPeriodWords.Moment(i.Incident.StartedAt, report.Zone)}, {ReportWords.Length(i.Incident, report.FiredAt)}"))], report.Incidents.Count, "None.", ReportWords.Unlisted(report));
        List(html, "Keys due for replacement", [.. shown.Keys.Select(k => (ReportExcerpt.NameOf(report, k.ProviderId), ReportWords.Due(k, report)))], report.Figures.Keys.Count, "");
        List(html, ReportWords.Retiring, [.. shown.Models.Select(m => ($"{ReportExcerpt.Model(m)} of {ReportExcerpt.NameOf(report, m.ProviderId)}", ReportWords.Retires(m, report)))], report.Figures.Models.Count, "");
        List(html, "Not tested, or not always", [.. shown.Skipped.Select(l => (l.Name, string.Join("; ", l.Skipped)))], report.Skipped.Count, "");

        html.Append("<tr><td class=\"d\" style=\"padding:4px;font-size:13px;color:#52606d\">");
        if (ReportPeriodWords.Rounding(report) is { } rounding) html.Append(Encode(rounding)).Append("<br>");
        return html.Append(Encode(ReportExcerpt.Farewell(report))).Append("</td></tr>\n</table></td></tr></table></body></html>\n").ToString();
    }

    private static void Providers(StringBuilder html, ReportContent report, ReportExcerpt shown)
    {
        Begin(html, null);
        Title(html, "Providers, the worst first");
        html.Append("<table width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" style=\"border-collapse:collapse;font-size:14px\"><thead><tr>");
        foreach (var (head, align) in ((string, string)[])[("Provider", "left"), ("Answered", "right"), ("Half within", "right"), ("95 % within", "right")])
            html.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\" align=\"{align}\" class=\"d\" style=\"padding:4px 0 4px {(align == "left" ? 0 : 8)}px;font-weight:600;color:#52606d;vertical-align:bottom\">{head}</th>");
        html.Append("</tr></thead><tbody>\n");
        foreach (var line in shown.Lines) Row(html, line);
        html.Append("</tbody></table>\n");
        More(html, report.Lines.Count - shown.Lines.Count);
        html.Append("<p class=\"d\" style=\"margin:12px 0 0;font-size:13px;color:#52606d\">Below each figure: the change against the time before, in percentage points or milliseconds.</p>\n");
        End(html);
    }

    private static void Row(StringBuilder html, ReportLine line)
    {
        var figures = line.Figures;
        var small = new List<string>();
        if (figures.Environment != ProviderEnvironment.None) small.Add(figures.Environment.ToString());
        small.Add(line.IsTested ? string.Create(CultureInfo.InvariantCulture, $"{figures.Counts.Telling:N0} {(figures.Counts.Telling == 1 ? "test" : "tests")}") : line.Skipped[0]);
        if (figures.IncidentCount > 0) small.Add(string.Create(CultureInfo.InvariantCulture, $"{figures.IncidentCount:N0} {(figures.IncidentCount == 1 ? "incident" : "incidents")}"));
        html.Append("<tr><th scope=\"row\" align=\"left\" class=\"r t\" style=\"padding:6px 0;border-top:1px solid #e4e7eb;font-weight:600;color:#1f2933;word-break:break-word\">").Append(Encode(line.Name))
            .Append("<br><span class=\"d\" style=\"font-size:12px;font-weight:400;color:#52606d\">").Append(Encode(string.Join(" · ", small))).Append("</span></th>");
        var (tone, colour) = !line.IsTested ? ("d", "#52606d") : line.IsWell ? ("good", Good) : figures.Counts.Uptime < 0.95 ? ("bad", Bad) : ("poor", Poor);
        Cell(html, line.IsTested ? UptimeWords.Of(figures.Counts) : "not tested", line.UptimeChange is { } points ? ReportWords.Points(points) : null, tone, colour);
        Cell(html, ReportWords.Time(figures.Median), line.MedianChange is { } median ? ReportWords.Milliseconds(median) : null, "t", "#1f2933");
        Cell(html, ReportWords.Time(figures.P95), line.P95Change is { } p95 ? ReportWords.Milliseconds(p95) : null, "t", "#1f2933");
        html.Append("</tr>\n");
    }

    private static void Cell(StringBuilder html, string value, string? change, string tone, string colour)
    {
        html.Append(CultureInfo.InvariantCulture, $"<td align=\"right\" valign=\"top\" class=\"r {tone}\" style=\"padding:6px 0 6px 8px;white-space:nowrap;border-top:1px solid #e4e7eb;color:{colour}\">").Append(Encode(value));
        if (change is not null) html.Append("<br><span class=\"d\" style=\"font-size:12px;color:#52606d\">").Append(Encode(change)).Append("</span>");
        html.Append("</td>");
    }

    /// <param name="none">What is said if there is nothing; empty: then there is no such part.</param>
    /// <param name="behind">What is said at the end.</param>
    private static void List(StringBuilder html, string title, IReadOnlyList<(string Name, string What)> items, int all, string none, string? behind = null)
    {
        if (items.Count == 0 && none.Length == 0) return;
        Begin(html, null);
        Title(html, title);
        if (items.Count == 0) html.Append("<p class=\"d\" style=\"margin:0;color:#52606d\">").Append(Encode(none)).Append("</p>\n");
        else html.Append("<ul style=\"margin:0;padding-left:20px;font-size:14px\">");
        foreach (var (name, what) in items) html.Append("<li class=\"t\" style=\"color:#1f2933\"><b>").Append(Encode(name)).Append("</b>: ").Append(Encode(what)).Append("</li>\n");
        if (items.Count > 0) html.Append("</ul>\n");
        More(html, all - items.Count);
        if (behind is not null) html.Append("<p class=\"d\" style=\"margin:8px 0 0;font-size:14px;color:#52606d\">").Append(Encode(behind)).Append("</p>\n");
        End(html);
    }

    private static void More(StringBuilder html, int rest)
    {
        if (rest > 0) html.Append(CultureInfo.InvariantCulture, $"<p class=\"d\" style=\"margin:8px 0 0;font-size:14px;color:#52606d\">And {rest:N0} more: the report’s page lists them.</p>\n");
    }

    private static void Title(StringBuilder html, string title) => html.Append("<h2 class=\"t\" style=\"margin:0 0 8px;font-size:16px;line-height:1.35;color:#1f2933\">").Append(Encode(title)).Append("</h2>\n");

    /// <param name="colour">Of the bar at its side; without one there is none.</param>
    private static void Begin(StringBuilder html, string? colour) => html.Append(CultureInfo.InvariantCulture,
        $"<tr><td style=\"padding:0 0 12px\"><table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" class=\"c\" style=\"background:#ffffff;border:1px solid #d9dee4\"><tr><td style=\"padding:16px 20px{(colour is null ? "" : $";border-left:6px solid {colour}")}\">\n");

    private static void End(StringBuilder html) => html.Append("</td></tr></table></td></tr>\n");

    private static string? ToneOf(ReportContent report)
    {
        var tested = report.Lines.Where(l => l.IsTested).ToList();
        if (tested.Count == 0) return null;
        if (report.Lines.Any(l => l.Figures.DownSeconds > 0)) return Bad;
        return tested.TrueForAll(l => l.IsWell) ? Good : "#b7791f";
    }

    private static string Encode(string text) => Encoder.Encode(text);
}
