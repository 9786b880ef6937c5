using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Providers.Listing;

/// <summary>Reads providers whole, page by page in the order of their names, for programs: their models are many, so a page is small.</summary>
public sealed class WholeProviders(IDbContextFactory<PortalDbContext> contexts, ListRulesSource source)
{
    public const int MaximumPageSize = 100;

    /// <summary>A page of providers with more models than this ends earlier; their ids alone are up to two million characters.</summary>
    public const int MaximumModels = 10_000;

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
        query = byName.Order(query, descending: false);
        var fitting = Fitting(await query.Take(count + 1).Select(p => p.Models.Count).ToListAsync(cancellationToken), count);
        var found = await query.Include(p => p.Secrets).Take(fitting + 1).ToListAsync(cancellationToken);
        return found.Count > fitting ? (found[..fitting], ListCursor.Write(ProviderSortKey.Name, found[fitting - 1])) : (found, null);
    }

    /// <summary>How many of the first ones are a page: one at least, or there would be no way past it.</summary>
    private static int Fitting(List<int> models, int count)
    {
        var (fitting, sum) = (0, 0);
        while (fitting < Math.Min(count, models.Count) && (sum += models[fitting]) <= MaximumModels) fitting++;
        return Math.Max(1, fitting);
    }
}
