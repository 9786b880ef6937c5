using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Health.Alerts;

/// <summary>What alerts need to know of a provider.</summary>
/// <param name="IsWatched">It is active, and not deleted.</param>
public sealed record AlertProvider(Guid Id, string Name, string Slug, ProviderEnvironment Environment, bool IsWatched)
{
    /// <summary>By their ids; those that were destroyed are left out.</summary>
    internal static Task<Dictionary<Guid, AlertProvider>> OfAsync(PortalDbContext db, IEnumerable<Guid?> ids, CancellationToken cancellationToken)
    {
        var wanted = ids.OfType<Guid>().Distinct().ToList();
        return db.Providers.IgnoreQueryFilters([Provider.NotDeleted]).Where(p => wanted.Contains(p.Id))
            .Select(p => new AlertProvider(p.Id, p.Name, p.Slug, p.Environment, p.IsActive && p.DeletedAt == null)).ToDictionaryAsync(p => p.Id, cancellationToken);
    }
}
