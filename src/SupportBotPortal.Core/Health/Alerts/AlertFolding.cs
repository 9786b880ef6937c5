using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Health.Alerts;

/// <summary>
/// Puts what a message tells of in order: the gravest first, what is over after what goes on. Several incidents of one provider become one
/// statement of how it is now; the others stay in front of it, by time, for receivers that pair beginnings and ends.
/// </summary>
internal static class AlertFolding
{
    public static IReadOnlyList<AlertItem> InOrder(IEnumerable<AlertItem> items) =>
    [
        .. items.GroupBy(i => i is { IncidentId: not null, Provider: { } provider } ? provider.Id : Guid.Empty)
            .SelectMany(g => g.Key == Guid.Empty ? g.Select(i => new List<AlertItem> { i }) : [Fold([.. g.OrderBy(i => i.IncidentId)])])
            .OrderBy(folded => Rank(folded[^1])).ThenBy(folded => folded[^1].Provider?.Name, StringComparer.OrdinalIgnoreCase)
            .SelectMany(folded => folded),
    ];

    private static List<AlertItem> Fold(List<AlertItem> ofOne)
    {
        for (var index = 0; index < ofOne.Count - 1; index++)
        {
            var (one, next) = (ofOne[index], ofOne[index + 1]);
            ofOne[index] = one with { IsFolded = true, AgainSince = next.Since ?? one.AgainSince };
            ofOne[index + 1] = next with { UpSince = one.EndedAt };
        }

        return ofOne;
    }

    private static int Rank(AlertItem item) => item.Event switch
    {
        AlertEvent.SchedulerStopped => 0,
        _ when item.IsOverTrouble => 7,
        AlertEvent.Down => item.IsReminder ? 2 : 1,
        AlertEvent.Quota => item.IsReminder ? 4 : 3,
        AlertEvent.RateLimited => item.IsReminder ? 6 : 5,
        AlertEvent.Recovered => 8,
        AlertEvent.SchedulerRuns => 9,
        AlertEvent.ProviderDeactivated => 10,
        AlertEvent.ProviderDeleted => 11,
        AlertEvent.ModelVanished => 12,
        AlertEvent.ModelRetiring => 13,
        AlertEvent.KeyDue => 14,
        _ => 15,
    };
}
