using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.History;

namespace SupportBotPortal.Core.Health.Alerts;

/// <summary>Reads what a message tells of, with the names as they are now.</summary>
internal sealed class AlertMessages(IDbContextFactory<PortalDbContext> contexts)
{
    /// <param name="deliveries">With their items and these with their alerts.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<IReadOnlyList<AlertMessage>> OfAsync(IReadOnlyCollection<AlertDelivery> deliveries, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var providers = await AlertProvider.OfAsync(portal, deliveries.SelectMany(d => d.Items).Select(i => i.Alert.ProviderId), cancellationToken);
        return [.. deliveries.Select(d => new AlertMessage(d.MessageId, d.CreatedAt, d.IsTest, [.. d.Items.Select(i => Item(i, providers)).OrderBy(i => Rank(i.Event)).ThenBy(i => i.Provider?.Name, StringComparer.OrdinalIgnoreCase)]))];
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
