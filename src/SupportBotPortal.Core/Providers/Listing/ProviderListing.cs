using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Providers.Listing;

/// <summary>Reads providers page by page, by keys and not by numbers of rows: page 200 costs what page 1 costs, and rows that come and go meanwhile shift nothing.</summary>
public sealed class ProviderListing(IDbContextFactory<PortalDbContext> contexts, ListRulesSource source, ProviderCounts counts)
{
    public const int PageSize = 50;

    private const int FewMatches = 20 * PageSize;

    /// <summary>How many a question to the database names.</summary>
    private const int MostIds = 500;

    /// <summary>Whether a cursor is a place in this order; another one leads to the first page.</summary>
    public static bool IsCursor(ProviderSort sort, string cursor)
    {
        ArgumentNullException.ThrowIfNull(sort);
        ArgumentNullException.ThrowIfNull(cursor);
        return ListCursor.Read(sort.Key, cursor) is not null;
    }

    public async Task<ProviderPage> PageAsync(ProviderFilter filter, ProviderSort sort, PageAnchor anchor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentNullException.ThrowIfNull(sort);
        ArgumentNullException.ThrowIfNull(anchor);
        var cursor = ListCursor.Read(sort.Key, anchor.Cursor);
        if (cursor is null && anchor.Kind is PageAnchorKind.After or PageAnchorKind.Before) anchor = PageAnchor.First;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var matching = source.Now().Narrow(await SearchAsync(db, filter, cancellationToken), filter);
        var found = await ReadAsync(matching, sort, anchor.IsBackwards, cursor, PageSize + 1, cancellationToken);
        var isMore = found.Count > PageSize;
        if (anchor.IsBackwards)
        {
            // What was before has gone: a short page would begin the list, so it is the first one, and full.
            if (!isMore && anchor.Kind == PageAnchorKind.Before) return await PageAsync(filter, sort, PageAnchor.First, cancellationToken);
            found = [.. found.Take(PageSize).Reverse()];
        }
        else
        {
            found = [.. found.Take(PageSize)];
        }

        var hasPrevious = anchor.IsBackwards ? isMore : anchor.Kind == PageAnchorKind.After;
        var hasNext = anchor.IsBackwards ? anchor.Kind == PageAnchorKind.Before : isMore;
        return new(
            found,
            !hasPrevious ? null : found is [var first, ..] ? new(PageAnchorKind.Before, ListCursor.Write(sort.Key, first.Provider)) : PageAnchor.Last,
            hasNext && found is [.., var last] ? new(PageAnchorKind.After, ListCursor.Write(sort.Key, last.Provider)) : null);
    }

    /// <summary>The first of those that match, in the order of their names, each with its state as the database can know it, and why it wants attention.</summary>
    public async Task<IReadOnlyList<(ListedProvider Listed, ProviderState State, AttentionReason? Reason)>> FirstAsync(ProviderFilter filter, int count, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var rules = source.Now();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await ReadAsync(rules.Apply(db.Providers.AsNoTracking(), filter), new(ProviderSortKey.Name), isBackwards: false, null, count, cancellationToken);
        return found.ConvertAll(listed =>
        {
            var facts = FactsOf(listed, isSealed: false, rules);
            return (listed, rules.StateOf(facts), rules.ReasonOf(facts));
        });
    }

