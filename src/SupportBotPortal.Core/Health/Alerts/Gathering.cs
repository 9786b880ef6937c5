using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.History;

namespace SupportBotPortal.Core.Health.Alerts;

/// <summary>Decides what of the alerts that came together each channel is told.</summary>
/// <param name="Alerts">What is to be told, no beginning of it in a maintenance window.</param>
/// <param name="Incidents">Their incidents, as they are now.</param>
/// <param name="Providers">Whom they are about; those that were destroyed are not there.</param>
/// <param name="Told">What the channels were told of these incidents before.</param>
/// <param name="Standstills">Which channels are told of which standstills of the schedule.</param>
internal sealed record Gathering(
    IReadOnlyList<Alert> Alerts,
    IReadOnlyDictionary<long, Incident> Incidents,
    IReadOnlyDictionary<Guid, AlertProvider> Providers,
    ToldIncidents Told,
    IReadOnlySet<(Guid ChannelId, DateTime Since)> Standstills)
{
    /// <returns>What each message tells of. The first one waits for nothing, and may be empty; each of the others, for an older message.</returns>
    public IReadOnlyList<List<AlertDeliveryItem>> For(AlertChannel channel)
    {
        var items = new List<AlertDeliveryItem>();
        var later = new SortedDictionary<long, List<AlertDeliveryItem>>();
        foreach (var group in Alerts.Where(IsWorthTelling).GroupBy(a => a.IncidentId))
        {
            if (group.Key is { } incidentId) AddIncident(items, later, channel, incidentId, [.. group]);
            else items.AddRange(group.Where(a => channel.Wants(a.Event) && channel.Concerns(ProviderOf(a)) && IsNews(a, channel)).Select(a => new AlertDeliveryItem { AlertId = a.Id }));
        }

        return [items, .. later.Values];
    }

    /// <summary>What begins and ends within one gathering is one item that says both; what became worse, one that says how bad it is now.</summary>
    private void AddIncident(List<AlertDeliveryItem> items, SortedDictionary<long, List<AlertDeliveryItem>> later, AlertChannel channel, long incidentId, List<Alert> alerts)
    {
        if (!channel.Concerns(ProviderOf(alerts[0]))) return;
        var end = alerts.Find(a => a.Event.IsEnd());
        var endedAt = end is null ? (DateTime?)null : Incidents.GetValueOrDefault(incidentId)?.EndedAt ?? end.At;
        var trouble = alerts.Where(a => a.Event.IsTrouble() && channel.Wants(a.Event) && !IsOverUnseen(a, incidentId)).OrderBy(a => a.Id).LastOrDefault();
        if (trouble is not null) items.Add(new() { AlertId = trouble.Id, EndedAt = endedAt });
        if (trouble is not null || end is null || !channel.Wants(AlertEvent.Recovered)) return;
        var item = new AlertDeliveryItem { AlertId = end.Id, EndedAt = endedAt };
        // What has not arrived yet keeps nothing else waiting: only the end of what it tells of.
        if (Told.AwaitedOf(channel.Id, incidentId) is { } earlier)
        {
            if (!later.TryGetValue(earlier, out var waiting)) later.Add(earlier, waiting = []);
            waiting.Add(item);
        }
        else if (Told.IsOpenFor(channel.Id, incidentId))
        {
            items.Add(item);
        }
    }

    /// <summary>That the schedule runs again is news to who heard that it stopped; if both come together, it says both.</summary>
    private bool IsNews(Alert alert, AlertChannel channel) => alert switch
    {
        { Event: AlertEvent.SchedulerStopped } => !Alerts.Any(a => a.Event == AlertEvent.SchedulerRuns && a.Since == alert.Since),
        { Event: AlertEvent.SchedulerRuns, Since: { } since } => Standstills.Contains((channel.Id, since)) || Alerts.Any(a => a.Event == AlertEvent.SchedulerStopped && a.Since == since),
        _ => true,
    };

    /// <summary>It began and ended in a maintenance window.</summary>
    private bool IsOverUnseen(Alert alert, long incidentId) => alert.IsHeld && Incidents.GetValueOrDefault(incidentId) is not { EndedAt: null };

    /// <summary>Nobody is told of a provider that is gone, or that is not watched any more; that something told of is over is always news.</summary>
    private bool IsWorthTelling(Alert alert) =>
        alert.ProviderId is null || (ProviderOf(alert) is { } provider && (provider.IsWatched || alert.Event.IsEnd()));

    private AlertProvider? ProviderOf(Alert alert) => alert.ProviderId is { } id ? Providers.GetValueOrDefault(id) : null;
}
