using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.People.Users;

/// <summary>Who may sign in.</summary>
public sealed class PersonReader(PortalDbContext db, PermissionCatalog catalog, TimeProvider time)
{
    /// <param name="search">A part of the email; empty for all.</param>
    /// <param name="most">How many at most, by email.</param>
    public async Task<IReadOnlyList<Person>> AllAsync(string search, int most, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(search);
        var wanted = search.Trim().ToUpperInvariant();
        return await ReadAsync(db.Users.Where(u => wanted == "" || u.NormalizedEmail!.Contains(wanted)).OrderBy(u => u.NormalizedEmail).Take(most), cancellationToken);
    }

    public Task<int> CountAsync(CancellationToken cancellationToken) => db.Users.CountAsync(cancellationToken);

    /// <summary>How many people who are not disabled sign in by a password alone.</summary>
    public Task<int> CountWithoutSecondFactorAsync(CancellationToken cancellationToken) =>
        db.Users.CountAsync(u => !u.IsDisabled && u.PasswordHash != null && u.TotpSecret == null && !db.UserPasskeys.Any(p => p.UserId == u.Id), cancellationToken);

    public async Task<Person?> FindAsync(Guid id, CancellationToken cancellationToken) => (await ReadAsync(db.Users.Where(u => u.Id == id), cancellationToken)).SingleOrDefault();

    /// <summary>The sessions of a person, the one used last first.</summary>
    public async Task<IReadOnlyList<UserSession>> SessionsAsync(Guid id, CancellationToken cancellationToken)
    {
        var (oldest, idle) = (Now - SessionStore.AbsoluteTimeout, Now - SessionStore.IdleTimeout);
        return await db.Sessions.AsNoTracking().Where(s => s.UserId == id && s.CreatedAt >= oldest && s.LastSeenAt >= idle).OrderByDescending(s => s.LastSeenAt).ToListAsync(cancellationToken);
    }

    /// <summary>What a person holds by these roles.</summary>
    public EffectivePermissions Holds(IEnumerable<PortalRole> roles) =>
        new(catalog, roles.SelectMany(role => role.Permissions.Select(p => new PermissionGrant(role.Name ?? "", p.Permission, p.Environments))));

    private async Task<IReadOnlyList<Person>> ReadAsync(IQueryable<PortalUser> query, CancellationToken cancellationToken)
    {
        var users = await query.AsNoTracking().ToListAsync(cancellationToken);
        var ids = users.ConvertAll(u => u.Id);
        var roles = await db.Roles.AsNoTracking().Include(r => r.Permissions).ToDictionaryAsync(r => r.Id, cancellationToken);
        var memberships = (await db.UserRoles.AsNoTracking().Where(m => ids.Contains(m.UserId)).ToListAsync(cancellationToken)).ToLookup(m => m.UserId, m => roles[m.RoleId]);
        var links = await db.AccountLinks.AsNoTracking().Where(l => ids.Contains(l.UserId)).ToDictionaryAsync(l => l.UserId, cancellationToken);
        var (oldest, idle) = (Now - SessionStore.AbsoluteTimeout, Now - SessionStore.IdleTimeout);
        var sessions = await db.Sessions.Where(s => ids.Contains(s.UserId) && s.CreatedAt >= oldest && s.LastSeenAt >= idle).GroupBy(s => s.UserId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
        var withPasskey = (await db.UserPasskeys.Where(p => ids.Contains(p.UserId)).Select(p => p.UserId).Distinct().ToListAsync(cancellationToken)).ToHashSet();
        return [.. users.Select(user =>
        {
            var own = memberships[user.Id].OrderBy(r => !r.IsBuiltIn).ThenBy(r => r.Name, StringComparer.OrdinalIgnoreCase).ToList();
            var link = links.GetValueOrDefault(user.Id);
            return new Person(user, StateOf(user, link), own, Holds(own), sessions.GetValueOrDefault(user.Id), user.TotpSecret is not null || withPasskey.Contains(user.Id), link);
        })];
    }

    private PersonState StateOf(PortalUser user, AccountLink? link) => user switch
    {
        { IsDisabled: true } => PersonState.Disabled,
        { PasswordHash: null } when link?.Purpose == AccountLinkPurpose.PasswordReset => PersonState.AwaitsPassword,
        { PasswordHash: null, LastSignInAt: null } => PersonState.Invited,
        _ when user.LockoutEnd > time.GetUtcNow() => PersonState.Locked,
        _ => PersonState.Active,
    };

    private DateTime Now => time.GetUtcNow().UtcDateTime;
}
