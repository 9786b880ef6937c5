using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.People.SecondFactor;
using SupportBotPortal.Web.Security.Passwords;

namespace SupportBotPortal.Web.Security;

/// <summary>Signs people in by password, and by what is asked for after it; each success and each refusal is in the audit log.</summary>
public sealed class PortalSignIn(
    UserManager<PortalUser> users,
    IPasswordHasher<PortalUser> hasher,
    AccountGate gate,
    PasswordTurns turns,
    PortalDbContext db,
    PortalSessions sessions,
    SignInLog log,
    SecondFactors factors,
    AuthenticatorApps apps)
{
    private const string Disabled = "the account is disabled";

    private static readonly PortalUser Nobody = new();
    private static string? nobodysHash;

    public async Task<SignInOutcome> WithPasswordAsync(HttpContext context, string email, string password, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        // Before it is known who it is, or the very first unknown one would take twice as long.
        nobodysHash ??= hasher.HashPassword(Nobody, "nobody's password");
        PortalUser? user;
        if (email.Length > 256) email = "";
        using var turn = await turns.TakeAsync(context, cancellationToken);
        if (turn is null) return SignInOutcome.Busy;
        using (await gate.EnterAsync(users.NormalizeEmail(email), cancellationToken))
        {
            user = email.Length > 0 ? await users.FindByEmailAsync(email) : null;
            // Who has not chosen a password yet is checked against nobody's: a quicker answer would tell that there is such an account.
            var closed = await WhyClosedAsync(user);
            var accepted = closed is null ? await users.CheckPasswordAsync(user!, password) : VerifyNobodys(password);
            if (!accepted || user is null)
            {
                await RefuseAsync(context, user, email, closed ?? "wrong password", counts: closed is null);
                return SignInOutcome.Refused;
            }

            // As it is now: checking has taken a while, in which others may have disabled the account or changed its password.
            var stamp = user.SecurityStamp;
            await db.Entry(user).ReloadAsync(CancellationToken.None);
            if (user.IsDisabled || user.SecurityStamp != stamp)
            {
                await RefuseAsync(context, user, email, user.IsDisabled ? Disabled : "changed while the password was checked", counts: false);
                return SignInOutcome.Refused;
            }

            turn.Accept();
            // What was counted stays: otherwise whoever knows the password could try codes without end.
            if (await factors.IsOnAsync(user, CancellationToken.None)) return await AskForMoreAsync(context, user);
            if (user.AccessFailedCount > 0) await users.ResetAccessFailedCountAsync(user);
        }

        // The row first: whatever fails on the way to the session, that the password was right is known by then.
        await log.WriteAsync(context, user, "sign_in.succeeded");
        await sessions.StartAsync(context, user);
        return SignInOutcome.SignedIn;
    }

    /// <summary>After a link to the account was used: it stands for the password, and for nothing more.</summary>
    public async Task<SignInOutcome> WithLinkAsync(HttpContext context, PortalUser user)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(user);
        if (await factors.IsOnAsync(user, CancellationToken.None)) return await AskForMoreAsync(context, user);
        await sessions.StartAsync(context, user);
        return SignInOutcome.SignedIn;
    }

    private async Task<SignInOutcome> AskForMoreAsync(HttpContext context, PortalUser user)
    {
        await log.WriteAsync(context, user, "sign_in.second_factor_asked");
        await PendingSignIn.StartAsync(context, user);
        return SignInOutcome.NeedsSecondFactor;
    }

    /// <summary>The second step, after the password: a code of an app, or one for the day on which it is lost.</summary>
    public async Task<SignInOutcome> WithCodeAsync(HttpContext context, string code, bool isRecovery, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (await PendingSignIn.ReadAsync(context) is not var (id, stamp)) return SignInOutcome.Ended;
        var email = await db.Users.Where(u => u.Id == id).Select(u => u.NormalizedEmail).FirstOrDefaultAsync(cancellationToken);
        PortalUser user;
        using (await gate.EnterAsync(email, cancellationToken))
        {
            await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
            if (await db.Users.FirstOrDefaultAsync(u => u.Id == id, CancellationToken.None) is not { IsDisabled: false } found || found.SecurityStamp != stamp || await users.IsLockedOutAsync(found))
            {
                await PendingSignIn.EndAsync(context);
                return SignInOutcome.Ended;
            }

            user = found;
            if (!isRecovery && user.TotpSecret is not null && !apps.CanCheck(user)) return SignInOutcome.AppUnavailable;
            if (!(isRecovery ? await factors.RedeemAsync(id, code, CancellationToken.None) : apps.Accepts(user, code)))
            {
                await users.AccessFailedAsync(user);
                var isLocked = await users.IsLockedOutAsync(user);
                await log.WriteAsync(context, user, "sign_in.code_refused", isLocked ? [SignInLog.Lock] : []);
                await transaction.CommitAsync(CancellationToken.None);
                if (!isLocked) return SignInOutcome.Refused;
                await PendingSignIn.EndAsync(context);
                return SignInOutcome.Locked;
            }

            user.AccessFailedCount = 0;
            await log.WriteAsync(context, user, "sign_in.succeeded", new AuditChange("Second factor", null, isRecovery ? "recovery code" : "authenticator app"));
            await transaction.CommitAsync(CancellationToken.None);
        }

        await PendingSignIn.EndAsync(context);
        await sessions.StartAsync(context, user);
        return SignInOutcome.SignedIn;
    }

    /// <returns>Why no password opens it, for the audit log; <see langword="null"/> if the right one does.</returns>
    private async Task<string?> WhyClosedAsync(PortalUser? user) => user switch
    {
        null => "unknown email",
        { IsDisabled: true } => Disabled,
        { PasswordHash: null } => "no password is chosen yet",
        _ => await users.IsLockedOutAsync(user) ? "locked after wrong tries" : null,
    };

    /// <summary>Always refuses, with the same work as a real check.</summary>
    private bool VerifyNobodys(string password)
    {
        hasher.VerifyHashedPassword(Nobody, nobodysHash!, password);
        return false;
    }

    /// <summary>
    /// One commit, whoever it was: to wait for the disk a second time, for the count of a known account, told that it is one.
    /// </summary>
    private async Task RefuseAsync(HttpContext context, PortalUser? user, string email, string why, bool counts)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
        if (counts)
        {
            await db.Entry(user!).ReloadAsync(CancellationToken.None);
            await users.AccessFailedAsync(user!);
        }
        else
        {
            await CountNobodysAsync(email);
        }

        var reason = new AuditChange("Reason", null, why);
        await log.WriteAsync(context, user, "sign_in.refused", counts && await users.IsLockedOutAsync(user!) ? [reason, SignInLog.Lock] : [reason]);
        await transaction.CommitAsync(CancellationToken.None);
    }

    /// <summary>Counts nothing, and asks the database what counting asks it: the person, name and email once more, and a change.</summary>
    private async Task CountNobodysAsync(string email)
    {
        await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.Id == Guid.Empty);
        await users.FindByNameAsync(email);
        await users.FindByEmailAsync(email);
        await db.Users.Where(u => u.Id == Guid.Empty).ExecuteUpdateAsync(set => set.SetProperty(u => u.AccessFailedCount, u => u.AccessFailedCount + 1), CancellationToken.None);
    }
}
