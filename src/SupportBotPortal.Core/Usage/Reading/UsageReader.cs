using SupportBotPortal.Core.Usage.Recording;

namespace SupportBotPortal.Core.Usage.Reading;

/// <summary>Adds up what bots used: of hours or days that are summed already, however many requests there were.</summary>
public sealed class UsageReader(UsageRows rows, UsageNames names)
{
    public async Task<UsageReport> ReadAsync(UsageWindow window, UsageFilter filter, UsageGrouping grouping, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(window);
        ArgumentNullException.ThrowIfNull(filter);
        var total = new UsageFigures();
        var slots = window.Starts.ToDictionary(start => start, _ => new UsageFigures());
        var groups = new Dictionary<(Guid Provider, string Model, Guid Token), UsageFigures>();
        var (slugs, models, tokens) = (new Dictionary<Guid, string>(), new HashSet<string>(StringComparer.Ordinal), new HashSet<Guid>());
        await foreach (var row in rows.ReadAsync(window.From, window.Until, byDay: !window.IsHourly, cancellationToken))
        {
            tokens.Add(row.Key.TokenId);
            if (row.Key.ProviderId != Guid.Empty)
            {
                slugs[row.Key.ProviderId] = row.Sums.Slug;
                models.Add(row.Key.ModelId);
            }

            if (!filter.Takes(row.Key)) continue;
            total.Add(row.Key, row.Sums);
            // Somebody else may have written a row there that begins at no hour.
            if (slots.TryGetValue(window.SlotOf(row.Key.Hour), out var slot)) slot.Add(row.Key, row.Sums);
            var key = KeyOf(row.Key, grouping);
            if (!groups.TryGetValue(key, out var figures)) groups[key] = figures = new();
            figures.Add(row.Key, row.Sums);
        }

        var (providers, bots) = (await names.OfProvidersAsync(slugs, cancellationToken), await names.OfBotsAsync(tokens, cancellationToken));
        return new(
            total,
            [.. window.Starts.Select(start => new UsageSlot(start, slots[start]))],
            [.. groups.Select(g => GroupOf(g.Key, g.Value, grouping, providers, bots)).OrderBy(g => g.IsWithoutModel).ThenByDescending(g => Math.Max(g.Figures.Attempts, g.Figures.Requests)).ThenBy(g => g.Name, StringComparer.Ordinal)],
            new(Sorted(providers), [.. models.Order(StringComparer.Ordinal)], Sorted(bots)));
    }

    private static (Guid, string, Guid) KeyOf(UsageKey key, UsageGrouping grouping) => grouping switch
    {
        UsageGrouping.Provider => (key.ProviderId, "", Guid.Empty),
        UsageGrouping.Model => (key.ProviderId, key.ModelId, Guid.Empty),
        UsageGrouping.Bot => (Guid.Empty, "", key.TokenId),
        _ => throw new InvalidOperationException($"No key for {grouping}."),
    };

    private static UsageGroup GroupOf((Guid Provider, string Model, Guid Token) key, UsageFigures figures, UsageGrouping grouping, IReadOnlyDictionary<Guid, string> providers, IReadOnlyDictionary<Guid, string> bots) => grouping switch
    {
        UsageGrouping.Bot => new(bots[key.Token], figures, TokenId: key.Token),
        _ when key.Provider == Guid.Empty => new("No model answered", figures, Guid.Empty),
        UsageGrouping.Provider => new(providers[key.Provider], figures, key.Provider),
        _ => new($"[{providers[key.Provider]}] {key.Model}", figures, key.Provider, key.Model),
    };

    private static List<(Guid, string)> Sorted(IReadOnlyDictionary<Guid, string> named) => [.. named.Select(n => (n.Key, n.Value)).OrderBy(n => n.Value, StringComparer.OrdinalIgnoreCase)];
}
