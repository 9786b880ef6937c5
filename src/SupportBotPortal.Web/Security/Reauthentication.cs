using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Security;

/// <summary>
/// Asks a signed-in person for the password once more, before what cannot be undone. A wrong one counts as one at the sign-in page
/// does: whoever sits at somebody's open session must not guess without end. Pages that use it carry
/// <see cref="RequestLimits.SignIn"/>, and show <c>_Reauthenticate</c>.
/// </summary>
public sealed class Reauthentication(UserManager<PortalUser> users, AccountGate gate, PortalDbContext db, AuditTrail audit)
{
    public async Task<ReauthenticationResult> CheckAsync(HttpContext context, string? password, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (await users.GetUserAsync(context.User) is not { } user) return ReauthenticationResult.SignedOut;
        if (string.IsNullOrEmpty(password)) return ReauthenticationResult.Empty;
        using (await gate.EnterAsync(user.NormalizedEmail, cancellationToken))
        {
            // As it is now: others may have tried while this one waited.
            await db.Entry(user).ReloadAsync(cancellationToken);
            if (await users.IsLockedOutAsync(user)) return ReauthenticationResult.Locked;
            if (await users.CheckPasswordAsync(user, password))
            {
                if (user.AccessFailedCount > 0) await users.ResetAccessFailedCountAsync(user);
                return ReauthenticationResult.Accepted;
            }

            return await CountWrongAsync(context, user.Id, "reauthentication.refused") ? ReauthenticationResult.SignedOut : ReauthenticationResult.Wrong;
        }
    }

    /// <summary>Counts a wrong password; with the last one allowed the account is locked, and all its sessions end.</summary>
    /// <param name="action">What the audit log calls it.</param>
    /// <returns>Whether that was the last one.</returns>
    public async Task<bool> CountWrongAsync(HttpContext context, Guid userId, string action)
    {
        ArgumentNullException.ThrowIfNull(context);
        // It has happened: hanging up does not undo it.
        var cancellationToken = CancellationToken.None;
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var user = (await users.FindByIdAsync(userId.ToString()))!;
        await users.AccessFailedAsync(user);
        await audit.CommitAsync(db, context.Actor(), new AuditRecord(action) { SubjectType = "user", SubjectId = user.Id.ToString(), SubjectName = user.UserName ?? "" }, cancellationToken);
        var isLocked = await users.IsLockedOutAsync(user);
        if (isLocked) await SessionStore.RemoveAllAsync(db, user.Id, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return isLocked;
    }
}
