using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.People.Users;

namespace SupportBotPortal.Core.People.External;

/// <summary>The roles that groups at the identity provider bring. Those that no group brings are given here, and left alone.</summary>
public sealed class ExternalRoles(PortalDbContext db, PersonRights rights, AuditTrail audit, IOptions<OidcOptions> options)
{
    private readonly IList<GroupRole> mapping = options.Value.Roles;

    /// <summary>Whether any of the groups brings a role.</summary>
    public bool GiveAny(IReadOnlyCollection<string> groups) => mapping.Any(m => groups.Contains(m.Group, StringComparer.Ordinal));

    /// <summary>Gives and takes what has changed since the last sign-in: in the caller's transaction.</summary>
    /// <remarks>The last owner who can sign in stays one: otherwise a slip at the identity provider would leave nobody who can mend it.</remarks>
    internal async Task SyncAsync(PortalUser user, IReadOnlyCollection<string> groups, Actor by, CancellationToken cancellationToken)
    {
        if (mapping.Count == 0) return;
        var managed = await RolesAsync(mapping, cancellationToken);
        var wanted = await RolesAsync(mapping.Where(m => groups.Contains(m.Group, StringComparer.Ordinal)), cancellationToken);
        var before = await rights.RolesOfAsync(user.Id, cancellationToken);
        var taken = before.Where(role => managed.Exists(m => m.Id == role.Id) && !wanted.Exists(w => w.Id == role.Id)).ToList();
        if (taken.Exists(role => role.Name == BuiltInRoles.Owner) && await rights.IsLastOwnerAsync(user.Id, cancellationToken)) taken.RemoveAll(role => role.Name == BuiltInRoles.Owner);
        var given = wanted.Where(role => !before.Exists(b => b.Id == role.Id)).ToList();
        if (taken.Count + given.Count == 0) return;
        var ids = taken.ConvertAll(role => role.Id);
        await db.UserRoles.Where(m => m.UserId == user.Id && ids.Contains(m.RoleId)).ExecuteDeleteAsync(cancellationToken);
        foreach (var role in given) db.UserRoles.Add(new() { UserId = user.Id, RoleId = role.Id });
        var after = before.Where(b => !ids.Contains(b.Id)).Concat(given);
        await audit.CommitAsync(db, by, PersonRecords.Of(user, "user.roles_changed", PersonRecords.Roles(before, after)), cancellationToken);
    }

    /// <summary>The names in the settings that no role has.</summary>
    public async Task<IReadOnlyList<string>> UnknownAsync(CancellationToken cancellationToken)
    {
        var known = await RolesAsync(mapping, cancellationToken);
        return [.. mapping.Select(m => m.Role).Distinct().Where(name => !known.Exists(role => name.Trim().Equals(role.Name, StringComparison.OrdinalIgnoreCase)))];
    }

    private async Task<List<PortalRole>> RolesAsync(IEnumerable<GroupRole> entries, CancellationToken cancellationToken)
    {
        var names = entries.Select(m => m.Role.Trim().ToUpperInvariant()).ToList();
        return await db.Roles.Where(r => names.Contains(r.NormalizedName!)).ToListAsync(cancellationToken);
    }
}
