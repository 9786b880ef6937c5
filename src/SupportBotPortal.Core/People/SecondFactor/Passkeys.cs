using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.People.Users;

namespace SupportBotPortal.Core.People.SecondFactor;

/// <summary>Passkeys of a person. Each signs in on its own: the device that holds it asks for a finger, a face or a PIN.</summary>
public sealed class Passkeys(PortalDbContext db, UserManager<PortalUser> users, RecoveryCodes codes, WaysIn ways, AuditTrail audit)
{
    /// <summary>Beyond that somebody fills the database, rather than his pockets.</summary>
    public const int Most = 20;

    public async Task<UserPasskeyInfo?> FindAsync(Guid userId, byte[] id) => await UserAsync(userId) is { } user ? await users.GetPasskeyAsync(user, id) : null;

    /// <summary>Keeps a passkey that was checked, and ends the other sessions.</summary>
    /// <returns>Recovery codes, shown once, if none are left; <see langword="null"/> if the person has too many passkeys.</returns>
    public async Task<IReadOnlyList<string>?> AddAsync(Guid userId, UserPasskeyInfo passkey, string name, SessionMark? session, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(passkey);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await UserAsync(userId) is not { } user || (await users.GetPasskeysAsync(user)).Count >= Most) return null;
        passkey.Name = name;
        // Whoever has come in by the password alone, or is about to, has not shown it.
        user.SecurityStamp = Guid.NewGuid().ToString();
        await SessionStore.RemoveOthersAsync(db, userId, session, cancellationToken);
        Succeeded(await users.AddOrUpdatePasskeyAsync(user, passkey));
        var made = await codes.EnsureAsync(userId, cancellationToken);
        List<AuditChange> changes = [new("Passkey", null, name)];
        if (made.Count > 0) changes.Add(AuditChange.Secret("Recovery codes", "set"));
        await audit.CommitAsync(db, actor, PersonRecords.Of(user, "user.passkey_added", [.. changes]), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return made;
    }

    /// <returns>Whether there is such a passkey.</returns>
    public async Task<bool> RenameAsync(Guid userId, byte[] id, string name, Actor actor, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await UserAsync(userId) is not { } user || await users.GetPasskeyAsync(user, id) is not { } passkey) return false;
        if (passkey.Name == name) return true;
        var before = passkey.Name;
        passkey.Name = name;
        Succeeded(await users.AddOrUpdatePasskeyAsync(user, passkey));
        await audit.CommitAsync(db, actor, PersonRecords.Of(user, "user.passkey_renamed", new AuditChange("Passkey", before, name)), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Whether this person could not sign in without this passkey.</summary>
    public async Task<bool> IsOnlyWayInAsync(Guid userId, byte[] id, CancellationToken cancellationToken) =>
        !await db.UserPasskeys.AnyAsync(p => p.UserId == userId && p.CredentialId != id, cancellationToken) && await ways.ArePasskeysAloneAsync(userId, cancellationToken);

    /// <summary>With the last factor the recovery codes go, too.</summary>
    public async Task<PasskeyRemoval> RemoveAsync(Guid userId, byte[] id, Actor actor, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await UserAsync(userId) is not { } user || await users.GetPasskeyAsync(user, id) is not { } passkey) return PasskeyRemoval.NotFound;
        if (await IsOnlyWayInAsync(userId, id, cancellationToken)) return PasskeyRemoval.OnlyWayIn;
        Succeeded(await users.RemovePasskeyAsync(user, id));
        if (user.TotpSecret is null && (await users.GetPasskeysAsync(user)).Count == 0) await codes.ForgetAsync(userId, cancellationToken);
        await audit.CommitAsync(db, actor, PersonRecords.Of(user, "user.passkey_removed", new AuditChange("Passkey", passkey.Name, null)), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return PasskeyRemoval.Done;
    }

    private Task<PortalUser?> UserAsync(Guid id) => users.FindByIdAsync(id.ToString());

    private static void Succeeded(IdentityResult result)
    {
        if (!result.Succeeded) throw new InvalidOperationException(string.Join(" ", result.Errors.Select(e => e.Description)));
    }
}
