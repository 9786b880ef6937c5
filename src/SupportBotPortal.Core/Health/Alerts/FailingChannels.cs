using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.History;

namespace SupportBotPortal.Core.Health.Alerts;

/// <summary>
/// Finds the channels through which nothing arrives: something failed and is tried again, or was given up last, or the portal turned
/// the channel off. What arrives after that, a test included, settles it. So do those whose recipients it does not all reach.
/// </summary>
public sealed class FailingChannels(IDbContextFactory<HealthDbContext> histories, IDbContextFactory<PortalDbContext> contexts)
{
    public async Task<IReadOnlyList<FailingChannel>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var channels = await portal.AlertChannels.AsNoTracking().Where(c => c.IsActive || c.TurnedOffBecause != null).OrderBy(c => c.NormalizedName).ToListAsync(cancellationToken);
        if (channels.Count == 0) return [];
        await using var db = await histories.CreateDbContextAsync(cancellationToken);
        var waiting = await db.Deliveries.Where(d => d.State == DeliveryState.Waiting)
            .GroupBy(d => d.ChannelId).Select(g => new { g.Key, All = g.Count(), Tried = g.Count(d => d.Attempts > 0) }).ToDictionaryAsync(g => g.Key, g => (g.All, g.Tried), cancellationToken);
        var failing = new List<FailingChannel>();
        foreach (var channel in channels)
        {
            var (all, tried) = waiting.GetValueOrDefault(channel.Id);
            if (!channel.IsActive) failing.Add(new(channel.Id, channel.Name, channel.TurnedOffBecause!, channel.UpdatedAt, IsTurnedOff: true));
            else if (await LastFailureAsync(db, channel, tried > 0, cancellationToken) is { } last && last.Log.MaxBy(a => a.Id) is { } attempt)
                failing.Add(new(channel.Id, channel.Name, attempt.Said, attempt.At, IsTurnedOff: false) { Tried = tried, Behind = all - tried, Refused = tried == 0 ? RefusedOf(last, channel) : 0 });
        }

        return failing;
    }

    private static async Task<AlertDelivery?> LastFailureAsync(HealthDbContext db, AlertChannel channel, bool isWaiting, CancellationToken cancellationToken)
    {
        var tried = db.Deliveries.AsNoTracking().Where(d => d.ChannelId == channel.Id && d.Attempts > 0).OrderByDescending(d => d.Id).Include(d => d.Log);
        if (isWaiting) return await tried.FirstOrDefaultAsync(d => d.State == DeliveryState.Waiting, cancellationToken);
        var last = await tried.FirstOrDefaultAsync(d => d.State == DeliveryState.Delivered || d.State == DeliveryState.GivenUp, cancellationToken);
        return last?.State == DeliveryState.GivenUp || (last is not null && RefusedOf(last, channel) > 0) ? last : null;
    }

    /// <summary>How many were refused that are on the channel still: taking them off, or correcting them, settles it.</summary>
    private static int RefusedOf(AlertDelivery delivery, AlertChannel channel) => delivery.Reached.Count == 0 ? 0 : channel.Recipients.Count(r => delivery.Refused.Contains(r, StringComparer.OrdinalIgnoreCase));
}
