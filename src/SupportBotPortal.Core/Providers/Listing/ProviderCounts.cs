using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Data.Storage;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Providers.Listing;

/// <summary>
/// Counts providers by what the list shows of them. All rows are read for it, in one query that groups them, so what was counted
/// stays until anything in the database has changed; where there are very many, until a person has changed something, or a second.
/// </summary>
public sealed class ProviderCounts(IDbContextFactory<PortalDbContext> contexts, DatabaseVersion version, ListRulesSource source, TimeProvider time)
{
    /// <summary>Keys fall due without any change.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private const int MostSearches = 256;

    /// <summary>From so many on they are not counted again for each of the tests that end meanwhile, hundreds in a second.</summary>
    private const int VeryMany = 2_000;

    private static readonly TimeSpan WhileTestsEnd = TimeSpan.FromSeconds(1);

    private volatile Counted? counted;

    /// <summary>How many a filter leaves in each state and of each type; what nobody has is left out. A search is not applied.</summary>
    public async Task<ProviderOverview> OverviewAsync(ProviderFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var rules = source.Now();
        var groups = (await CurrentAsync(cancellationToken)).Groups.Where(g => rules.Fits(g.Facts, filter)).ToList();
        return new(
            groups.Sum(g => g.Count),
            groups.Where(g => g.Facts.IsActive).Sum(g => g.Count),
            groups.GroupBy(g => rules.StateOf(g.Facts)).ToDictionary(g => g.Key, g => g.Sum(one => one.Count)),
            groups.GroupBy(g => rules.KeyOf(g.Facts)).ToDictionary(g => g.Key, g => g.Sum(one => one.Count)),
            groups.GroupBy(g => g.Facts.TypeId).ToDictionary(g => g.Key, g => g.Sum(one => one.Count)));
    }

    /// <summary>How many a filter leaves.</summary>
    public async Task<int> CountAsync(ProviderFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var rules = source.Now();
        var now = await CurrentAsync(cancellationToken);
        if (filter.Words.Count == 0) return now.Groups.Where(g => rules.Fits(g.Facts, filter)).Sum(g => g.Count);
        if (now.Searches.TryGetValue(filter, out var known)) return known;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var count = await rules.Apply(db.Providers, filter).CountAsync(cancellationToken);
        if (now.Searches.Count < MostSearches) now.Searches[filter] = count;
        return count;
    }

    private async Task<Counted> CurrentAsync(CancellationToken cancellationToken)
    {
        // Before the counting: what changes meanwhile is counted once more.
        var current = version.Current();
        if (counted is { } known && IsGood(known, current)) return known;
        var now = time.GetUtcNow().UtcDateTime;
        var soon = now.AddDays(KeyRotation.SoonDays);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var groups = await db.Providers
            .GroupBy(p => new
            {
                p.TypeId,
                p.AuthScheme,
                p.Environment,
                p.IsActive,
                p.TestState,
                HasKey = p.KeySetAt != null,
                p.KeySealedWith,
                IsDue = p.KeyDueAt != null && p.KeyDueAt <= now,
                IsDueSoon = p.KeyDueAt != null && p.KeyDueAt <= soon,
                BusyWith = p.TestState == ProviderTestState.Busy ? p.StateCause : (FailureCause?)null,
            })
            .Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancellationToken);
        return counted = new(current, time.GetTimestamp(), groups.ConvertAll(g => (new ListFacts
        {
            TypeId = g.Key.TypeId,
            AuthScheme = g.Key.AuthScheme,
            Environment = g.Key.Environment,
            IsActive = g.Key.IsActive,
            TestState = g.Key.TestState,
            HasKey = g.Key.HasKey,
            KeySealedWith = g.Key.KeySealedWith,
            IsDue = g.Key.IsDue,
            IsDueSoon = g.Key.IsDueSoon,
            BusyWith = g.Key.BusyWith,
        }, g.Count)));
    }

    private bool IsGood(Counted known, DataVersion current)
    {
        var age = time.GetElapsedTime(known.At);
        return known.Version == current ? age < Longest : known.Version.Deeds == current.Deeds && known.IsOfVeryMany && age < WhileTestsEnd;
    }

    private sealed record Counted(DataVersion Version, long At, IReadOnlyList<(ListFacts Facts, int Count)> Groups)
    {
        public bool IsOfVeryMany { get; } = Groups.Sum(g => g.Count) >= VeryMany;

        public ConcurrentDictionary<ProviderFilter, int> Searches { get; } = [];
    }
}
