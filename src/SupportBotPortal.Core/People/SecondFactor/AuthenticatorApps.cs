using Microsoft.EntityFrameworkCore;
using OtpNet;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.People.Users;

namespace SupportBotPortal.Core.People.SecondFactor;

/// <summary>Apps that show another code every half minute (RFC 6238): taken into use, asked, and removed.</summary>
public sealed class AuthenticatorApps(PortalDbContext db, TotpVault vault, RecoveryCodes codes, AuditTrail audit, TimeProvider time)
{
    /// <summary>How long one has for taking a secret into an app.</summary>
    public static readonly TimeSpan OfferLifetime = TimeSpan.FromMinutes(15);

    private const string Issuer = "SupportBot Portal";

    /// <summary>A clock may be half a minute off, to both sides (RFC 6238, 5.2).</summary>
    private static readonly VerificationWindow Window = new(previous: 1, future: 1);

    /// <summary>Makes a secret for an app. It counts once a code of it was typed; one that was offered before is void.</summary>
    /// <exception cref="Secrets.PortalLockedException">The key ring is locked.</exception>
    /// <param name="session">The session in which the password was typed: it is offered to that one only.</param>
    public async Task OfferAsync(Guid userId, SessionMark session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        var (blob, _) = vault.Make(userId);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var user = await db.Users.SingleAsync(u => u.Id == userId, cancellationToken);
        (user.TotpOffer, user.TotpOfferedAt, user.TotpOfferedTo) = (blob, Now, session.ToArray());
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>The secret that was offered, for showing it once more after a wrong code; <see langword="null"/> if there is none any more.</summary>
    public async Task<TotpOffer?> OfferedAsync(Guid userId, SessionMark session, CancellationToken cancellationToken)
    {
        var user = await db.Users.AsNoTracking().SingleAsync(u => u.Id == userId, cancellationToken);
        return IsOffered(user, session) && vault.Open(userId, user.TotpOffer) is { } text ? Describe(user, text) : null;
    }

    /// <summary>Takes the offered secret into use, if the code is one of it, and ends the other sessions.</summary>
    /// <returns>Recovery codes, shown once, if none are left; <see langword="null"/> if the code is wrong or nothing is offered.</returns>
    public async Task<IReadOnlyList<string>?> ConfirmAsync(Guid userId, string code, SessionMark session, Actor actor, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var user = await db.Users.SingleAsync(u => u.Id == userId, cancellationToken);
        if (!IsOffered(user, session) || vault.Open(userId, user.TotpOffer) is not { } secret || Match(secret, code) is not { } step) return null;
        List<AuditChange> changes = [AuditChange.Secret("Authenticator app", user.TotpSecret is null ? "set" : "replaced")];
        (user.TotpSecret, user.TotpSince, user.TotpStep, user.TotpOffer, user.TotpOfferedAt, user.TotpOfferedTo) = (user.TotpOffer, Now, step, null, null, null);
        // Whoever has come in by the password alone, or is about to, has not shown it.
        user.SecurityStamp = Guid.NewGuid().ToString();
        await SessionStore.RemoveOthersAsync(db, userId, session, cancellationToken);
        var made = await codes.EnsureAsync(userId, cancellationToken);
        if (made.Count > 0) changes.Add(AuditChange.Secret("Recovery codes", "set"));
        await audit.CommitAsync(db, actor, PersonRecords.Of(user, "user.authenticator_set", [.. changes]), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return made;
    }

    /// <summary>Whether a code is one of the person's app, and was not used before: in the caller's transaction, with a tracked user.</summary>
    public bool Accepts(PortalUser user, string code)
    {
        ArgumentNullException.ThrowIfNull(user);
        // Whoever looks over a shoulder has seconds in which the same code would do.
        if (vault.Open(user.Id, user.TotpSecret) is not { } secret || Match(secret, code) is not { } step || step <= user.TotpStep) return false;
        user.TotpStep = step;
        return true;
    }

    /// <summary>Whether the secret can be opened at present: while the portal is locked, only recovery codes and passkeys let in.</summary>
    public bool CanCheck(PortalUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return vault.Open(user.Id, user.TotpSecret) is not null;
    }

    /// <summary>With the last factor the recovery codes go, too.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> RemoveAsync(Guid userId, Actor actor, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var user = await db.Users.SingleAsync(u => u.Id == userId, cancellationToken);
        if (user.TotpSecret is null) return false;
        (user.TotpSecret, user.TotpSince, user.TotpStep) = (null, null, 0);
        if (!await db.UserPasskeys.AnyAsync(p => p.UserId == userId, cancellationToken)) await codes.ForgetAsync(userId, cancellationToken);
        await audit.CommitAsync(db, actor, PersonRecords.Of(user, "user.authenticator_removed", AuditChange.Secret("Authenticator app", "removed")), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private bool IsOffered(PortalUser user, SessionMark session) =>
        user.TotpOfferedAt > Now - OfferLifetime && user.TotpOfferedTo is { } to && to.AsSpan().SequenceEqual(session.ToArray());

    private static TotpOffer Describe(PortalUser user, string secret) => new(secret, new OtpUri(OtpType.Totp, secret, user.Email ?? "", Issuer).ToString());

    /// <returns>Which half minute it is of.</returns>
    private long? Match(string secret, string code)
    {
        var typed = string.Concat(code.Where(c => !char.IsWhiteSpace(c)));
        return typed.Length == 6 && typed.All(char.IsAsciiDigit) && new Totp(Base32Encoding.ToBytes(secret)).VerifyTotp(Now, typed, out var step, Window) ? step : null;
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;
}
