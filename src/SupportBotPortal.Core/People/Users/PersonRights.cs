using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.People.Users;

/// <summary>
/// Who may act on whom: nobody on somebody who holds what he does not, only an owner on owners, and never so that there is no owner
/// left. As it is at the moment it is asked, in the caller's transaction.
/// </summary>
public sealed class PersonRights(PortalDbContext db, PermissionCatalog catalog, WaysIn ways)
{
    /// <param name="actorId">Who acts.</param>
    /// <param name="before">The roles that the other has.</param>
    /// <param name="after">The roles that he is to have.</param>
    /// <returns><see langword="null"/> if he may.</returns>
    public async Task<PersonOutcome?> RefusalAsync(Guid? actorId, IReadOnlyCollection<PortalRole> before, IReadOnlyCollection<PortalRole> after, CancellationToken cancellationToken)
    {
        var actor = actorId ?? Guid.Empty;
        var concerned = before.Concat(after).DistinctBy(r => r.Id).ToList();
        if (concerned.Exists(IsOwner) && !await IsOwnerAsync(actor, cancellationToken)) return PersonOutcome.OwnersOnly;
        var own = await UserPermissions.ReadAsync(db, catalog, actor, cancellationToken);
        var touched = new EffectivePermissions(catalog, concerned.SelectMany(role => role.Permissions.Select(p => new PermissionGrant(role.Name ?? "", p.Permission, p.Environments))));
        return own.Covers(touched) ? null : PersonOutcome.BeyondOwn;
    }

    /// <summary>Whether somebody may, at this moment, edit people and act on this one.</summary>
    public async Task<bool> MayEditAsync(Guid actorId, Guid userId, CancellationToken cancellationToken) =>
        (await UserPermissions.ReadAsync(db, catalog, actorId, cancellationToken)).Includes(PeoplePermissions.EditUsers)
        && await RefusalAsync(actorId, await RolesOfAsync(userId, cancellationToken), [], cancellationToken) is null;

    /// <summary>Whether nobody but this person is an owner who can sign in.</summary>
    public async Task<bool> IsLastOwnerAsync(Guid userId, CancellationToken cancellationToken) =>
        await IsOwnerAsync(userId, cancellationToken) && !await (
            from membership in db.UserRoles
            join role in db.Roles on membership.RoleId equals role.Id
            join user in ways.People on membership.UserId equals user.Id
            where role.Name == BuiltInRoles.Owner && user.Id != userId
            select user.Id).AnyAsync(cancellationToken);

    /// <summary>Why this person's account cannot be taken away, whatever the rights of the one who acts; <see langword="null"/> if it can.</summary>
    public async Task<PersonOutcome?> RemovalAsync(Guid? actorId, Guid userId, CancellationToken cancellationToken) =>
        actorId == userId ? PersonOutcome.Oneself : await IsLastOwnerAsync(userId, cancellationToken) ? PersonOutcome.LastOwner : null;

    /// <summary>Whether nobody is left who is an owner and can sign in, after what the caller's transaction has written.</summary>
    public async Task<bool> LocksOutOwnersAsync(Guid userId, CancellationToken cancellationToken) =>
        await IsLastOwnerAsync(userId, cancellationToken) && !await ways.People.AnyAsync(u => u.Id == userId, cancellationToken);

    public Task<List<PortalRole>> RolesOfAsync(Guid userId, CancellationToken cancellationToken) =>
        db.Roles.Include(r => r.Permissions).Where(r => db.UserRoles.Any(m => m.UserId == userId && m.RoleId == r.Id)).ToListAsync(cancellationToken);

    private Task<bool> IsOwnerAsync(Guid userId, CancellationToken cancellationToken) => (
        from membership in db.UserRoles
        join role in db.Roles on membership.RoleId equals role.Id
        where membership.UserId == userId && role.Name == BuiltInRoles.Owner
        select role.Id).AnyAsync(cancellationToken);

    private static bool IsOwner(PortalRole role) => role.Name == BuiltInRoles.Owner;
}
