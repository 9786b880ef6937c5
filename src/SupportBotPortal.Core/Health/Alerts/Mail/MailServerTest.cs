using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Delivery;
using SupportBotPortal.Core.Providers;

namespace SupportBotPortal.Core.Health.Alerts.Mail;

/// <summary>Sends a test mail to one address through the stored mail server, before any channel needs it. It has no line in the delivery log.</summary>
public sealed class MailServerTest
{
    private readonly IDbContextFactory<PortalDbContext> contexts;
    private readonly AlertSending sending;
    private readonly AuditTrail audit;
    private readonly TimeProvider time;

    internal MailServerTest(IDbContextFactory<PortalDbContext> contexts, AlertSending sending, AuditTrail audit, TimeProvider time) =>
        (this.contexts, this.sending, this.audit, this.time) = (contexts, sending, audit, time);

    /// <param name="address">A canonical one, see <see cref="MailAddresses"/>.</param>
    /// <returns><see langword="null"/> if no mail server is set up.</returns>
    public async Task<AlertTestResult?> SendAsync(string address, Actor actor, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        if (await portal.MailServers.AsNoTracking().SingleOrDefaultAsync(cancellationToken) is not { } server) return null;
        await audit.CommitAsync(portal, actor, MailServerChanges.RecordOf(server, "mail_server.tested", [new("To", null, address)]), cancellationToken);
        var once = new AlertChannel { Name = "", NormalizedName = "", Kind = AlertChannelKind.Mail, Recipients = [address] };
        var outcome = await sending.TryAsync(once, new(Guid.NewGuid(), time.GetUtcNow().UtcDateTime, IsTest: true, []), SentSoFar.Nothing, cancellationToken);
        return new(outcome.IsDelivered, Redaction.Clean(outcome.Said, outcome.Secrets));
    }
}
