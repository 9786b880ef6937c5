using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.People.SecondFactor;

namespace SupportBotPortal.Core.People.Users;

/// <summary>Acts on people; each is one transaction with its audit line, in which it is asked once more who may act on whom.</summary>
public sealed class PersonChanges(PortalDbContext db, UserManager<PortalUser> users, PersonRights rights, WaysIn ways, AccountLinks links, StandIns standIns, SecondFactors factors, AuditTrail audit, TimeProvider time)
{
    /// <param name="email">Checked.</param>
    /// <returns>With the token of the link with which the person chooses a password.</returns>
    public async Task<(PersonOutcome Outcome, Guid Id, string Token)> InviteAsync(string email, IReadOnlyCollection<Guid> roles, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var given = await RolesAsync(roles, cancellationToken);
        if (await rights.RefusalAsync(actor.Id, [], given, cancellationToken) is { } refused) return (refused, default, "");
        var user = new PortalUser { Id = Guid.NewGuid(), UserName = email, Email = email, CreatedAt = Now, InvitedBy = actor.Name };
        if (!(await users.CreateAsync(user)).Succeeded) return (PersonOutcome.EmailTaken, default, "");
        foreach (var role in given) db.UserRoles.Add(new() { UserId = user.Id, RoleId = role.Id });
        var token = await links.MakeAsync(user, AccountLinkPurpose.Invitation, actor, cancellationToken);
        await audit.CommitAsync(db, actor, PersonRecords.Of(user, "user.invited", new AuditChange("Roles", null, PersonRecords.Names(given))), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (PersonOutcome.Done, user.Id, token);
    }

    /// <param name="seen">The roles that were shown as the person's: somebody else may have changed them since.</param>
    public Task<PersonOutcome> SetRolesAsync(Guid id, IReadOnlyCollection<Guid> seen, IReadOnlyCollection<Guid> roles, Actor actor, CancellationToken cancellationToken) =>
        ActAsync(id, actor, async (user, before) =>
        {
            if (!before.Select(r => r.Id).ToHashSet().SetEquals(seen)) return (PersonOutcome.Changed, null);
            var after = await RolesAsync(roles, cancellationToken);
            if (before.Select(r => r.Id).ToHashSet().SetEquals(after.Select(r => r.Id))) return (PersonOutcome.Already, null);
            if (await rights.RefusalAsync(actor.Id, before, after, cancellationToken) is { } refused) return (refused, null);
            if (before.Exists(IsOwner) && !after.Exists(IsOwner) && await rights.IsLastOwnerAsync(id, cancellationToken)) return (PersonOutcome.LastOwner, null);
            await db.UserRoles.Where(m => m.UserId == id).ExecuteDeleteAsync(cancellationToken);
            foreach (var role in after) db.UserRoles.Add(new() { UserId = id, RoleId = role.Id });
            return (PersonOutcome.Done, PersonRecords.Of(user, "user.roles_changed", PersonRecords.Roles(before, after)));
        }, cancellationToken);

    /// <summary>Ends sessions, links and API tokens together with it; nothing comes back on enabling but the account itself.</summary>
    public Task<PersonOutcome> DisableAsync(Guid id, Actor actor, CancellationToken cancellationToken) =>
        ActAsync(id, actor, async (user, _) =>
        {
            if (IsOneself(id, actor)) return (PersonOutcome.Oneself, null);
            if (user.IsDisabled) return (PersonOutcome.Already, null);
            if (await rights.IsLastOwnerAsync(id, cancellationToken)) return (PersonOutcome.LastOwner, null);
            user.IsDisabled = true;
            await links.VoidAsync(id, cancellationToken);
            return (PersonOutcome.Done, PersonRecords.Of(user, "user.disabled", await standIns.EndAsync(user, actor, cancellationToken)));
        }, cancellationToken);

    public Task<PersonOutcome> EnableAsync(Guid id, Actor actor, CancellationToken cancellationToken) =>
        ActAsync(id, actor, (user, _) =>
        {
            if (!user.IsDisabled) return Task.FromResult<(PersonOutcome, AuditRecord?)>((PersonOutcome.Already, null));
            user.IsDisabled = false;
            return Task.FromResult<(PersonOutcome, AuditRecord?)>((PersonOutcome.Done, PersonRecords.Of(user, "user.enabled")));
        }, cancellationToken);

    public Task<PersonOutcome> DeleteAsync(Guid id, Actor actor, CancellationToken cancellationToken) =>
        ActAsync(id, actor, async (user, roles) =>
        {
            if (IsOneself(id, actor)) return (PersonOutcome.Oneself, null);
            if (await rights.IsLastOwnerAsync(id, cancellationToken)) return (PersonOutcome.LastOwner, null);
            var tokens = await standIns.EndAsync(user, actor, cancellationToken);
            db.Users.Remove(user);
            return (PersonOutcome.Done, PersonRecords.Of(user, "user.deleted", [new AuditChange("Roles", PersonRecords.Names(roles), null), .. tokens]));
        }, cancellationToken);

    /// <summary>From then on the identity provider does not bring this person in any more; who has no password needs a link to one.</summary>
    public Task<PersonOutcome> DisconnectAsync(Guid id, Actor actor, CancellationToken cancellationToken) =>
        ActAsync(id, actor, async (user, _) =>
        {
            if (IsOneself(id, actor)) return (PersonOutcome.Oneself, null);
            if (await db.UserLogins.Where(l => l.UserId == id).ExecuteDeleteAsync(cancellationToken) == 0) return (PersonOutcome.Already, null);
            if (await rights.LocksOutOwnersAsync(id, cancellationToken)) return (PersonOutcome.LastOwner, null);
            return (PersonOutcome.Done, PersonRecords.Of(user, "user.disconnected", await standIns.EndAsync(user, actor, cancellationToken)));
        }, cancellationToken);

    /// <summary>The end of being locked after too many wrong passwords.</summary>
    public Task<PersonOutcome> UnlockAsync(Guid id, Actor actor, CancellationToken cancellationToken) =>
        ActAsync(id, actor, (user, _) =>
        {
            if (!(user.LockoutEnd > time.GetUtcNow()) && user.AccessFailedCount == 0) return Task.FromResult<(PersonOutcome, AuditRecord?)>((PersonOutcome.Already, null));
            (user.LockoutEnd, user.AccessFailedCount) = (null, 0);
            return Task.FromResult<(PersonOutcome, AuditRecord?)>((PersonOutcome.Done, PersonRecords.Of(user, "user.unlocked")));
        }, cancellationToken);

    /// <summary>For somebody who has lost the app, the codes and every passkey: from then on the password alone lets in again, until another factor is set up.</summary>
    public Task<PersonOutcome> ResetSecondFactorAsync(Guid id, Actor actor, CancellationToken cancellationToken) =>
        ActAsync(id, actor, async (user, _) =>
        {
            if (IsOneself(id, actor)) return (PersonOutcome.Oneself, null);
            if (await factors.ForgetAsync(user, cancellationToken) is not { } record) return (PersonOutcome.Already, null);
            if (await rights.LocksOutOwnersAsync(id, cancellationToken)) return (PersonOutcome.LastOwner, null);
            return (PersonOutcome.Done, record with { Changes = [.. record.Changes, .. await standIns.EndAsync(user, actor, cancellationToken)] });
        }, cancellationToken);

    /// <param name="session">One of them, by its hash; <see langword="null"/> for all.</param>
    public Task<PersonOutcome> EndSessionsAsync(Guid id, byte[]? session, Actor actor, CancellationToken cancellationToken) =>
        ActAsync(id, actor, async (user, _) =>
        {
            var ended = await db.Sessions.Where(s => s.UserId == id && (session == null || s.KeyHash == session)).ExecuteDeleteAsync(cancellationToken);
            return ended == 0 ? (PersonOutcome.Already, null) : (PersonOutcome.Done, PersonRecords.Of(user, "user.sessions_ended", new AuditChange("Sessions", $"{ended:N0}", null)));
        }, cancellationToken);

    /// <summary>
    /// A link with which the person chooses a password: the first one, or another one instead of one that is lost or known to
    /// somebody. From then on the old one does not work, and nobody is signed in by it.
    /// </summary>
    public async Task<(PersonOutcome Outcome, AccountLinkPurpose Purpose, string Token)> MakeLinkAsync(Guid id, Actor actor, CancellationToken cancellationToken)
    {
        var (made, purpose) = ("", AccountLinkPurpose.Invitation);
        var outcome = await ActAsync(id, actor, async (user, _) =>
        {
            if (IsOneself(id, actor)) return (PersonOutcome.Oneself, null);
            if (user.IsDisabled) return (PersonOutcome.NotFound, null);
            // A password that somebody else has chosen would stay when the groups bring more than he may give.
            if (user.PasswordHash is null && await ways.IsBroughtInAsync(id, cancellationToken)) return (PersonOutcome.SignsInElsewhere, null);
            purpose = user.PasswordHash is null && user.LastSignInAt is null ? AccountLinkPurpose.Invitation : AccountLinkPurpose.PasswordReset;
            // An owner without a password is none who could let others in.
            if (purpose == AccountLinkPurpose.PasswordReset && await rights.IsLastOwnerAsync(id, cancellationToken)) return (PersonOutcome.LastOwner, null);
            // One that is not in use any more would let in again, by the side of the password, once it is.
            if (user.PasswordHash is null) await db.UserLogins.Where(l => l.UserId == id).ExecuteDeleteAsync(cancellationToken);
            else await users.RemovePasswordAsync(user);
            var tokens = await standIns.EndAsync(user, actor, cancellationToken);
            made = await links.MakeAsync(user, purpose, actor, cancellationToken);
            return (PersonOutcome.Done, PersonRecords.Of(user, purpose == AccountLinkPurpose.Invitation ? "user.invited_again" : "user.password_reset", tokens));
        }, cancellationToken);
        return (outcome, purpose, made);
    }

    private async Task<PersonOutcome> ActAsync(Guid id, Actor actor, Func<PortalUser, List<PortalRole>, Task<(PersonOutcome Outcome, AuditRecord? Record)>> act, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.Users.FirstOrDefaultAsync(u => u.Id == id, cancellationToken) is not { } user) return PersonOutcome.NotFound;
        var roles = await rights.RolesOfAsync(id, cancellationToken);
        if (await rights.RefusalAsync(actor.Id, roles, [], cancellationToken) is { } refused) return refused;
        var (outcome, record) = await act(user, roles);
        if (record is null)
        {
            // What the act has done to it before it was refused must not be saved with whatever is saved next.
            db.ChangeTracker.Clear();
            return outcome;
        }

        await audit.CommitAsync(db, actor, record, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return outcome;
    }

    private Task<List<PortalRole>> RolesAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) => db.Roles.Include(r => r.Permissions).Where(r => ids.Contains(r.Id)).OrderBy(r => r.NormalizedName).ToListAsync(cancellationToken);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private static bool IsOneself(Guid id, Actor actor) => actor.Id == id;

    private static bool IsOwner(PortalRole role) => role.Name == BuiltInRoles.Owner;
}
