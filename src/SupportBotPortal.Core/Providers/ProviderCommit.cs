using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Providers;

/// <summary>Saves a changed provider with its audit line, as a new version.</summary>
public static class ProviderCommit
{
    public static async Task SaveAsync(this AuditTrail audit, PortalDbContext db, Provider provider, Actor actor, DateTime now, string action, IReadOnlyList<AuditChange> changes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(audit);
        ArgumentNullException.ThrowIfNull(provider);
        provider.Version++;
        provider.UpdatedAt = now;
        await audit.CommitAsync(db, actor, RecordOf(provider, action, changes), cancellationToken);
    }

    public static async Task<ChangeResult> TrySaveAsync(this AuditTrail audit, PortalDbContext db, Provider provider, Actor actor, DateTime now, string action, IReadOnlyList<AuditChange> changes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(provider);
        try
        {
            await audit.SaveAsync(db, provider, actor, now, action, changes, cancellationToken);
            return new(ChangeOutcome.Done, provider.Slug);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Whoever tries again must read anew.
            db.ChangeTracker.Clear();
            return new(ChangeOutcome.Conflict, provider.Slug);
        }
    }

    internal static AuditRecord RecordOf(Provider provider, string action, IReadOnlyList<AuditChange> changes) =>
        new(action) { SubjectType = "provider", SubjectId = provider.Id.ToString(), SubjectName = provider.Name, Changes = changes };

    internal static string Text(bool value) => value ? "yes" : "no";
}
