using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Alerts;
using SupportBotPortal.Core.Health.Alerts.Channels;
using SupportBotPortal.Core.Health.History;
using SupportBotPortal.Core.Health.Telemetry;
using SupportBotPortal.Core.Providers;

namespace SupportBotPortal.Core.Health.Delivery;

/// <summary>Tries once to send a message, and keeps what came of it.</summary>
internal sealed class DeliveryAttempts(
    IDbContextFactory<HealthDbContext> histories,
    IDbContextFactory<PortalDbContext> contexts,
    AlertMessages messages,
    AlertSending sending,
    ChannelTurnOff turnOff,
    AlertMeasures measures,
    TimeProvider time,
    ILogger<DeliveryAttempts> logger)
{
    /// <summary>Longer than any attempt takes.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    /// <returns>Whether it was still free.</returns>
    public static async Task<bool> LeaseAsync(HealthDbContext db, long id, DateTime now, CancellationToken cancellationToken)
    {
        var until = now + Lease;
        return await db.Deliveries.Where(d => d.Id == id && d.State == DeliveryState.Waiting && (d.LeasedUntil == null || d.LeasedUntil <= now))
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.LeasedUntil, until), cancellationToken) == 1;
    }

    /// <summary>Notes the attempts in the middle of which the portal ended. The messages are sent again, except tests, for which nobody waits any more.</summary>
    public async Task NoteCutAsync(CancellationToken cancellationToken)
    {
        await using var db = await histories.CreateDbContextAsync(cancellationToken);
        foreach (var delivery in await db.Deliveries.Where(d => d.LeasedUntil != null && d.State == DeliveryState.Waiting).ToListAsync(cancellationToken))
        {
            delivery.Attempts++;
            delivery.Log.Add(new() { At = delivery.LeasedUntil!.Value - Lease, Said = "The portal ended while it was sending; the receiver may have got it." });
            if (delivery.IsTest) (delivery.State, delivery.EndedAt) = (DeliveryState.GivenUp, time.GetUtcNow().UtcDateTime);
            delivery.LeasedUntil = null;
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Sends a message that was leased before.</summary>
    /// <returns>What came of it.</returns>
    public async Task<DeliveryAttempt> RunAsync(long id, CancellationToken cancellationToken)
    {
        await using var db = await histories.CreateDbContextAsync(cancellationToken);
        var delivery = await db.Deliveries.Include(d => d.Items).ThenInclude(i => i.Alert).AsSplitQuery().FirstAsync(d => d.Id == id, cancellationToken);
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var channel = await ChannelOfAsync(portal, delivery, cancellationToken);
        if (ReasonToDrop(delivery, channel) is { } reason || (reason = await DeliveryTruth.SettleAsync(db, delivery, cancellationToken)) is not null)
            return await KeepAsync(db, delivery, delivery.Reached.Count > 0 ? DeliveryState.Delivered : DeliveryState.Dropped, new(false, reason), 0, cancellationToken);

        var message = (await messages.OfAsync([delivery], cancellationToken))[0];
        if (delivery.OccurrenceId is not null && message.Report is null) return await KeepAsync(db, delivery, DeliveryState.Dropped, new(false, "Not sent: the report was deleted, or what it said cannot be read."), 0, cancellationToken);
        var begin = time.GetTimestamp();
        var outcome = await sending.TryAsync(channel!, message, new(delivery.Reached, delivery.Refused), cancellationToken);
        delivery.Attempts++;
        measures.Count(channel!.Kind, outcome.IsDelivered);
        return await KeepAsync(db, delivery, StateAfter(delivery, outcome), outcome, (int)time.GetElapsedTime(begin).TotalMilliseconds, channel, cancellationToken);
    }

    /// <summary>A report goes to recipients of its own as if there were a channel for them.</summary>
    private static async Task<AlertChannel?> ChannelOfAsync(PortalDbContext portal, AlertDelivery delivery, CancellationToken cancellationToken)
    {
        if (await portal.AlertChannels.AsNoTracking().FirstOrDefaultAsync(c => c.Id == delivery.ChannelId, cancellationToken) is { } channel) return channel;
        if (delivery.OccurrenceId is null || await portal.HealthReports.AsNoTracking().FirstOrDefaultAsync(r => r.Id == delivery.ChannelId, cancellationToken) is not { } report) return null;
        return new() { Id = report.Id, Name = report.Name, NormalizedName = report.NormalizedName, Kind = AlertChannelKind.Mail, Recipients = report.Recipients };
    }

    private static string? ReasonToDrop(AlertDelivery delivery, AlertChannel? channel)
    {
        if (channel is null) return delivery.OccurrenceId is null ? "Not sent: the channel was deleted." : "Not sent: the report or the channel was deleted.";
        if (delivery.IsTest) return null;
        if (!channel.IsActive) return "Not sent: the channel is turned off.";
        if (delivery.OccurrenceId is not null) return channel is { Kind: AlertChannelKind.Mail, Recipients.Count: 0 } ? "Not sent: the report has no recipients any more." : null;
        return delivery.Items.Count == 0 ? "Not sent: what it was about was destroyed." : null;
    }

    private DeliveryState StateAfter(AlertDelivery delivery, SendOutcome outcome)
    {
        if (outcome.Reached.Count > 0) delivery.Reached = [.. delivery.Reached.Union(outcome.Reached, StringComparer.OrdinalIgnoreCase)];
        if (outcome.Refused.Count > 0) delivery.Refused = [.. delivery.Refused.Union(outcome.Refused, StringComparer.OrdinalIgnoreCase)];
        if (outcome.IsSettled || outcome.IsDelivered) delivery.Remaining = [];
        else if (outcome.Remaining.Count > 0) delivery.Remaining = [.. outcome.Remaining];
        if (outcome.IsDelivered) return DeliveryState.Delivered;
        if (delivery.IsTest || outcome.IsGone) return DeliveryState.GivenUp;
        if (outcome.IsSettled) return DeliveryState.Delivered;
        if (DeliveryTimes.NextAfter(delivery.CreatedAt, delivery.Attempts, time.GetUtcNow().UtcDateTime, outcome.RetryAfter) is not { } next) return DeliveryState.GivenUp;
        delivery.NextAttemptAt = next;
        return DeliveryState.Waiting;
    }

    private async Task<DeliveryAttempt> KeepAsync(HealthDbContext db, AlertDelivery delivery, DeliveryState state, SendOutcome outcome, int milliseconds, AlertChannel channel, CancellationToken cancellationToken)
    {
        // Also when the portal ends now: it has been sent, and would be sent again.
        var attempt = await KeepAsync(db, delivery, state, outcome, milliseconds, CancellationToken.None);
        if (outcome.IsGone && !delivery.IsTest) await turnOff.RunAsync(channel.Id, attempt.Said, CancellationToken.None);
        if (state == DeliveryState.GivenUp && !delivery.IsTest)
            logger.LogWarning("Message {Message} to alert channel {Channel} was given up after {Attempts} attempts. The last one: {Said}", delivery.MessageId, channel.Name, delivery.Attempts, attempt.Said);
        cancellationToken.ThrowIfCancellationRequested();
        return attempt;
    }

    private async Task<DeliveryAttempt> KeepAsync(HealthDbContext db, AlertDelivery delivery, DeliveryState state, SendOutcome outcome, int milliseconds, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var attempt = new DeliveryAttempt { DeliveryId = delivery.Id, At = now, Milliseconds = milliseconds, IsDelivered = outcome.IsDelivered, Said = Redaction.Clean(outcome.Said, outcome.Secrets) };
        (delivery.State, delivery.LeasedUntil) = (state, null);
        if (state != DeliveryState.Waiting) delivery.EndedAt = now;
        db.DeliveryAttempts.Add(attempt);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException) when (delivery.OccurrenceId is not null && !db.Deliveries.Any(d => d.Id == delivery.Id))
        {
            // Its report was deleted while it was on its way, and everything of it with it.
        }

        return attempt;
    }
}
