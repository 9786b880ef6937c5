using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Plugins;
using SupportBotPortal.Core.Providers;

namespace SupportBotPortal.Core.Health.Alerts;

/// <summary>Looks in what is stored for what no test finds: keys that are due, models that vanished or retire. Nothing is called.</summary>
internal sealed class AlertWatch(IDbContextFactory<PortalDbContext> contexts, PluginCatalog plugins, AlertOutbox outbox, TimeProvider time)
{
    /// <returns>How much of it was new.</returns>
    public async Task<int> LookAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await outbox.AddAsync([.. await KeysAsync(db, now, cancellationToken), .. await ModelsAsync(db, now, cancellationToken)], cancellationToken);
    }

    private static async Task<IEnumerable<AlertDraft>> KeysAsync(PortalDbContext db, DateTime now, CancellationToken cancellationToken)
    {
        var soon = now.AddDays(KeyRotation.SoonDays);
        var due = await db.Providers.Where(p => p.IsActive && p.KeySetAt != null && p.KeyDueAt != null && p.KeyDueAt <= soon)
            .Select(p => new { p.Id, p.KeySetAt, p.KeyDueAt }).ToListAsync(cancellationToken);
        return due.Where(p => p.KeySetAt != UtcDateTimeConverter.Unreadable && p.KeyDueAt != UtcDateTimeConverter.Unreadable).Select(p => AlertDraft.OfKey(p.Id, p.KeySetAt!.Value, p.KeyDueAt!.Value, now));
    }

    /// <summary>Of the models that active providers are set up with; where the list is empty, the type's defaults.</summary>
    private async Task<IEnumerable<AlertDraft>> ModelsAsync(PortalDbContext db, DateTime now, CancellationToken cancellationToken)
    {
        var last = DateOnly.FromDateTime(now).AddDays(AlertDraft.RetirementStages[0]);
        var found = await db.ProviderModels.AsNoTracking().Where(m => m.VanishedAt != null || (m.RetiresOn != null && m.RetiresOn <= last))
            .Join(db.Providers.Where(p => p.IsActive), m => m.ProviderId, p => p.Id, (m, p) => new { Model = m, p.TypeId, p.Models }).ToListAsync(cancellationToken);
        return found.Where(f => plugins.Uses(f.TypeId, f.Models, f.Model.ModelId)).Select(f => f.Model)
            .Select(m => m.VanishedAt is { } at ? AlertDraft.OfVanished(m.ProviderId, m.ModelId, at, now) : AlertDraft.OfRetiring(m.ProviderId, m.ModelId, m.RetiresOn!.Value, now)).OfType<AlertDraft>();
    }
}
