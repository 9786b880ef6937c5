using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.People.Users;

/// <summary>Links with which people choose their passwords, and what comes of opening one.</summary>
public sealed class AccountLinks(PortalDbContext db, UserManager<PortalUser> users, PersonRights rights, AuditTrail audit, TimeProvider time)
{
    /// <summary>Long enough for a weekend, and for somebody who is away.</summary>
    public static readonly TimeSpan InvitationLifetime = TimeSpan.FromDays(7);

    public static readonly TimeSpan ResetLifetime = TimeSpan.FromDays(1);

    /// <summary>
    /// Whose link it is; <see langword="null"/> if there is none such, it has ended, its person may not sign in, or who made it may not act on
    /// this person any more: he knows the link, and the person may have been given more since.
    /// </summary>
    public async Task<(AccountLink Link, PortalUser User)?> FindAsync(string? token, CancellationToken cancellationToken)
    {
        if (AccountLinkToken.HashOf(token) is not { } hash) return null;
        var now = time.GetUtcNow().UtcDateTime;
        var found = await (
            from link in db.AccountLinks
            join user in db.Users on link.UserId equals user.Id
            where link.TokenHash == hash && link.ExpiresAt > now && !user.IsDisabled
            select new { link, user }).FirstOrDefaultAsync(cancellationToken);
        if (found is null) return null;
        if (found.link.CreatedById is { } maker && !await rights.MayEditAsync(maker, found.user.Id, cancellationToken)) return null;
        return (found.link, found.user);
    }

    /// <summary>Sets the password, once: the link is used up by it, and whoever was signed in before is not any more.</summary>
    /// <returns>The person; or none and why not, without sentences if the link is of no use.</returns>
    public async Task<(PortalUser? User, IReadOnlyList<string> Problems)> UseAsync(string? token, string password, string address, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await FindAsync(token, cancellationToken) is not var (link, user)) return (null, []);
        if (user.PasswordHash is not null) await users.RemovePasswordAsync(user);
        var added = await users.AddPasswordAsync(user, password);
        if (!added.Succeeded)
        {
            await transaction.RollbackAsync(CancellationToken.None);
            db.ChangeTracker.Clear();
            return (null, [.. added.Errors.Select(e => e.Description)]);
        }

        // Whoever has the link has read the mail, or has it from somebody who knows him.
        user.EmailConfirmed = true;
        (user.LockoutEnd, user.AccessFailedCount) = (null, 0);
        db.AccountLinks.Remove(link);
        await SessionStore.RemoveAllAsync(db, user.Id, cancellationToken);
        var action = link.Purpose == AccountLinkPurpose.Invitation ? "user.joined" : "user.password_chosen";
        await audit.CommitAsync(db, new Actor(user.Id, user.UserName ?? "", address), PersonRecords.Of(user, action), cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return (user, []);
    }

    /// <summary>Makes a link, and voids the one before; saved with what the caller commits.</summary>
    /// <returns>The token in it.</returns>
    internal async Task<string> MakeAsync(PortalUser user, AccountLinkPurpose purpose, Actor actor, CancellationToken cancellationToken)
    {
        var token = AccountLinkToken.Make();
        var now = time.GetUtcNow().UtcDateTime;
        await VoidAsync(user.Id, cancellationToken);
        db.AccountLinks.Add(new AccountLink
        {
            Id = Guid.NewGuid(),
            UserId = user.Id,
            Purpose = purpose,
            TokenHash = AccountLinkToken.HashOf(token)!,
            CreatedAt = now,
            CreatedBy = actor.Name,
            CreatedById = actor.Id,
            ExpiresAt = now + (purpose == AccountLinkPurpose.Invitation ? InvitationLifetime : ResetLifetime),
        });
        return token;
    }

    /// <summary>All that this person made: whoever was in his account knows them.</summary>
    internal Task VoidMadeByAsync(Guid makerId, CancellationToken cancellationToken) => db.AccountLinks.Where(l => l.CreatedById == makerId).ExecuteDeleteAsync(cancellationToken);

    internal Task VoidAsync(Guid userId, CancellationToken cancellationToken) => db.AccountLinks.Where(l => l.UserId == userId).ExecuteDeleteAsync(cancellationToken);
}
