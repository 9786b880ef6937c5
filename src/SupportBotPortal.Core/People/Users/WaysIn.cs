using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.People.External;

namespace SupportBotPortal.Core.People.Users;

/// <summary>By what people can sign in: a password, a passkey, or an account at the identity provider, if it is the one that is set up.</summary>
public sealed class WaysIn(PortalDbContext db, IOptions<OidcOptions> options)
{
    /// <summary>Those who can sign in now.</summary>
    public IQueryable<PortalUser> People => WithoutPasskey(db.Users.Where(u => !u.IsDisabled)).Union(db.Users.Where(u => !u.IsDisabled && db.UserPasskeys.Any(p => p.UserId == u.Id)));

    /// <summary>Whether this person cannot sign in without a passkey.</summary>
    public async Task<bool> ArePasskeysAloneAsync(Guid userId, CancellationToken cancellationToken) => !await WithoutPasskey(db.Users.Where(u => u.Id == userId)).AnyAsync(cancellationToken);

    /// <summary>Whether the identity provider brings this person in.</summary>
    public Task<bool> IsBroughtInAsync(Guid userId, CancellationToken cancellationToken) => db.UserLogins.AnyAsync(l => l.UserId == userId && l.LoginProvider == Authority, cancellationToken);

    private IQueryable<PortalUser> WithoutPasskey(IQueryable<PortalUser> users)
    {
        var authority = Authority;
        return users.Where(u => u.PasswordHash != null || db.UserLogins.Any(l => l.UserId == u.Id && l.LoginProvider == authority));
    }

    private string? Authority => options.Value.IsOn ? options.Value.Authority : null;
}
