using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.People.Users;

namespace SupportBotPortal.Core.People.SecondFactor;

/// <summary>What somebody has besides the password, and recovery codes for when it is lost.</summary>
public sealed class SecondFactors(PortalDbContext db, UserManager<PortalUser> users, RecoveryCodes codes, AuditTrail audit)
{
    /// <summary>Of somebody who is signed in.</summary>
    public async Task<SecondFactorState> OfAsync(Guid userId, CancellationToken cancellationToken) =>
        await FindAsync(userId, cancellationToken) ?? throw new InvalidOperationException($"There is no person {userId}.");

    /// <returns><see langword="null"/> if there is no such person.</returns>
    public async Task<SecondFactorState?> FindAsync(Guid userId, CancellationToken cancellationToken)
    {
        if (await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.Id == userId, cancellationToken) is not { } user) return null;
        return new(user.TotpSecret is null ? null : user.TotpSince, [.. (await users.GetPasskeysAsync(user)).OrderBy(p => p.CreatedAt)], await codes.CountAsync(userId, cancellationToken));
    }

    /// <summary>Whether the password alone does not let this person in.</summary>
    public async Task<bool> IsOnAsync(PortalUser user, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        return user.TotpSecret is not null || await db.UserPasskeys.AnyAsync(p => p.UserId == user.Id, cancellationToken);
    }

    /// <summary>Uses a recovery code up: in the caller's transaction.</summary>
    public Task<bool> RedeemAsync(Guid userId, string code, CancellationToken cancellationToken) => codes.RedeemAsync(userId, code, cancellationToken);

    /// <returns>New recovery codes, shown once; those before are void. <see langword="null"/> without a second factor.</returns>
    public async Task<IReadOnlyList<string>?> RenewCodesAsync(Guid userId, Actor actor, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var user = await db.Users.SingleAsync(u => u.Id == userId, cancellationToken);
        if (!await IsOnAsync(user, cancellationToken)) return null;
        var made = await codes.ReplaceAsync(userId, cancellationToken);
        await audit.CommitAsync(db, actor, PersonRecords.Of(user, "user.recovery_codes_renewed", AuditChange.Secret("Recovery codes", "replaced")), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return made;
    }

    /// <summary>Forgets app, passkeys and codes of somebody who has lost them: saved with what the caller commits.</summary>
    /// <returns>What to write down of it; <see langword="null"/> if there was nothing.</returns>
    internal async Task<AuditRecord?> ForgetAsync(PortalUser user, CancellationToken cancellationToken)
    {
        List<AuditChange> changes = [];
        if (user.TotpSecret is not null) changes.Add(AuditChange.Secret("Authenticator app", "removed"));
        (user.TotpSecret, user.TotpSince, user.TotpStep, user.TotpOffer, user.TotpOfferedAt, user.TotpOfferedTo) = (null, null, 0, null, null, null);
        user.SecurityStamp = Guid.NewGuid().ToString();
        changes.AddRange((await users.GetPasskeysAsync(user)).Select(passkey => new AuditChange("Passkey", passkey.Name, null)));
        await db.UserPasskeys.Where(p => p.UserId == user.Id).ExecuteDeleteAsync(cancellationToken);
        await codes.ForgetAsync(user.Id, cancellationToken);
        return changes.Count == 0 ? null : PersonRecords.Of(user, "user.second_factor_reset", [.. changes]);
    }
}
