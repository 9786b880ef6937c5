using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Alerts;

namespace SupportBotPortal.Core.Health.Delivery;

/// <summary>
/// Writes a message as HTML for ordinary mail programs: tables and inline styles, nothing from elsewhere, no script. Every text is
/// encoded here, whoever wrote it.
/// </summary>
internal sealed class AlertHtml(AlertWords words)
{
    private const string Font = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

    /// <summary>Of what nobody tests any more.</summary>
    private const string Unknown = "#52606d";

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public string Write(AlertMessage message)
    {
        var html = new StringBuilder();
        html.Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>").Append(Encode(AlertWords.TitleOf(message))).Append("</title></head>\n")
            .Append(CultureInfo.InvariantCulture, $"<body style=\"margin:0;padding:24px 12px;background:#f3f4f6;{Font};font-size:16px;line-height:1.5;color:#1f2933\">\n")
            .Append("<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"><tr><td align=\"center\">\n")
            .Append("<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" style=\"max-width:600px;text-align:left\">\n")
            .Append("<tr><td style=\"padding:0 4px 12px;font-size:13px;color:#52606d\">SupportBot Portal</td></tr>\n");
        if (message.IsTest) Card(html, "#3b6ea8", AlertWords.TitleOf(message), [AlertPlainText.TestSentence], [], null);
        if (!message.IsTest && AlertWords.LateSentenceOf(message) is { } late) html.Append("<tr><td style=\"padding:0 4px 12px\">").Append(Encode(late)).Append("</td></tr>\n");
        var statements = message.Statements.ToList();
        foreach (var item in statements.Take(AlertPlainText.Most)) Write(html, item, message.SentAt);
        if (statements.Count > AlertPlainText.Most) html.Append(CultureInfo.InvariantCulture, $"<tr><td style=\"padding:0 4px 12px\">And {statements.Count - AlertPlainText.Most:N0} more: the portal lists all of them.</td></tr>\n");
        return html.Append(CultureInfo.InvariantCulture, $"<tr><td style=\"padding:4px;font-size:13px;color:#52606d\">Sent by itself on {AlertWords.Time(message.SentAt)}. Who gets what is set under Alerts in the portal.</td></tr>\n")
            .Append("</table></td></tr></table></body></html>\n").ToString();
    }

    private void Write(StringBuilder html, AlertItem item, DateTime at)
    {
        var text = words.TextOf(item, at);
        List<string> sentences = [text.What];
        if (item.Provider is { Environment: not ProviderEnvironment.None } provider) sentences.Add($"Environment: {provider.Environment}");
        if (text.Meaning is not null) sentences.Add(text.Meaning);
        Card(html, Colour(item), text.Title, sentences, text.Steps, text.Link is null ? null : (text.Link, item.IncidentId is null ? "Open in the portal" : "Open the incident"));
    }

    private static void Card(StringBuilder html, string colour, string title, IReadOnlyList<string> sentences, IReadOnlyList<string> steps, (string Address, string Words)? link)
    {
        html.Append(CultureInfo.InvariantCulture, $"<tr><td style=\"padding:0 0 12px\"><table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" style=\"background:#ffffff;border:1px solid #d9dee4;border-left:6px solid {colour}\"><tr><td style=\"padding:16px 20px\">\n")
            .Append("<h1 style=\"margin:0 0 8px;font-size:18px;line-height:1.35;color:#1f2933\">").Append(Encode(title)).Append("</h1>\n");
        foreach (var sentence in sentences) html.Append("<p style=\"margin:0 0 8px\">").Append(Encode(sentence)).Append("</p>\n");
        if (steps.Count > 0)
        {
            html.Append("<ul style=\"margin:0 0 8px;padding-left:20px\">");
            foreach (var step in steps) html.Append("<li>").Append(Encode(step)).Append("</li>");
            html.Append("</ul>\n");
        }

        if (link is { } to) html.Append("<p style=\"margin:12px 0 0\"><a href=\"").Append(Encode(to.Address)).Append("\" style=\"color:#1d5fa8\">").Append(Encode(to.Words)).Append("</a></p>\n");
        html.Append("</td></tr></table></td></tr>\n");
    }

    private static string Colour(AlertItem item) => item.Event switch
    {
        AlertEvent.ProviderDeleted or AlertEvent.ProviderDeactivated => Unknown,
        _ when item.IsOverTrouble && item.End != AlertEvent.Recovered => Unknown,
        AlertEvent.Recovered when item.AgainSince is null => "#2f7d4f",
        _ when item is { IsOverTrouble: true, AgainSince: null } => "#2f7d4f",
        AlertEvent.Down or AlertEvent.SchedulerStopped => "#b3261e",
        _ => "#b7791f",
    };

    private static string Encode(string text) => Encoder.Encode(text);
}
