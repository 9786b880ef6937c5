using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Alerts.Channels;
using SupportBotPortal.Core.Health.Delivery;
using SupportBotPortal.Core.Health.History;
using SupportBotPortal.Core.Health.Reports.Plans;

namespace SupportBotPortal.Core.Health.Alerts;

/// <summary>Tries a message that waits at once, because somebody has mended what was in its way.</summary>
public sealed class DeliveryRetry
{
    private readonly IDbContextFactory<HealthDbContext> histories;
    private readonly IDbContextFactory<PortalDbContext> contexts;
    private readonly DeliveryAttempts attempts;
    private readonly AuditTrail audit;
    private readonly TimeProvider time;

    internal DeliveryRetry(IDbContextFactory<HealthDbContext> histories, IDbContextFactory<PortalDbContext> contexts, DeliveryAttempts attempts, AuditTrail audit, TimeProvider time) =>
        (this.histories, this.contexts, this.attempts, this.audit, this.time) = (histories, contexts, attempts, audit, time);

    public async Task<RetryResult> TryAsync(long id, Actor actor, CancellationToken cancellationToken)
    {
        await using var db = await histories.CreateDbContextAsync(cancellationToken);
        if (await db.Deliveries.AsNoTracking().FirstOrDefaultAsync(d => d.Id == id, cancellationToken) is not { } delivery) return new(RetryOutcome.NotFound);
        if (delivery.State != DeliveryState.Waiting) return new(RetryOutcome.Ended);
        if (!await DeliveryOrder.NextOnes(db).AnyAsync(d => d.Id == id, cancellationToken)) return new(RetryOutcome.EarlierFirst);
        if (!await DeliveryAttempts.LeaseAsync(db, id, time.GetUtcNow().UtcDateTime, cancellationToken)) return new(RetryOutcome.UnderWay);
        await NoteAsync(delivery.ChannelId, actor, cancellationToken);
        var attempt = await attempts.RunAsync(id, cancellationToken);
        var isDelivered = attempt.IsDelivered || await db.Deliveries.AnyAsync(d => d.Id == id && d.State == DeliveryState.Delivered, cancellationToken);
        return new(isDelivered ? RetryOutcome.Delivered : RetryOutcome.Failed, attempt.Said);
    }

    private async Task NoteAsync(Guid channelId, Actor actor, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        if (await portal.AlertChannels.AsNoTracking().FirstOrDefaultAsync(c => c.Id == channelId, cancellationToken) is { } channel)
            await audit.CommitAsync(portal, actor, AlertChannelChanges.RecordOf(channel, "alert_channel.retried", []), cancellationToken);
        // To the recipients of a report itself.
        else if (await portal.HealthReports.AsNoTracking().FirstOrDefaultAsync(r => r.Id == channelId, cancellationToken) is { } report)
            await audit.CommitAsync(portal, actor, ReportChanges.RecordOf(report, "health_report.retried", []), cancellationToken);
    }
}
