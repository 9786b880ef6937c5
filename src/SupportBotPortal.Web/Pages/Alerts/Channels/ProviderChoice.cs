using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Web.Pages.Alerts.Channels;

/// <summary>A provider to choose.</summary>
public sealed record ProviderChoice(Guid Id, string Name, string Slug, ProviderEnvironment Environment, bool IsDeleted)
{
    /// <param name="chosen">Deleted ones are offered only where they are chosen already.</param>
    public static Task<List<ProviderChoice>> AllAsync(PortalDbContext db, IReadOnlyCollection<Guid> chosen, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.Providers.IgnoreQueryFilters([Provider.NotDeleted]).Where(p => p.DeletedAt == null || chosen.Contains(p.Id))
            .OrderBy(p => p.NormalizedName).Select(p => new ProviderChoice(p.Id, p.Name, p.Slug, p.Environment, p.DeletedAt != null)).ToListAsync(cancellationToken);
    }
}
