using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Access;

/// <summary>Makes the first owner, once.</summary>
public sealed class FirstOwner(
    PortalDbContext db,
    UserManager<PortalUser> users,
    SetupLink link,
    AuditTrail audit,
    TimeProvider time)
{
    private static readonly SemaphoreSlim OneAtATime = new(1, 1);

    public static Task<bool> ExistsAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return (from membership in db.UserRoles
                join role in db.Roles on membership.RoleId equals role.Id
                where role.Name == BuiltInRoles.Owner
                select membership).AnyAsync(cancellationToken);
    }

    /// <returns>The new owner, or why not.</returns>
    public async Task<(PortalUser? User, IReadOnlyList<IdentityError> Errors)> CreateAsync(
        string email, string password, string token, string address, CancellationToken cancellationToken)
    {
        await OneAtATime.WaitAsync(cancellationToken);
        try
        {
            if (link.Check(token) != SetupLinkState.Valid) return (null, [new() { Code = "SetupLink", Description = "This setup link is no longer valid. Start the portal again to get a new one." }]);

            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            var user = new PortalUser
            {
                Id = Guid.NewGuid(),
                UserName = email,
                Email = email,
                EmailConfirmed = true,
                CreatedAt = time.GetUtcNow().UtcDateTime,
            };
            var created = await users.CreateAsync(user, password);
            if (!created.Succeeded) return (null, [.. created.Errors]);
            var granted = await users.AddToRoleAsync(user, BuiltInRoles.Owner);
            if (!granted.Succeeded) return (null, [.. granted.Errors]);

            await audit.CommitAsync(
                db,
                new Actor(user.Id, email, address),
                new AuditRecord("user.first_owner_created") { SubjectType = "user", SubjectId = user.Id.ToString(), SubjectName = email },
                cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            link.Close();
            return (user, []);
        }
        finally
        {
            OneAtATime.Release();
        }
    }
}
