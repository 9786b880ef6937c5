using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Alerts.Windows;
using SupportBotPortal.Core.Health.History;

namespace SupportBotPortal.Core.Health.Alerts;

/// <summary>
/// Makes messages of what waits in the outbox: gathers for a short while, so that many at once make one message per channel;
/// holds back what begins in a maintenance window; tells again of incidents that go on. What is decided and the messages are
/// written in one transaction. Not a job of the scheduler: that the scheduler stopped must be told, too.
/// </summary>
internal sealed class AlertDispatcher(
    IDbContextFactory<HealthDbContext> histories,
    IDbContextFactory<PortalDbContext> contexts,
    IOptions<HealthOptions> options,
    TimeProvider time,
    ILogger<AlertDispatcher> logger) : BackgroundService
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    /// <summary>So many alerts make messages at once; more wait for the next round.</summary>
    private const int MostAtOnce = 2_000;

    /// <returns>How many messages were made.</returns>
    public async Task<int> DispatchAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        await using var db = await histories.CreateDbContextAsync(cancellationToken);
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var channels = await portal.AlertChannels.AsNoTracking().Where(c => c.IsActive).ToListAsync(cancellationToken);
        var windows = await portal.MaintenanceWindows.AsNoTracking().ToListAsync(cancellationToken);
        var ready = await ReadyAsync(db, windows, now, cancellationToken);
        var reminders = await Reminders.DueAsync(db, channels, now, cancellationToken);
        if (ready.Count == 0 && reminders.Count == 0)
        {
            await db.SaveChangesAsync(cancellationToken);
            return 0;
        }

        var providers = await AlertProvider.OfAsync(portal, [.. ready.Select(a => a.ProviderId), .. reminders.Select(r => r.ProviderId)], cancellationToken);
        var gathering = await GatherAsync(db, ready, providers, cancellationToken);
        var made = 0;
        foreach (var channel in channels)
        {
            var messages = gathering.For(channel);
            var mentioned = ready.Where(a => a.IncidentId is not null && messages.Any(m => m.Exists(i => i.AlertId == a.Id))).Select(a => a.IncidentId).ToHashSet();
            messages[0].AddRange(reminders.Where(r => r.ChannelId == channel.Id && !mentioned.Contains(r.IncidentId) && IsToBeReminded(channel, r, providers, windows, now))
                .Select(r => new AlertDeliveryItem { AlertId = r.AlertId, IsReminder = true }));
            foreach (var items in messages.Where(m => m.Count > 0))
            {
                db.Deliveries.Add(new() { MessageId = Guid.NewGuid(), ChannelId = channel.Id, CreatedAt = now, NextAttemptAt = now, Items = items });
                made++;
            }
        }

        foreach (var alert in ready) alert.SettledAt = now;
        await db.SaveChangesAsync(cancellationToken);
        return made;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            try
            {
                await DispatchAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // Nothing is lost: all of it still waits in the outbox.
                logger.LogError(exception, "Alerts could not be made into messages; this is tried again in {Seconds} seconds", Every.TotalSeconds);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>What is to be told now: nothing while it is still being gathered.</summary>
    private async Task<List<Alert>> ReadyAsync(HealthDbContext db, List<MaintenanceWindow> windows, DateTime now, CancellationToken cancellationToken)
    {
        // What is held for hours must not keep others from being looked at.
        var waiting = await db.Alerts.Where(a => a.SettledAt == null).OrderBy(a => a.IsHeld).ThenBy(a => a.Id).Take(MostAtOnce).ToListAsync(cancellationToken);
        var ready = new List<Alert>();
        foreach (var alert in waiting)
        {
            if (alert is { ProviderId: { } id } && alert.Event.IsTrouble() && windows.IsOpenFor(id, now)) alert.IsHeld = true;
            else ready.Add(alert);
        }

        // What was held has waited long enough. What is of the future, by a clock that was set back, must not wait for it.
        return ready.Exists(a => a.IsHeld || a.At > now || a.At + options.Value.GatherAlertsFor <= now) ? ready : [];
    }

    private static async Task<Gathering> GatherAsync(HealthDbContext db, List<Alert> ready, Dictionary<Guid, AlertProvider> providers, CancellationToken cancellationToken)
    {
        var ids = ready.Select(a => a.IncidentId).OfType<long>().Distinct().ToList();
        var incidents = await db.Incidents.AsNoTracking().Where(i => ids.Contains(i.Id)).ToDictionaryAsync(i => i.Id, cancellationToken);
        return new(ready, incidents, providers, await ToldIncidents.OfAsync(db, ids, cancellationToken), await StandstillsAsync(db, ready, cancellationToken));
    }

    private static async Task<HashSet<(Guid, DateTime)>> StandstillsAsync(HealthDbContext db, List<Alert> ready, CancellationToken cancellationToken)
    {
        var over = ready.Where(a => a.Event == AlertEvent.SchedulerRuns).Select(a => a.Since).ToList();
        if (over.Count == 0) return [];
        var told = await db.Deliveries.Where(d => d.State == DeliveryState.Waiting || d.State == DeliveryState.Delivered || d.Reached.Count > 0)
            .SelectMany(d => d.Items.Where(i => i.Alert.Event == AlertEvent.SchedulerStopped && over.Contains(i.Alert.Since)), (d, i) => new { d.ChannelId, i.Alert.Since }).ToListAsync(cancellationToken);
        return [.. told.Select(t => (t.ChannelId, t.Since!.Value))];
    }

    private static bool IsToBeReminded(AlertChannel channel, DueReminder reminder, Dictionary<Guid, AlertProvider> providers, List<MaintenanceWindow> windows, DateTime now) =>
        providers.GetValueOrDefault(reminder.ProviderId) is { IsWatched: true } provider && channel.Concerns(provider) && !windows.IsOpenFor(provider.Id, now);
}
