using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using MimeKit;
using MimeKit.Text;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Plugins;
using SupportBotPortal.Core.Providers;

namespace SupportBotPortal.Core.Health.Delivery;

/// <summary>Sends a letter to one person, at once and once: whoever asked for it is told what came of it. It is in no delivery log, as it may hold a secret.</summary>
public sealed class LetterSender
{
    private readonly IDbContextFactory<PortalDbContext> contexts;
    private readonly MailPost post;
    private readonly TimeProvider time;
    private readonly ILogger<LetterSender> logger;

    internal LetterSender(IDbContextFactory<PortalDbContext> contexts, MailPost post, TimeProvider time, ILogger<LetterSender> logger) =>
        (this.contexts, this.post, this.time, this.logger) = (contexts, post, time, logger);

    /// <summary>Whether a mail server is set up.</summary>
    public async Task<bool> CanSendAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.MailServers.AnyAsync(cancellationToken);
    }

    /// <returns>Whether the server took it, and a sentence about it.</returns>
    public async Task<(bool IsSent, string Sentence)> SendAsync(Letter letter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(letter);
        try
        {
            var outcome = await post.SendAsync(server => Write(letter, server), [letter.To], [letter.To], SentSoFar.Nothing, cancellationToken);
            return (outcome.IsDelivered, Redaction.Clean(outcome.Said, outcome.Secrets));
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Without its message: a password was in the hands of what failed.
            logger.LogError("Sending a letter failed: {Kind} {Where}", exception.GetType().FullName, exception.StackTrace);
            return (false, "The portal failed while it was sending; its log says where.");
        }
    }

    private MimeMessage Write(Letter letter, MailServer server)
    {
        var mail = new MimeMessage();
        mail.From.Add(new MailboxAddress(VisibleText.WithoutHidden(server.FromName.Length > 0 ? server.FromName : "SupportBot Portal"), server.FromAddress));
        mail.To.Add(new MailboxAddress("", letter.To));
        mail.Subject = VisibleText.WithoutHidden(letter.Subject);
        mail.Date = time.GetUtcNow();
        mail.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        // Plain: a link that shows where it leads is the only kind that people should follow from a mail.
        mail.Body = new TextPart(TextFormat.Plain) { Text = string.Join("\n\n", letter.Paragraphs.Select(p => VisibleText.WithoutHidden(p))) + "\n", ContentTransferEncoding = ContentEncoding.QuotedPrintable };
        return mail;
    }
}
