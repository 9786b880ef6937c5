using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers;

namespace SupportBotPortal.Core.Health.Alerts.Windows;

/// <summary>Changes maintenance windows; each change is one transaction with its audit line.</summary>
public sealed class MaintenanceWindowChanges(PortalDbContext db, AuditTrail audit, TimeProvider time)
{
    /// <param name="window">Checked.</param>
    /// <returns>Its number.</returns>
    public async Task<Guid> CreateAsync(MaintenanceWindow window, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(window);
        var added = new MaintenanceWindow { Id = Guid.NewGuid(), Name = window.Name };
        Apply(added, window);
        db.MaintenanceWindows.Add(added);
        await CommitAsync(added, actor, "maintenance.created", [new("Of", null, Of(added)), new("When", null, MaintenanceWindowWords.When(added))], cancellationToken);
        return added.Id;
    }

    /// <param name="id">Which.</param>
    /// <param name="version">The version that was shown.</param>
    /// <param name="window">Checked.</param>
    public async Task<ChangeOutcome> EditAsync(Guid id, int version, MaintenanceWindow window, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(window);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.MaintenanceWindows.FirstOrDefaultAsync(w => w.Id == id, cancellationToken) is not { } found) return ChangeOutcome.NotFound;
        if (found.Version != version) return ChangeOutcome.Conflict;
        var (name, of, when) = (found.Name, Of(found), MaintenanceWindowWords.When(found));
        Apply(found, window);
        var changes = new (string Field, string Before, string After)[] { ("Name", name, found.Name), ("Of", of, Of(found)), ("When", when, MaintenanceWindowWords.When(found)) }
            .Where(c => c.Before != c.After).Select(c => new AuditChange(c.Field, c.Before, c.After)).ToList();
        if (changes.Count == 0) return ChangeOutcome.Done;
        await CommitAsync(found, actor, "maintenance.edited", changes, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return ChangeOutcome.Done;
    }

    public async Task<ChangeOutcome> DeleteAsync(Guid id, Actor actor, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.MaintenanceWindows.FirstOrDefaultAsync(w => w.Id == id, cancellationToken) is not { } window) return ChangeOutcome.NotFound;
        db.MaintenanceWindows.Remove(window);
        await audit.CommitAsync(db, actor, RecordOf(window, "maintenance.deleted", []), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return ChangeOutcome.Done;
    }

    private Task CommitAsync(MaintenanceWindow window, Actor actor, string action, IReadOnlyList<AuditChange> changes, CancellationToken cancellationToken)
    {
        window.Version++;
        window.UpdatedAt = time.GetUtcNow().UtcDateTime;
        return audit.CommitAsync(db, actor, RecordOf(window, action, changes), cancellationToken);
    }

    private static void Apply(MaintenanceWindow window, MaintenanceWindow values) =>
        (window.Name, window.ProviderId, window.Kind, window.From, window.To, window.Days, window.Start, window.Minutes, window.TimeZone) =
        (values.Name, values.ProviderId, values.Kind, values.From, values.To, [.. values.Days], values.Start, values.Minutes, values.TimeZone);

    private static AuditRecord RecordOf(MaintenanceWindow window, string action, IReadOnlyList<AuditChange> changes) =>
        new(action) { SubjectType = "maintenance", SubjectId = window.Id.ToString(), SubjectName = window.Name, Changes = changes };

    private static string Of(MaintenanceWindow window) => window.ProviderId is { } id ? $"provider {id}" : "all providers";
}