    public async Task<ListedProvider?> FindAsync(string slug, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await Slim(db.Providers.AsNoTracking().Where(p => p.Slug == slug)).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>All that match, in the order of their names: what acts on many at once goes through.</summary>
    public async Task<IReadOnlyList<BulkTarget>> TargetsAsync(ProviderFilter filter, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await Targets(source.Now().Apply(db.Providers.AsNoTracking(), filter)).ToListAsync(cancellationToken);
    }

    /// <summary>Those of these slugs that exist, in the order of their names.</summary>
    public async Task<IReadOnlyList<BulkTarget>> TargetsAsync(IReadOnlyCollection<string> slugs, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await Targets(db.Providers.AsNoTracking().Where(p => slugs.Contains(p.Slug))).ToListAsync(cancellationToken);
    }

    /// <summary>These as they are now, deleted or not; those that are gone for good stay in it as they were.</summary>
    public async Task<IReadOnlyList<BulkTarget>> NowAsync(IReadOnlyCollection<BulkTarget> targets, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(targets);
        var found = new Dictionary<Guid, BulkTarget>();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var providers = db.Providers.AsNoTracking().IgnoreQueryFilters([Provider.NotDeleted]);
        foreach (var ids in targets.Select(t => t.Id).Chunk(MostIds))
            await foreach (var target in Targets(providers.Where(p => ids.Contains(p.Id))).AsAsyncEnumerable().WithCancellation(cancellationToken)) found[target.Id] = target;
        return [.. targets.Select(t => found.GetValueOrDefault(t.Id, t))];
    }

    /// <summary>The states of a row. <paramref name="isSealed"/>: what opening its key has shown, which the database cannot know.</summary>
    public (ProviderState State, ProviderKeyState Key) StatesOf(ListedProvider listed, bool isSealed)
    {
        ArgumentNullException.ThrowIfNull(listed);
        var rules = source.Now();
        var facts = FactsOf(listed, isSealed, rules);
        return (rules.StateOf(facts), rules.KeyOf(facts));
    }

    private static ListFacts FactsOf(ListedProvider listed, bool isSealed, ListRules rules)
    {
        var provider = listed.Provider;
        return new()
        {
            TypeId = provider.TypeId,
            AuthScheme = provider.AuthScheme,
            Environment = provider.Environment,
            IsActive = provider.IsActive,
            TestState = listed.TestState,
            HasKey = provider.Secrets.Count > 0,
            KeySealedWith = isSealed ? null : provider.KeySealedWith,
            IsDue = provider.KeyDueAt <= rules.Now,
            IsDueSoon = provider.KeyDueAt <= rules.Soon,
            BusyWith = listed.TestState == ProviderTestState.Busy ? listed.StateCause : null,
        };
    }

    /// <summary>
    /// Where few match, an index that holds the searched text says which, and only those are read. Where many do, the first page
    /// of them is found soon in the order of the rows.
    /// </summary>
    private async Task<IQueryable<Provider>> SearchAsync(PortalDbContext db, ProviderFilter filter, CancellationToken cancellationToken)
    {
        var providers = db.Providers.AsNoTracking();
        if (filter.Words.Count == 0) return providers;
        var isFew = await counts.CountAsync(new() { Search = filter.Search }, cancellationToken) <= FewMatches;
        if (!isFew) return ListRules.Search(providers, filter, all: false);
        var found = ListRules.Search(db.Providers, filter, all: true).Select(p => p.Id);
        return providers.Where(p => found.Contains(p.Id));
    }

    private static async Task<List<ListedProvider>> ReadAsync(IQueryable<Provider> matching, ProviderSort sort, bool isBackwards, ListCursor? cursor, int count, CancellationToken cancellationToken)
    {
        var column = SortColumns.Of(sort.Key);
        var descending = sort.Descending != isBackwards;
        var found = new List<ListedProvider>();
        // With a value, then without; backwards the other way round.
        foreach (var hasValue in isBackwards ? (bool[])[false, true] : [true, false])
        {
            if (found.Count == count || (!hasValue && !column.CanBeMissing)) continue;
            var stretch = column.WithValue(matching, hasValue);
            if (cursor is not null)
            {
                var isCursorHere = (cursor.Value.Length > 0) == hasValue;
                // What the cursor lies beyond was on other pages.
                if (!isCursorHere && hasValue != isBackwards) continue;
                if (isCursorHere) stretch = hasValue ? column.Beyond(stretch, cursor.Value, cursor.Name, descending) : SortColumns.Of(ProviderSortKey.Name).Beyond(stretch, cursor.Name, cursor.Name, descending);
            }

            var ordered = (hasValue ? column : SortColumns.Of(ProviderSortKey.Name)).Order(stretch, descending);
            found.AddRange(await Slim(ordered.Take(count - found.Count)).ToListAsync(cancellationToken));
        }

        return found;
    }

    private static IQueryable<BulkTarget> Targets(IQueryable<Provider> providers) =>
        providers.OrderBy(p => p.NormalizedName).Select(p => new BulkTarget(p.Id, p.Slug, p.Name, p.BaseUrl, p.IsDefault, p.IsActive, p.Environment));

    private static IQueryable<ListedProvider> Slim(IQueryable<Provider> providers) => providers.Select(p => new ListedProvider(
        new Provider
        {
            Id = p.Id,
            Name = p.Name,
            NormalizedName = p.NormalizedName,
            Slug = p.Slug,
            TypeId = p.TypeId,
            BaseUrl = p.BaseUrl,
            AuthScheme = p.AuthScheme,
            IsActive = p.IsActive,
            IsDefault = p.IsDefault,
            Environment = p.Environment,
            CreatedAt = p.CreatedAt,
            KeyRotationDays = p.KeyRotationDays,
            KeySetAt = p.KeySetAt,
            KeyDueAt = p.KeyDueAt,
            KeySealedWith = p.KeySealedWith,
            LastTest = p.LastTest,
            // Field by field: of the whole, EF reads the row whole.
            Health = new() { State = p.Health.State, Since = p.Health.Since, Proof = p.Health.Proof, Cause = p.Health.Cause, Recent = p.Health.Recent },
            Secrets = p.Secrets.Where(s => s.Field == ProviderSecret.ApiKeyField).ToList(),
        },
        p.Models.Count,
        p.TestState,
        p.StateCause));
}
