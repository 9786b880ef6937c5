using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.History;

namespace SupportBotPortal.Core.Health.Alerts;

/// <summary>
/// Finds the channels through which nothing arrives: something failed and is tried again, or was given up last, or the portal turned
/// the channel off. What arrives after that, a test included, settles it.
/// </summary>
public sealed class FailingChannels(IDbContextFactory<HealthDbContext> histories, IDbContextFactory<PortalDbContext> contexts)
{
    public async Task<IReadOnlyList<FailingChannel>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var channels = await portal.AlertChannels.AsNoTracking().Where(c => c.IsActive || c.TurnedOffBecause != null).OrderBy(c => c.NormalizedName).ToListAsync(cancellationToken);
        if (channels.Count == 0) return [];
        await using var db = await histories.CreateDbContextAsync(cancellationToken);
        var waiting = await db.Deliveries.Where(d => d.State == DeliveryState.Waiting && d.Attempts > 0)
            .GroupBy(d => d.ChannelId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
        var failing = new List<FailingChannel>();
        foreach (var channel in channels)
        {
            if (!channel.IsActive) failing.Add(new(channel.Id, channel.Name, channel.TurnedOffBecause!, channel.UpdatedAt, IsTurnedOff: true, 0));
            else if (await LastFailureAsync(db, channel.Id, waiting.ContainsKey(channel.Id), cancellationToken) is { } last) failing.Add(new(channel.Id, channel.Name, last.Said, last.At, IsTurnedOff: false, waiting.GetValueOrDefault(channel.Id)));
        }

        return failing;
    }

    private static async Task<DeliveryAttempt?> LastFailureAsync(HealthDbContext db, Guid channelId, bool isWaiting, CancellationToken cancellationToken)
    {
        var tried = db.Deliveries.Where(d => d.ChannelId == channelId && d.Attempts > 0);
        if (!isWaiting && await tried.Where(d => d.State == DeliveryState.Delivered || d.State == DeliveryState.GivenUp).OrderByDescending(d => d.Id).Select(d => (DeliveryState?)d.State).FirstOrDefaultAsync(cancellationToken) != DeliveryState.GivenUp) return null;
        var failed = isWaiting ? tried.Where(d => d.State == DeliveryState.Waiting) : tried.Where(d => d.State == DeliveryState.GivenUp);
        return await failed.OrderByDescending(d => d.Id).Take(1).SelectMany(d => d.Log).OrderByDescending(a => a.Id).FirstOrDefaultAsync(cancellationToken);
    }
}
