using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers;

namespace SupportBotPortal.Core.Health.Board;

/// <summary>The links that open the status board without signing in: made, found by their token, taken back.</summary>
public sealed class BoardLinks(IDbContextFactory<PortalDbContext> contexts, AuditTrail audit, TimeProvider time)
{
    public const int Most = 100;

    private const int TokenBytes = 16;

    public async Task<IReadOnlyList<BoardLink>> AllAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.BoardLinks.AsNoTracking().OrderBy(l => l.CreatedAt).ToListAsync(cancellationToken);
    }

    public async Task<BoardLink?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.BoardLinks.AsNoTracking().FirstOrDefaultAsync(l => l.Id == id, cancellationToken);
    }

    public async Task<BoardLinkCheck> CheckAsync(BoardLinkInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        var errors = new List<FieldMessage>();
        var (name, until) = (input.Name.Trim(), input.Until.Trim());
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if ((NameRules.Problem(name) ?? await ObstacleAsync(db, name, cancellationToken)) is { } problem) errors.Add(new(nameof(input.Name), problem));
        if (LastDay.Read(until, time.GetUtcNow().UtcDateTime, out var expiresAt) is { } wrong) errors.Add(new(nameof(input.Until), wrong));
        return new(name, expiresAt, errors);
    }

    /// <param name="check">Valid.</param>
    /// <returns><see langword="null"/> if somebody took the name, or the last place, after it was checked.</returns>
    public async Task<MadeBoardLink?> MakeAsync(BoardLinkCheck check, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(check);
        ArgumentNullException.ThrowIfNull(actor);
        // In lower case, as all of an address is: somebody types it on the remote control of a screen.
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes));
        var link = new BoardLink { Id = Guid.NewGuid(), Name = check.Name, TokenHash = Hash(token), CreatedAt = time.GetUtcNow().UtcDateTime, CreatedBy = actor.Name, ExpiresAt = check.ExpiresAt };
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        // One at a time: two that are made at once would have one name.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await ObstacleAsync(db, link.Name, cancellationToken) is not null) return null;
        db.BoardLinks.Add(link);
        await audit.CommitAsync(db, actor, RecordOf(link, "board_link.created") with { Changes = [new("Valid until", null, link.ExpiresAt is { } end ? end.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture) : "revoked")] }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(link.Id, link.Name, token);
    }

    /// <returns>What it was; <see langword="null"/> if it is not there any more.</returns>
    public async Task<BoardLink?> RevokeAsync(Guid id, Actor actor, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.BoardLinks.FirstOrDefaultAsync(l => l.Id == id, cancellationToken) is not { } link) return null;
        db.BoardLinks.Remove(link);
        await audit.CommitAsync(db, actor, RecordOf(link, "board_link.revoked"), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return link;
    }

    /// <returns>The link that this token opens the board by; <see langword="null"/> if none does, or does any more.</returns>
    public async Task<BoardLink?> OpenAsync(string? token, CancellationToken cancellationToken)
    {
        if (token is not { Length: TokenBytes * 2 }) return null;
        var (hash, now) = (Hash(token.ToLowerInvariant()), time.GetUtcNow().UtcDateTime);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.BoardLinks.AsNoTracking().FirstOrDefaultAsync(l => l.TokenHash == hash && (l.ExpiresAt == null || l.ExpiresAt > now), cancellationToken);
    }

    /// <summary>Whether a link that opened the board still does.</summary>
    public async Task<bool> StillOpensAsync(Guid id, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.BoardLinks.AnyAsync(l => l.Id == id && (l.ExpiresAt == null || l.ExpiresAt > now), cancellationToken);
    }

    private static async Task<string?> ObstacleAsync(PortalDbContext db, string name, CancellationToken cancellationToken)
    {
        var names = await db.BoardLinks.Select(l => l.Name).ToListAsync(cancellationToken);
        if (names.Exists(n => ProviderNames.Normalize(n) == ProviderNames.Normalize(name))) return $"There is a link named “{name}” already. Give this one another name, or revoke that one first.";
        return names.Count >= Most ? $"There are {Most} links already. Revoke one that nobody needs any more." : null;
    }

    private static AuditRecord RecordOf(BoardLink link, string action) => new(action) { SubjectType = "board_link", SubjectId = link.Id.ToString(), SubjectName = link.Name };

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
