using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.People.SecondFactor;

namespace SupportBotPortal.Core.People.Users;

/// <summary>
/// For whoever runs the machine, when nobody is left who could let somebody in: an owner has lost password, phone and recovery codes.
/// It asks for nobody's right; whoever can reach the database could do it anyway, without a line in the audit log.
/// </summary>
public sealed class LastResort(PortalDbContext db, UserManager<PortalUser> users, SecondFactors factors, AccountLinks links, StandIns standIns, AuditTrail audit)
{
    /// <summary>Enables and unlocks an account, forgets its password and second factor, and ends its sessions, its API tokens and the links that it made.</summary>
    /// <returns>The token of a link with which its person chooses a password; <see langword="null"/> if there is no such account.</returns>
    public async Task<string?> LetInAsync(string email, Actor actor, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await users.FindByEmailAsync(email) is not { } user) return null;
        (user.IsDisabled, user.LockoutEnd, user.AccessFailedCount) = (false, null, 0);
        await db.UserLogins.Where(l => l.UserId == user.Id).ExecuteDeleteAsync(cancellationToken);
        await factors.ForgetAsync(user, cancellationToken);
        if (user.PasswordHash is not null) await users.RemovePasswordAsync(user);
        var ended = await standIns.EndAsync(user, actor, cancellationToken);
        var token = await links.MakeAsync(user, AccountLinkPurpose.PasswordReset, actor, cancellationToken);
        await audit.CommitAsync(db, actor, PersonRecords.Of(user, "user.let_in", [.. ended]), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return token;
    }
}
