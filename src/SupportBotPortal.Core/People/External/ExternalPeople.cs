using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.People.SecondFactor;
using SupportBotPortal.Core.People.Users;

namespace SupportBotPortal.Core.People.External;

/// <summary>
/// Finds, links or makes the account of somebody who comes from the identity provider, and gives it the roles that his groups bring.
/// He is known by the provider's subject; an email only finds an account the first time, if it is verified.
/// </summary>
public sealed class ExternalPeople(PortalDbContext db, UserManager<PortalUser> users, ExternalRoles roles, AccountLinks links, WaysIn ways, SecondFactors factors, AuditTrail audit, IOptions<OidcOptions> options, TimeProvider time)
{
    private readonly OidcOptions settings = options.Value;

    public async Task<(PortalUser? User, ExternalRefusal Refusal)> AdmitAsync(ExternalIdentity identity, string address, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(identity);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var by = new Actor(null, settings.Name, address);
        var (user, refusal) = await FindAsync(identity, by, cancellationToken);
        if (user is null) return (null, refusal);
        if (user.IsDisabled) return (user, ExternalRefusal.Disabled);
        await roles.SyncAsync(user, identity.Groups, by, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return (user, ExternalRefusal.None);
    }

    /// <summary>Connects the account of somebody who is signed in, and has shown who he is.</summary>
    /// <returns>Whether it is connected with him, and nobody else.</returns>
    public async Task<bool> ConnectAsync(ExternalIdentity identity, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(identity);
        ArgumentNullException.ThrowIfNull(actor);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await WhoseAsync(identity.Subject, cancellationToken) is { } whose) return whose == actor.Id;
        if (await users.FindByIdAsync(actor.Id.ToString()!) is not { IsDisabled: false } user || await ways.IsBroughtInAsync(user.Id, cancellationToken)) return false;
        AddLogin(user, identity);
        await audit.CommitAsync(db, actor, PersonRecords.Of(user, "user.linked", new AuditChange("Signs in by", null, settings.Name)), cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return true;
    }

    /// <summary>Whose account it is, at this identity provider; <see langword="null"/> if nobody's.</summary>
    public async Task<Guid?> WhoseAsync(string subject, CancellationToken cancellationToken) =>
        await db.UserLogins.Where(l => l.LoginProvider == settings.Authority && l.ProviderKey == subject).Select(l => (Guid?)l.UserId).FirstOrDefaultAsync(cancellationToken);

    /// <summary>What the identity provider by which a person signs in is called; <see langword="null"/> if he does not.</summary>
    public async Task<string?> ProviderOfAsync(Guid userId, CancellationToken cancellationToken) =>
        await ways.IsBroughtInAsync(userId, cancellationToken) ? settings.Name : null;

    private async Task<(PortalUser? User, ExternalRefusal Refusal)> FindAsync(ExternalIdentity identity, Actor by, CancellationToken cancellationToken)
    {
        if (await WhoseAsync(identity.Subject, cancellationToken) is { } id) return (await users.FindByIdAsync(id.ToString()), ExternalRefusal.NoAccount);
        // Before anybody is looked for: what a stranger calls himself there must neither find an account, nor tell that there is one, nor make one.
        if (!identity.IsEmailVerified || !EmailRules.IsEmail(identity.Email)) return (null, ExternalRefusal.NoEmail);
        return await users.FindByEmailAsync(identity.Email) is { } user
            ? await LinkAsync(user, identity, by, cancellationToken)
            : await MakeAsync(identity, by, cancellationToken);
    }

    private async Task<(PortalUser? User, ExternalRefusal Refusal)> LinkAsync(PortalUser user, ExternalIdentity identity, Actor by, CancellationToken cancellationToken)
    {
        // A second one with the same email is somebody else, to whom the first one's address was given. And who has a password or a
        // passkey of this account may not be whose email it is: he could have set them up to share what the groups bring later.
        if (!settings.LinksByEmail || user.PasswordHash is not null || await ways.IsBroughtInAsync(user.Id, cancellationToken) || await factors.IsOnAsync(user, cancellationToken)) return (null, ExternalRefusal.EmailTaken);
        if (user.IsDisabled) return (user, ExternalRefusal.None);
        AddLogin(user, identity);
        // Whoever was invited has come.
        await links.VoidAsync(user.Id, cancellationToken);
        user.EmailConfirmed = true;
        await audit.CommitAsync(db, by, PersonRecords.Of(user, "user.linked", new AuditChange("Signs in by", null, settings.Name)), cancellationToken);
        return (user, ExternalRefusal.None);
    }

    private async Task<(PortalUser? User, ExternalRefusal Refusal)> MakeAsync(ExternalIdentity identity, Actor by, CancellationToken cancellationToken)
    {
        if (!settings.CreatesPeople) return (null, ExternalRefusal.NoAccount);
        if (settings.Roles.Count > 0 && !roles.GiveAny(identity.Groups)) return (null, ExternalRefusal.NoRole);
        var user = new PortalUser { Id = Guid.NewGuid(), UserName = identity.Email, Email = identity.Email, EmailConfirmed = true, CreatedAt = time.GetUtcNow().UtcDateTime, InvitedBy = settings.Name };
        if (!(await users.CreateAsync(user)).Succeeded) return (null, ExternalRefusal.NoEmail);
        AddLogin(user, identity);
        await audit.CommitAsync(db, by, PersonRecords.Of(user, "user.created", new AuditChange("Signs in by", null, settings.Name)), cancellationToken);
        return (user, ExternalRefusal.None);
    }

    private void AddLogin(PortalUser user, ExternalIdentity identity) =>
        db.UserLogins.Add(new() { UserId = user.Id, LoginProvider = settings.Authority!, ProviderKey = identity.Subject, ProviderDisplayName = settings.Name });
}
