using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Delivery;
using SupportBotPortal.Core.Health.History;

namespace SupportBotPortal.Core.Health.Alerts;

/// <summary>Reads what was sent to whom, and what the servers said.</summary>
public sealed class DeliveryLog
{
    public const int PageSize = 50;

    /// <summary>What is due so soon is as good as due.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    private readonly IDbContextFactory<HealthDbContext> histories;
    private readonly IDbContextFactory<PortalDbContext> contexts;
    private readonly AlertMessages messages;
    private readonly TimeProvider time;

    internal DeliveryLog(IDbContextFactory<HealthDbContext> histories, IDbContextFactory<PortalDbContext> contexts, AlertMessages messages, TimeProvider time) =>
        (this.histories, this.contexts, this.messages, this.time) = (histories, contexts, messages, time);

    /// <param name="channelId">Of this channel only.</param>
    /// <param name="filter">Which.</param>
    /// <param name="before">Where the page begins, see <see cref="DeliveryPage.Next"/>.</param>
    public async Task<DeliveryPage> PageAsync(Guid? channelId, DeliveryFilter filter, long? before, CancellationToken cancellationToken)
    {
        await using var db = await histories.CreateDbContextAsync(cancellationToken);
        var query = db.Deliveries.AsQueryable();
        if (channelId is { } channel) query = query.Where(d => d.ChannelId == channel);
        if (filter == DeliveryFilter.Delivered) query = query.Where(d => d.State == DeliveryState.Delivered);
        if (filter == DeliveryFilter.Failed) query = query.Where(d => d.State == DeliveryState.GivenUp || (d.State == DeliveryState.Waiting && d.Attempts > 0) || (d.State == DeliveryState.Delivered && d.Refused.Count > 0));
        if (before is { } id) query = query.Where(d => d.Id < id);
        var found = await Whole(query.OrderByDescending(d => d.Id).Take(PageSize + 1)).ToListAsync(cancellationToken);
        var shown = found[..Math.Min(PageSize, found.Count)];
        return new(await WithTitlesAsync(db, shown, cancellationToken), found.Count > PageSize ? shown[^1].Id : null);
    }

    public async Task<ListedDelivery?> FindAsync(long id, CancellationToken cancellationToken)
    {
        await using var db = await histories.CreateDbContextAsync(cancellationToken);
        var found = await Whole(db.Deliveries.Where(d => d.Id == id)).ToListAsync(cancellationToken);
        return (await WithTitlesAsync(db, found, cancellationToken)).SingleOrDefault();
    }

    /// <summary>The last message of each channel that has any.</summary>
    public async Task<IReadOnlyDictionary<Guid, AlertDelivery>> LastAsync(IReadOnlyCollection<Guid> channels, CancellationToken cancellationToken)
    {
        await using var db = await histories.CreateDbContextAsync(cancellationToken);
        var ids = db.Deliveries.Where(d => channels.Contains(d.ChannelId)).GroupBy(d => d.ChannelId).Select(g => g.Max(d => d.Id));
        return await db.Deliveries.AsNoTracking().Where(d => ids.Contains(d.Id)).Include(d => d.Log.OrderByDescending(a => a.Id)).ToDictionaryAsync(d => d.ChannelId, cancellationToken);
    }

    private static IQueryable<AlertDelivery> Whole(IQueryable<AlertDelivery> deliveries) =>
        deliveries.AsNoTracking().OrderByDescending(d => d.Id).Include(d => d.Items).ThenInclude(i => i.Alert).Include(d => d.Log.OrderByDescending(a => a.Id)).AsSplitQuery();

    private async Task<IReadOnlyList<ListedDelivery>> WithTitlesAsync(HealthDbContext db, List<AlertDelivery> deliveries, CancellationToken cancellationToken)
    {
        var ids = deliveries.Select(d => d.ChannelId).Distinct().ToList();
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var names = await portal.AlertChannels.Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Name, cancellationToken);
        // To the recipients of a report itself.
        foreach (var report in await portal.HealthReports.Where(r => ids.Contains(r.Id)).Select(r => new { r.Id, r.Name }).ToListAsync(cancellationToken)) names[report.Id] = $"{report.Name} (recipients)";
        var titles = (await messages.OfAsync(deliveries, cancellationToken)).Select(AlertWords.TitleOf);
        var awaited = await AwaitedAsync(db, [.. deliveries.Where(d => d.State == DeliveryState.Waiting).Select(d => d.Id)], cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        return [.. deliveries.Zip(titles, (d, title) => new ListedDelivery(d, names.GetValueOrDefault(d.ChannelId), title, awaited.GetValueOrDefault(d.Id), d.State == DeliveryState.Waiting && d.NextAttemptAt <= now + Soon))];
    }

    /// <summary>What the messages are about for which these wait.</summary>
    private async Task<Dictionary<long, string>> AwaitedAsync(HealthDbContext db, List<long> waiting, CancellationToken cancellationToken)
    {
        if (waiting.Count == 0) return [];
        var behind = (await DeliveryOrder.Behind(db).Where(b => waiting.Contains(b.Later)).ToListAsync(cancellationToken)).GroupBy(b => b.Later).ToDictionary(g => g.Key, g => g.Max(b => b.Earlier));
        if (behind.Count == 0) return [];
        var earlier = await Whole(db.Deliveries.Where(d => behind.Values.Contains(d.Id))).ToListAsync(cancellationToken);
        var titles = earlier.Zip(await messages.OfAsync(earlier, cancellationToken)).ToDictionary(pair => pair.First.Id, pair => AlertWords.TitleOf(pair.Second));
        return behind.Where(b => titles.ContainsKey(b.Value)).ToDictionary(b => b.Key, b => titles[b.Value]);
    }
}
