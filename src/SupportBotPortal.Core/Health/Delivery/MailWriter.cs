using System.Globalization;
using MimeKit;
using MimeKit.Text;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Alerts;

namespace SupportBotPortal.Core.Health.Delivery;

/// <summary>Writes a message as mail: HTML with a plain-text part.</summary>
internal sealed class MailWriter(PortalOptions portal)
{
    private readonly AlertWords words = new(portal);

    public MimeMessage Write(AlertMessage message, MailServer server, IEnumerable<string> recipients)
    {
        var mail = new MimeMessage();
        // Names and subjects hold what people typed: a library that encodes headers, and nothing invisible in what it is given.
        mail.From.Add(new MailboxAddress(Plugins.VisibleText.WithoutHidden(server.FromName.Length > 0 ? server.FromName : "SupportBot Portal"), server.FromAddress));
        foreach (var recipient in recipients) mail.To.Add(new MailboxAddress("", recipient));
        mail.Subject = Plugins.VisibleText.WithoutHidden(AlertWords.TitleOf(message));
        mail.Date = new DateTimeOffset(message.SentAt, TimeSpan.Zero);
        // The same however often it is sent: mail programs show what they have already once.
        mail.MessageId = string.Create(CultureInfo.InvariantCulture, $"{message.Id:N}@{server.FromAddress[(server.FromAddress.LastIndexOf('@') + 1)..]}");
        mail.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        mail.Body = new MultipartAlternative
        {
            new TextPart(TextFormat.Plain) { Text = message.Report is { } shown ? ReportPlainText.Of(shown, portal) : AlertPlainText.Of(message, words), ContentTransferEncoding = ContentEncoding.QuotedPrintable },
            new TextPart(TextFormat.Html) { Text = message.Report is { } report ? new ReportHtml(portal).Write(report) : new AlertHtml(words).Write(message), ContentTransferEncoding = ContentEncoding.QuotedPrintable },
        };
        return mail;
    }
}
