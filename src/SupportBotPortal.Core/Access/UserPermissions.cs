using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Access;

/// <summary>What a person may do right now: read from the database once per request, so that taking a permission away works at the next one.</summary>
public sealed class UserPermissions(PortalDbContext db, PermissionCatalog catalog)
{
    private readonly Dictionary<Guid, EffectivePermissions> cache = [];
    private EffectivePermissions? limit;

    /// <summary>This request is a program's, which acts for a person and may do no more than this: whoever asks what may be done gets no more.</summary>
    public void LimitTo(EffectivePermissions most) => limit = most;

    /// <summary>Nothing for a person who is disabled or does not exist.</summary>
    public async Task<EffectivePermissions> OfAsync(Guid userId, CancellationToken cancellationToken)
    {
        if (!cache.TryGetValue(userId, out var held)) cache[userId] = held = await ReadAsync(db, catalog, userId, cancellationToken);
        return limit is null ? held : held.Within(limit);
    }

    /// <summary>
    /// As it is at this moment, in the caller's transaction if one is open. Nothing, too, as long as somebody owes the second factor
    /// that the portal demands: whatever asks for permissions keeps to it without knowing it.
    /// </summary>
    public static async Task<EffectivePermissions> ReadAsync(PortalDbContext db, PermissionCatalog catalog, Guid userId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var grants = await (
            from membership in db.UserRoles
            join user in db.Users on membership.UserId equals user.Id
            join role in db.Roles on membership.RoleId equals role.Id
            join permission in db.RolePermissions on role.Id equals permission.RoleId
            where user.Id == userId && !user.IsDisabled
            select new
            {
                Grant = new PermissionGrant(role.Name!, permission.Permission, permission.Environments),
                Demand = db.SignInPolicy.Where(p => p.Id == SignInPolicy.OnlyId).Select(p => p.SecondFactor).FirstOrDefault(),
                // Whoever has no password has come by what is a second factor itself, or by an identity provider that sees to it.
                HasPasswordAlone = user.PasswordHash != null && user.TotpSecret == null && !db.UserPasskeys.Any(p => p.UserId == user.Id),
            })
            .ToListAsync(cancellationToken);
        var held = new EffectivePermissions(catalog, grants.Select(g => g.Grant));
        return grants.Exists(g => g.HasPasswordAlone && IsDemanded(g.Demand, catalog, held)) ? EffectivePermissions.UntilSecondFactor(catalog) : held;
    }

    private static bool IsDemanded(SecondFactorDemand demand, PermissionCatalog catalog, EffectivePermissions held) => demand switch
    {
        SecondFactorDemand.Nobody => false,
        SecondFactorDemand.HighRisk => held.Names.Any(name => catalog.Find(name)?.Risk == PermissionRisk.High),
        _ => true,
    };
}
