using System.Runtime.CompilerServices;
using SupportBotPortal.Core.Usage.Recording;

namespace SupportBotPortal.Core.Usage.Reading;

/// <summary>Reads usage hour by hour, for files: however many hours there are, one is in memory.</summary>
public sealed class UsageHours(UsageRows rows, UsageNames names)
{
    public async IAsyncEnumerable<UsageLine> ReadAsync(UsageWindow window, UsageFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(window);
        ArgumentNullException.ThrowIfNull(filter);
        var (providers, bots) = (new Dictionary<Guid, string>(), new Dictionary<Guid, string>());
        var hour = new Dictionary<UsageKey, (UsageFigures Figures, string Slug)>();
        var start = DateTime.MinValue;
        await foreach (var row in rows.ReadAsync(window.From, window.Until, byDay: false, cancellationToken))
        {
            if (!filter.Takes(row.Key)) continue;
            if (row.Key.Hour != start)
            {
                foreach (var line in await LinesAsync()) yield return line;
                hour.Clear();
                start = row.Key.Hour;
            }

            var key = row.Key with { Outcome = default };
            if (!hour.TryGetValue(key, out var known)) hour[key] = known = (new(), row.Sums.Slug);
            known.Figures.Add(row.Key, row.Sums);
        }

        foreach (var line in await LinesAsync()) yield return line;

        async Task<List<UsageLine>> LinesAsync()
        {
            var unnamed = hour.Where(h => h.Key.ProviderId != Guid.Empty && !providers.ContainsKey(h.Key.ProviderId)).GroupBy(h => h.Key.ProviderId).ToDictionary(h => h.Key, h => h.First().Value.Slug);
            if (unnamed.Count > 0) foreach (var (id, name) in await names.OfProvidersAsync(unnamed, cancellationToken)) providers[id] = name;
            var strangers = hour.Keys.Select(k => k.TokenId).Where(id => !bots.ContainsKey(id)).ToHashSet();
            if (strangers.Count > 0) foreach (var (id, name) in await names.OfBotsAsync(strangers, cancellationToken)) bots[id] = name;
            return [.. hour.Select(h => new UsageLine(h.Key.Hour, h.Key.ProviderId, providers.GetValueOrDefault(h.Key.ProviderId, ""), h.Key.ModelId, h.Key.TokenId, bots[h.Key.TokenId], h.Value.Figures))];
        }
    }
}
