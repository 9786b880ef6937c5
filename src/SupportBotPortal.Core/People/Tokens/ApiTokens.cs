using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.People.Roles;

namespace SupportBotPortal.Core.People.Tokens;

/// <summary>The tokens with which programs act for people: made, listed, revoked.</summary>
public sealed class ApiTokens(PortalDbContext db, PermissionCatalog catalog, ApiTokenRules rules, AuditTrail audit, TimeProvider time)
{
    /// <summary>How one is written.</summary>
    public static TokenText Text { get; } = new("sba_");

    /// <summary>Those that are valid first, each group with the newest first.</summary>
    public async Task<IReadOnlyList<ApiTokenSummary>> AllAsync(CancellationToken cancellationToken)
    {
        var now = Now;
        return await ReadAsync(db.ApiTokens.OrderBy(t => t.RevokedAt != null || t.ExpiresAt <= now).ThenByDescending(t => t.CreatedAt).Take(ApiTokenRules.Most * 2), cancellationToken);
    }

    public async Task<ApiTokenSummary?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        (await ReadAsync(db.ApiTokens.Where(t => t.Id == id), cancellationToken)).SingleOrDefault();

    /// <param name="check">Valid.</param>
    /// <param name="actor">For whom it will act.</param>
    /// <returns><see langword="null"/> if since the check somebody took the name, or the last place, or what the person holds.</returns>
    public async Task<MadeApiToken?> MakeAsync(ApiTokenCheck check, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(check);
        ArgumentNullException.ThrowIfNull(actor);
        var userId = actor.Id ?? throw new ArgumentException("A token acts for a person.", nameof(actor));
        var text = Text.Make();
        // One at a time: two that are made at once would have one name.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await rules.ObstacleAsync(check.Name, cancellationToken) is not null) return null;
        if (!(await UserPermissions.ReadAsync(db, catalog, userId, cancellationToken)).Covers(RoleWords.Allows(catalog, check.Name, check.Grants))) return null;
        var token = new ApiToken
        {
            Id = Guid.NewGuid(),
            Name = check.Name,
            Hash = TokenText.HashOf(text),
            Prefix = Text.PrefixOf(text),
            UserId = userId,
            CreatedAt = Now,
            ExpiresAt = check.ExpiresAt,
            Permissions = [.. check.Grants.Select(g => new ApiTokenPermission { Permission = g.Key, Environments = g.Value })],
        };
        db.ApiTokens.Add(token);
        await audit.CommitAsync(db, actor, RecordOf(token, "api_token.created") with
        {
            Changes =
            [
                new("Valid until", null, token.ExpiresAt.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)),
                .. check.Grants.OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new AuditChange(g.Key, null, g.Value.Words())),
            ],
        }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(token.Name, text);
    }

    /// <returns>What it was; <see langword="null"/> if it is not there, or revoked already.</returns>
    public async Task<ApiToken?> RevokeAsync(Guid id, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.ApiTokens.FirstOrDefaultAsync(t => t.Id == id && t.RevokedAt == null, cancellationToken) is not { } token) return null;
        (token.RevokedAt, token.RevokedBy) = (Now, actor.Name);
        await audit.CommitAsync(db, actor, RecordOf(token, "api_token.revoked"), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return token;
    }

    /// <summary>How many of a person's are valid.</summary>
    public Task<int> CountOfAsync(Guid userId, CancellationToken cancellationToken)
    {
        var now = Now;
        return db.ApiTokens.CountAsync(t => t.UserId == userId && t.RevokedAt == null && t.ExpiresAt > now, cancellationToken);
    }

    /// <summary>Takes back all of one's own, in the caller's transaction, which saves.</summary>
    /// <returns>For the audit log; <see langword="null"/> if there were none.</returns>
    public Task<AuditChange?> RevokeOwnAsync(Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return RevokeAllAsync(db, actor.Id ?? throw new ArgumentException("A token acts for a person.", nameof(actor)), actor.Name, Now, cancellationToken);
    }

    /// <summary>Takes back all of a person's, in the caller's transaction, which saves.</summary>
    /// <returns>For the audit log; <see langword="null"/> if there were none.</returns>
    internal static async Task<AuditChange?> RevokeAllAsync(PortalDbContext db, Guid userId, string by, DateTime now, CancellationToken cancellationToken)
    {
        var tokens = await db.ApiTokens.Where(t => t.UserId == userId && t.RevokedAt == null).OrderBy(t => t.Name).ToListAsync(cancellationToken);
        foreach (var token in tokens) (token.RevokedAt, token.RevokedBy) = (now, by);
        return tokens.Count == 0 ? null : new("API tokens", string.Join(", ", tokens.Select(t => t.Name)), null);
    }

    private async Task<IReadOnlyList<ApiTokenSummary>> ReadAsync(IQueryable<ApiToken> query, CancellationToken cancellationToken)
    {
        var tokens = await query.AsNoTracking().Include(t => t.Permissions).ToListAsync(cancellationToken);
        var people = await db.Users.Where(u => tokens.Select(t => t.UserId).Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.Email ?? "", cancellationToken);
        return tokens.ConvertAll(token => new ApiTokenSummary(token, people.GetValueOrDefault(token.UserId, ""), ApiCaller.AllowedBy(catalog, token)));
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private static AuditRecord RecordOf(ApiToken token, string action) => new(action) { SubjectType = "api_token", SubjectId = token.Id.ToString(), SubjectName = token.Name };
}
