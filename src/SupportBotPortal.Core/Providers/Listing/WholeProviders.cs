using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Providers.Listing;

/// <summary>Reads providers whole, page by page in the order of their names, for programs: their models are many, so a page is small.</summary>
public sealed class WholeProviders(IDbContextFactory<PortalDbContext> contexts, ListRulesSource source)
{
    public const int MaximumPageSize = 100;

    /// <param name="cursor">Where the page before ended; <see langword="null"/> for the first.</param>
    /// <param name="count">How many at most.</param>
    /// <returns>With their secrets, and where the next page begins; <see langword="null"/> if there is none.</returns>
    public async Task<(IReadOnlyList<Provider> Providers, string? Next)> PageAsync(ProviderFilter filter, string? cursor, int count, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var byName = SortColumns.Of(ProviderSortKey.Name);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var query = source.Now().Apply(db.Providers.AsNoTracking(), filter);
        if (ListCursor.Read(ProviderSortKey.Name, cursor ?? "") is { } at) query = byName.Beyond(query, at.Value, at.Name, descending: false);
        var found = await byName.Order(query, descending: false).Include(p => p.Secrets).Take(count + 1).ToListAsync(cancellationToken);
        return found.Count > count ? (found[..count], ListCursor.Write(ProviderSortKey.Name, found[count - 1])) : (found, null);
    }
}
