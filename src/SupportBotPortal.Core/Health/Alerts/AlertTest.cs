using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Alerts.Channels;
using SupportBotPortal.Core.Health.Delivery;
using SupportBotPortal.Core.Health.History;

namespace SupportBotPortal.Core.Health.Alerts;

/// <summary>Sends a test message through a channel: the way that alerts go, at once, once, and with its line in the delivery log.</summary>
public sealed class AlertTest
{
    private readonly IDbContextFactory<HealthDbContext> histories;
    private readonly IDbContextFactory<PortalDbContext> contexts;
    private readonly DeliveryAttempts attempts;
    private readonly AuditTrail audit;
    private readonly TimeProvider time;

    internal AlertTest(IDbContextFactory<HealthDbContext> histories, IDbContextFactory<PortalDbContext> contexts, DeliveryAttempts attempts, AuditTrail audit, TimeProvider time) =>
        (this.histories, this.contexts, this.attempts, this.audit, this.time) = (histories, contexts, attempts, audit, time);

    /// <returns><see langword="null"/> if there is no such channel.</returns>
    public async Task<AlertTestResult?> SendAsync(Guid channelId, Actor actor, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        if (await portal.AlertChannels.AsNoTracking().FirstOrDefaultAsync(c => c.Id == channelId, cancellationToken) is not { } channel) return null;
        await audit.CommitAsync(portal, actor, AlertChannelChanges.RecordOf(channel, "alert_channel.tested", []), cancellationToken);
        await using var db = await histories.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        // Leased from the first moment: nobody else sends it.
        var delivery = new AlertDelivery { MessageId = Guid.NewGuid(), ChannelId = channelId, IsTest = true, CreatedAt = now, NextAttemptAt = now, LeasedUntil = now + DeliveryAttempts.Lease };
        db.Deliveries.Add(delivery);
        await db.SaveChangesAsync(cancellationToken);
        var attempt = await attempts.RunAsync(delivery.Id, cancellationToken);
        return new(attempt.IsDelivered, attempt.Said);
    }
}
