using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers;

namespace SupportBotPortal.Core.Health.Alerts;

/// <summary>Channels and maintenance windows that are limited to a provider.</summary>
internal sealed class AlertDependents(PortalDbContext db, TimeProvider time) : IProviderDependents
{
    public async Task<IReadOnlyList<ProviderDependent>> OfAsync(Provider provider, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(provider);
        var (id, now) = (provider.Id, time.GetUtcNow().UtcDateTime);
        var channels = await db.AlertChannels.AsNoTracking().Where(c => c.Providers.Contains(id)).OrderBy(c => c.NormalizedName).ToListAsync(cancellationToken);
        var windows = await db.MaintenanceWindows.AsNoTracking().Where(w => w.ProviderId == id && (w.Kind == MaintenanceKind.Weekly || w.To > now)).OrderBy(w => w.Name).Select(w => w.Name).ToListAsync(cancellationToken);
        return
        [
            .. channels.Select(c => new ProviderDependent(c.Providers.Count == 1
                ? $"The alert channel “{c.Name}” tells of this provider only: it will tell of no provider any more."
                : $"The alert channel “{c.Name}” is limited to {c.Providers.Count:N0} providers, this one among them.", IsGrave: false)),
            .. windows.Select(name => new ProviderDependent($"The maintenance window “{name}” is for this provider alone. It is destroyed with it.", IsGrave: false)),
        ];
    }
}
