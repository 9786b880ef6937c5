using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.History;
using SupportBotPortal.Core.Health.Reports;

namespace SupportBotPortal.Core.Health.Alerts;

/// <summary>Reads what a message tells of, with the names as they are now.</summary>
internal sealed class AlertMessages(IDbContextFactory<HealthDbContext> histories, IDbContextFactory<PortalDbContext> contexts, ReportContents reports)
{
    /// <param name="deliveries">With their items and these with their alerts.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<IReadOnlyList<AlertMessage>> OfAsync(IReadOnlyCollection<AlertDelivery> deliveries, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var providers = await AlertProvider.OfAsync(portal, deliveries.SelectMany(d => d.Items).Select(i => i.Alert.ProviderId), cancellationToken);
        var carried = await ReportsAsync(deliveries, cancellationToken);
        return
        [
            .. deliveries.Select(d => new AlertMessage(d.MessageId, d.CreatedAt, d.IsTest, [.. d.Items.Select(i => Item(i, providers)).OrderBy(i => Rank(i.Event)).ThenBy(i => i.Provider?.Name, StringComparer.OrdinalIgnoreCase)])
            {
                Report = d.OccurrenceId is { } id ? carried.GetValueOrDefault(id) : null,
            }),
        ];
    }

    private async Task<Dictionary<long, ReportContent>> ReportsAsync(IReadOnlyCollection<AlertDelivery> deliveries, CancellationToken cancellationToken)
    {
        var carried = new Dictionary<long, ReportContent>();
        var ids = deliveries.Select(d => d.OccurrenceId).OfType<long>().Distinct().ToList();
        if (ids.Count == 0) return carried;
        await using var db = await histories.CreateDbContextAsync(cancellationToken);
        foreach (var id in ids)
        {
            if (await db.ReportOccurrences.AsNoTracking().FirstOrDefaultAsync(o => o.Id == id, cancellationToken) is { } occurrence && await reports.OfAsync(occurrence, cancellationToken) is { } report) carried[id] = report;
        }

        return carried;
    }

    private static AlertItem Item(AlertDeliveryItem item, Dictionary<Guid, AlertProvider> providers)
    {
        var alert = item.Alert;
        return new(alert.Event, alert.At, alert.ProviderId is { } id ? providers.GetValueOrDefault(id) : null, alert.ProviderId is not null)
        {
            IncidentId = alert.IncidentId,
            Cause = alert.Cause,
            Since = alert.Since,
            EndedAt = item.EndedAt,
            IsReminder = item.IsReminder,
            Model = alert.Model,
            On = alert.On,
        };
    }

    private static int Rank(AlertEvent what) => what switch
    {
        AlertEvent.SchedulerStopped => 0,
        AlertEvent.Down => 1,
        AlertEvent.Quota => 2,
        AlertEvent.RateLimited => 3,
        AlertEvent.Recovered => 4,
        AlertEvent.ModelVanished => 5,
        AlertEvent.ModelRetiring => 6,
        AlertEvent.KeyDue => 7,
        _ => 8,
    };
}
