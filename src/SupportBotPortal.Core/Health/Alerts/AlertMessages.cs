using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.History;
using SupportBotPortal.Core.Health.Reports;

namespace SupportBotPortal.Core.Health.Alerts;

/// <summary>
/// Reads what a message tells of: with the names as they are now, and the incidents as they were when it was sent, or are while it waits.
/// </summary>
internal sealed class AlertMessages(IDbContextFactory<HealthDbContext> histories, IDbContextFactory<PortalDbContext> contexts, ReportContents reports, TimeProvider time)
{
    /// <param name="deliveries">With their items and these with their alerts.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<IReadOnlyList<AlertMessage>> OfAsync(IReadOnlyCollection<AlertDelivery> deliveries, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var providers = await AlertProvider.OfAsync(portal, deliveries.SelectMany(d => d.Items).Select(i => i.Alert.ProviderId), cancellationToken);
        await using var db = await histories.CreateDbContextAsync(cancellationToken);
        var incidents = await IncidentNow.OfAsync(db, [.. deliveries.SelectMany(d => d.Items).Select(i => i.Alert.IncidentId).OfType<long>().Distinct()], cancellationToken);
        var carried = await ReportsAsync(db, deliveries, cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        return
        [
            .. deliveries.Select(d => new AlertMessage(d.MessageId, d.CreatedAt, d.IsTest, AlertFolding.InOrder(d.Items.Select(i => Item(i, providers, incidents, d.EndedAt))))
            {
                SentAt = d.EndedAt ?? now,
                Report = d.OccurrenceId is { } id ? carried.GetValueOrDefault(id) : null,
            }),
        ];
    }

    private async Task<Dictionary<long, ReportContent>> ReportsAsync(HealthDbContext db, IReadOnlyCollection<AlertDelivery> deliveries, CancellationToken cancellationToken)
    {
        var carried = new Dictionary<long, ReportContent>();
        var ids = deliveries.Select(d => d.OccurrenceId).OfType<long>().Distinct().ToList();
        if (ids.Count == 0) return carried;
        foreach (var id in ids)
        {
            if (await db.ReportOccurrences.AsNoTracking().FirstOrDefaultAsync(o => o.Id == id, cancellationToken) is { } occurrence && await reports.OfAsync(occurrence, cancellationToken) is { } report) carried[id] = report;
        }

        return carried;
    }

    private static AlertItem Item(AlertDeliveryItem item, Dictionary<Guid, AlertProvider> providers, Dictionary<long, IncidentNow> incidents, DateTime? sentAt)
    {
        var alert = item.Alert;
        var incident = alert.IncidentId is { } id ? incidents.GetValueOrDefault(id) : null;
        // A rate limit's own cause stays its own, if the incident came to something worse meanwhile.
        var isAsBad = incident is not null && alert.Event == EventOf(incident.Worst);
        return new(alert.Event, alert.At, alert.ProviderId is { } provider ? providers.GetValueOrDefault(provider) : null, alert.ProviderId is not null)
        {
            IncidentId = alert.IncidentId,
            Cause = isAsBad ? incident!.Cause : alert.Cause,
            Since = alert.Since,
            EndedAt = item.EndedAt ?? (sentAt is null || incident?.EndedAt < sentAt ? incident?.EndedAt : null),
            End = alert.Event.IsEnd() ? alert.Event : incident?.End ?? AlertEvent.Recovered,
            Worst = incident?.Worst,
            AgainSince = sentAt is null || incident?.AgainSince < sentAt ? incident?.AgainSince : null,
            IsReminder = item.IsReminder,
            Model = alert.Model,
            On = alert.On,
        };
    }

    private static AlertEvent? EventOf(HealthState state) => state switch
    {
        HealthState.Down => AlertEvent.Down,
        HealthState.Quota => AlertEvent.Quota,
        HealthState.RateLimited => AlertEvent.RateLimited,
        _ => null,
    };
}
