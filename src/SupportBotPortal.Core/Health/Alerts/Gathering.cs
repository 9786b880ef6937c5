using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.History;

namespace SupportBotPortal.Core.Health.Alerts;

/// <summary>Decides what of the alerts that came together each channel is told.</summary>
/// <param name="Alerts">What is to be told, none of it in a maintenance window.</param>
/// <param name="Incidents">Their incidents, as they are now.</param>
/// <param name="Providers">Whom they are about; those that were destroyed are not there.</param>
/// <param name="Told">Which channels know of which incidents.</param>
internal sealed record Gathering(
    IReadOnlyList<Alert> Alerts,
    IReadOnlyDictionary<long, Incident> Incidents,
    IReadOnlyDictionary<Guid, AlertProvider> Providers,
    IReadOnlySet<(Guid ChannelId, long IncidentId)> Told)
{
    public IReadOnlyList<AlertDeliveryItem> For(AlertChannel channel)
    {
        var items = new List<AlertDeliveryItem>();
        foreach (var group in Alerts.Where(IsWorthTelling).GroupBy(a => a.IncidentId))
        {
            if (group.Key is { } incidentId) AddIncident(items, channel, incidentId, [.. group]);
            else items.AddRange(group.Where(a => channel.Wants(a.Event) && channel.Concerns(ProviderOf(a))).Select(a => new AlertDeliveryItem { AlertId = a.Id }));
        }

        return items;
    }

    /// <summary>What begins and ends within one gathering is one item that says both; what became worse, one that says how bad it is now.</summary>
    private void AddIncident(List<AlertDeliveryItem> items, AlertChannel channel, long incidentId, List<Alert> alerts)
    {
        if (!channel.Concerns(ProviderOf(alerts[0]))) return;
        var end = alerts.Exists(a => a.Event == AlertEvent.Recovered) ? Incidents.GetValueOrDefault(incidentId)?.EndedAt ?? alerts[^1].At : (DateTime?)null;
        var trouble = alerts.Where(a => a.Event.IsTrouble() && channel.Wants(a.Event) && !IsOverUnseen(a, incidentId)).OrderBy(a => a.Id).LastOrDefault();
        if (trouble is not null)
            items.Add(new() { AlertId = trouble.Id, EndedAt = end });
        else if (end is not null && channel.Wants(AlertEvent.Recovered) && Told.Contains((channel.Id, incidentId)))
            items.Add(new() { AlertId = alerts.First(a => a.Event == AlertEvent.Recovered).Id, EndedAt = end });
    }

    /// <summary>It began and ended in a maintenance window.</summary>
    private bool IsOverUnseen(Alert alert, long incidentId) => alert.IsHeld && Incidents.GetValueOrDefault(incidentId) is not { EndedAt: null };

    /// <summary>Nobody is told of a provider that is gone, or that is not watched any more; that something told of is over is always news.</summary>
    private bool IsWorthTelling(Alert alert) =>
        alert.ProviderId is null || (ProviderOf(alert) is { } provider && (provider.IsWatched || alert.Event == AlertEvent.Recovered));

    private AlertProvider? ProviderOf(Alert alert) => alert.ProviderId is { } id ? Providers.GetValueOrDefault(id) : null;
}
