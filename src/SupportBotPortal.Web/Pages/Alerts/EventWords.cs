using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Alerts.Channels;

namespace SupportBotPortal.Web.Pages.Alerts;

/// <summary>What people read of the things that they can be alerted of.</summary>
internal static class EventWords
{
    /// <summary>In the order in which they are offered.</summary>
    public static IReadOnlyList<AlertEvent> All => AlertChannelRules.OfferedEvents;

    public static string Name(AlertEvent what) => what switch
    {
        AlertEvent.Down => "Down",
        AlertEvent.RateLimited => "Rate limited",
        AlertEvent.Quota => "Quota used up",
        AlertEvent.Recovered => "Up again",
        AlertEvent.KeyDueSoon => "Key due soon",
        AlertEvent.KeyDue => "Key due",
        AlertEvent.ModelVanished => "Model vanished",
        AlertEvent.ModelRetiring => "Model retires",
        AlertEvent.SchedulerStopped => "Scheduled tests stopped",
        AlertEvent.SchedulerRuns => "Scheduled tests run again",
        _ => what.ToString(),
    };

    public static string Meaning(AlertEvent what) => what switch
    {
        AlertEvent.Down => "a provider failed as often in a row as its plan says",
        AlertEvent.RateLimited => "it refuses for a while; that often passes by itself",
        AlertEvent.Quota => "it refuses until there is something to spend",
        AlertEvent.Recovered => "what was told as wrong is over, also because nobody tests it any more",
        AlertEvent.KeyDueSoon => "an API key is due within 14 days",
        AlertEvent.KeyDue => "an API key is due for replacement",
        AlertEvent.ModelVanished => "a provider no longer lists a model that it is set up with",
        AlertEvent.ModelRetiring => "60, 30 and 7 days before its vendor turns it off",
        AlertEvent.SchedulerStopped => "nobody notices outages until they run again; that they do is told, too",
        _ => "",
    };

    /// <summary>A channel's events in a few words.</summary>
    public static string Summary(IReadOnlyCollection<AlertEvent> events)
    {
        var missing = All.Except(events).ToList();
        return missing.Count switch
        {
            0 => "Everything",
            1 or 2 => $"Everything but {string.Join(", ", missing.Select(Lower))}",
            _ => string.Join(", ", All.Where(events.Contains).Select((e, index) => index == 0 ? Name(e) : Lower(e))),
        };
    }

    private static string Lower(AlertEvent what)
    {
        var name = Name(what);
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
