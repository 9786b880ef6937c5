using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.People.Roles;

/// <summary>
/// Changes roles; each change is one transaction with its audit line. Nobody gives, changes or takes what he does not hold: that is
/// looked at again inside the transaction, as it is then.
/// </summary>
public sealed class RoleChanges(PortalDbContext db, PermissionCatalog catalog, RoleRules rules, ILookupNormalizer normalizer, AuditTrail audit, TimeProvider time)
{
    /// <param name="check">Valid.</param>
    public async Task<(RoleOutcome Outcome, Guid Id)> CreateAsync(RoleCheck check, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(check);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await rules.ObstacleAsync(check.Name, null, cancellationToken) is not null) return (RoleOutcome.NameTaken, default);
        var role = new PortalRole { Id = Guid.NewGuid() };
        Apply(role, check);
        if (!await MayAsync(actor, role, cancellationToken)) return (RoleOutcome.BeyondOwn, default);
        db.Roles.Add(role);
        await CommitAsync(role, actor, "role.created", RoleWords.Differences(null, role), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (RoleOutcome.Done, role.Id);
    }

    /// <param name="version">The version that was shown.</param>
    /// <param name="check">Valid.</param>
    public async Task<RoleOutcome> EditAsync(Guid id, int version, RoleCheck check, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(check);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await FindAsync(id, cancellationToken) is not { } role) return RoleOutcome.NotFound;
        if (role.IsBuiltIn) return RoleOutcome.BuiltIn;
        if (role.Version != version) return RoleOutcome.Conflict;
        if (await rules.ObstacleAsync(check.Name, id, cancellationToken) is not null) return RoleOutcome.NameTaken;
        if (!await MayAsync(actor, role, cancellationToken)) return RoleOutcome.BeyondOwn;
        var before = Copy(role);
        Apply(role, check);
        if (!await MayAsync(actor, role, cancellationToken))
        {
            // What is refused must not be saved with something else.
            db.ChangeTracker.Clear();
            return RoleOutcome.BeyondOwn;
        }

        var changes = RoleWords.Differences(before, role);
        if (changes.Count == 0) return RoleOutcome.Done;
        await CommitAsync(role, actor, "role.edited", changes, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return RoleOutcome.Done;
    }

    /// <summary>Whoever had it loses what it allowed.</summary>
    public async Task<RoleOutcome> DeleteAsync(Guid id, Actor actor, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await FindAsync(id, cancellationToken) is not { } role) return RoleOutcome.NotFound;
        if (role.IsBuiltIn) return RoleOutcome.BuiltIn;
        if (!await MayAsync(actor, role, cancellationToken)) return RoleOutcome.BeyondOwn;
        var people = await (from membership in db.UserRoles join user in db.Users on membership.UserId equals user.Id where membership.RoleId == id orderby user.NormalizedEmail select user.Email).ToListAsync(cancellationToken);
        db.Roles.Remove(role);
        var changes = RoleWords.Differences(role, null).ToList();
        if (people.Count > 0) changes.Add(new("People", string.Join(", ", people), null));
        await audit.CommitAsync(db, actor, RecordOf(role, "role.deleted", changes), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return RoleOutcome.Done;
    }

    private async Task<bool> MayAsync(Actor actor, PortalRole role, CancellationToken cancellationToken) =>
        (await UserPermissions.ReadAsync(db, catalog, actor.Id ?? Guid.Empty, cancellationToken)).Covers(RoleWords.Allows(catalog, role));

    private void Apply(PortalRole role, RoleCheck check)
    {
        (role.Name, role.NormalizedName, role.Description) = (check.Name, normalizer.NormalizeName(check.Name), check.Description);
        role.Permissions.RemoveAll(p => !check.Grants.ContainsKey(p.Permission));
        foreach (var (permission, where) in check.Grants)
        {
            if (role.Permissions.Find(p => p.Permission == permission) is { } has) has.Environments = where;
            else role.Permissions.Add(new() { RoleId = role.Id, Permission = permission, Environments = where });
        }
    }

    private Task CommitAsync(PortalRole role, Actor actor, string action, IReadOnlyList<AuditChange> changes, CancellationToken cancellationToken)
    {
        role.Version++;
        role.UpdatedAt = time.GetUtcNow().UtcDateTime;
        return audit.CommitAsync(db, actor, RecordOf(role, action, changes), cancellationToken);
    }

    private Task<PortalRole?> FindAsync(Guid id, CancellationToken cancellationToken) => db.Roles.Include(r => r.Permissions).FirstOrDefaultAsync(r => r.Id == id, cancellationToken);

    private static PortalRole Copy(PortalRole role) => new()
    {
        Name = role.Name,
        Description = role.Description,
        Permissions = [.. role.Permissions.Select(p => new RolePermission { RoleId = p.RoleId, Permission = p.Permission, Environments = p.Environments })],
    };

    private static AuditRecord RecordOf(PortalRole role, string action, IReadOnlyList<AuditChange> changes) =>
        new(action) { SubjectType = "role", SubjectId = role.Id.ToString(), SubjectName = role.Name ?? "", Changes = changes };
}
