using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.History;

namespace SupportBotPortal.Core.Health.Alerts;

/// <summary>Reads what was sent to whom, and what the servers said.</summary>
public sealed class DeliveryLog
{
    public const int PageSize = 50;

    private readonly IDbContextFactory<HealthDbContext> histories;
    private readonly IDbContextFactory<PortalDbContext> contexts;
    private readonly AlertMessages messages;

    internal DeliveryLog(IDbContextFactory<HealthDbContext> histories, IDbContextFactory<PortalDbContext> contexts, AlertMessages messages) =>
        (this.histories, this.contexts, this.messages) = (histories, contexts, messages);

    /// <param name="channelId">Of this channel only.</param>
    /// <param name="state">In this state only.</param>
    /// <param name="before">Where the page begins, see <see cref="DeliveryPage.Next"/>.</param>
    public async Task<DeliveryPage> PageAsync(Guid? channelId, DeliveryState? state, long? before, CancellationToken cancellationToken)
    {
        await using var db = await histories.CreateDbContextAsync(cancellationToken);
        var query = db.Deliveries.AsNoTracking();
        if (channelId is { } channel) query = query.Where(d => d.ChannelId == channel);
        if (state is { } wanted) query = query.Where(d => d.State == wanted);
        if (before is { } id) query = query.Where(d => d.Id < id);
        var found = await query.OrderByDescending(d => d.Id).Take(PageSize + 1).Include(d => d.Items).ThenInclude(i => i.Alert).Include(d => d.Log.OrderByDescending(a => a.Id)).AsSplitQuery().ToListAsync(cancellationToken);
        var shown = found[..Math.Min(PageSize, found.Count)];
        return new(await WithTitlesAsync(shown, cancellationToken), found.Count > PageSize ? shown[^1].Id : null);
    }

    private async Task<IReadOnlyList<ListedDelivery>> WithTitlesAsync(List<AlertDelivery> deliveries, CancellationToken cancellationToken)
    {
        var ids = deliveries.Select(d => d.ChannelId).Distinct().ToList();
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var names = await portal.AlertChannels.Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Name, cancellationToken);
        // To the recipients of a report itself.
        foreach (var report in await portal.HealthReports.Where(r => ids.Contains(r.Id)).Select(r => new { r.Id, r.Name }).ToListAsync(cancellationToken)) names[report.Id] = $"{report.Name} (recipients)";
        var titles = await messages.OfAsync(deliveries, cancellationToken);
        return [.. deliveries.Zip(titles, (d, m) => new ListedDelivery(d, names.GetValueOrDefault(d.ChannelId), AlertWords.TitleOf(m)))];
    }
}
