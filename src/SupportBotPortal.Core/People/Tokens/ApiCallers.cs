using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.People.Tokens;

/// <summary>Tells who asks by the token that came with the request, as it is at that moment.</summary>
public sealed class ApiCallers(PortalDbContext db, PermissionCatalog catalog, TimeProvider time)
{
    private static readonly TimeSpan UseGranularity = TimeSpan.FromMinutes(1);

    /// <returns>Who asks, or why nobody does.</returns>
    public async Task<(ApiCaller? Caller, string Refusal)> FindAsync(string presented, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(presented);
        const string unknown = "This API token is not known here. Make one in the portal, under API tokens.";
        if (!ApiTokens.Text.CanBe(presented)) return (null, unknown);
        var hash = TokenText.HashOf(presented);
        var (caller, refusal) = await FindAsync(db.ApiTokens.Where(t => t.Hash == hash), cancellationToken);
        if (refusal is not null) return (null, refusal);
        if (caller is null || !CryptographicOperations.FixedTimeEquals(caller.Token.Hash, hash)) return (null, unknown);
        await NoteUseAsync(caller.Token, Now, cancellationToken);
        return (caller, "");
    }

    /// <summary>Whether a token that has opened still does: what takes a minute must not end in a write that may not be any more.</summary>
    public async Task<ApiCaller?> StillAsync(Guid tokenId, CancellationToken cancellationToken) =>
        await FindAsync(db.ApiTokens.Where(t => t.Id == tokenId), cancellationToken) is { Refusal: null } still ? still.Caller : null;

    private async Task<(ApiCaller? Caller, string? Refusal)> FindAsync(IQueryable<ApiToken> which, CancellationToken cancellationToken)
    {
        var found = await (
            from t in which.AsNoTracking().Include(t => t.Permissions)
            join user in db.Users on t.UserId equals user.Id
            select new { Token = t, user.UserName, user.IsDisabled }).FirstOrDefaultAsync(cancellationToken);
        if (found is null) return (null, null);
        var token = found.Token;
        if (token.RevokedAt is not null) return (null, $"The API token “{token.Name}” was revoked. Make another one in the portal, under API tokens.");
        if (token.ExpiresAt <= Now) return (null, string.Create(CultureInfo.InvariantCulture, $"The API token “{token.Name}” expired on {token.ExpiresAt:yyyy-MM-dd HH:mm} UTC. Make another one in the portal, under API tokens."));
        return found.IsDisabled
            ? (null, $"The person for whom the API token “{token.Name}” acts is disabled.")
            : (new(token, found.UserName ?? "", ApiCaller.AllowedBy(catalog, token)), null);
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Once a minute: a program that asks a hundred times a second must not write a hundred times.</summary>
    private async Task NoteUseAsync(ApiToken token, DateTime now, CancellationToken cancellationToken)
    {
        if (token.LastUsedAt is { } last && now - last < UseGranularity && now >= last) return;
        try
        {
            await db.ApiTokens.Where(t => t.Id == token.Id).ExecuteUpdateAsync(set => set.SetProperty(t => t.LastUsedAt, now), cancellationToken);
        }
        catch (Exception problem) when (problem is Microsoft.Data.Sqlite.SqliteException or DbUpdateException)
        {
            // A full or read-only disk: what was asked may only be a look.
        }
    }
}
