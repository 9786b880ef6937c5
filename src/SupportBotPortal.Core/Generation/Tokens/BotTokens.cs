using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers;

namespace SupportBotPortal.Core.Generation.Tokens;

/// <summary>The tokens of bots: made, listed, revoked.</summary>
public sealed class BotTokens(IDbContextFactory<PortalDbContext> contexts, AuditTrail audit, TimeProvider time)
{
    /// <summary>How many can be valid at the same time.</summary>
    public const int Most = 500;

    public const int MostRequestsPerMinute = 1_000_000;

    /// <summary>How one is written.</summary>
    public static TokenText Text { get; } = new("sbp_");

    /// <summary>Those that are valid first, each group with the newest first.</summary>
    public async Task<IReadOnlyList<BotToken>> AllAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.BotTokens.AsNoTracking().OrderBy(t => t.RevokedAt != null).ThenByDescending(t => t.CreatedAt).Take(Most * 2).ToListAsync(cancellationToken);
    }

    public async Task<BotToken?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.BotTokens.AsNoTracking().FirstOrDefaultAsync(t => t.Id == id, cancellationToken);
    }

    public async Task<BotTokenCheck> CheckAsync(BotTokenInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        var errors = new List<FieldMessage>();
        var name = input.Name.Trim();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if ((NameRules.Problem(name) ?? await ObstacleAsync(db, name, cancellationToken)) is { } problem) errors.Add(new(nameof(input.Name), problem));
        if (LastDay.Read(input.Until.Trim(), time.GetUtcNow().UtcDateTime, out var expiresAt) is { } wrong) errors.Add(new(nameof(input.Until), wrong));
        int? perMinute = null;
        if (input.RequestsPerMinute.Trim() is { Length: > 0 } typed)
        {
            if (WholeNumbers.TryRead(typed, out var number) && number is >= 1 and <= MostRequestsPerMinute) perMinute = number;
            else errors.Add(new(nameof(input.RequestsPerMinute), $"Enter a whole number from 1 to {MostRequestsPerMinute:N0}, or leave it empty."));
        }

        return new(name, expiresAt, input.MayChoose ? BotTokenScope.Choice : BotTokenScope.Default, perMinute, errors);
    }

    /// <param name="check">Valid.</param>
    /// <returns><see langword="null"/> if somebody took the name, or the last place, after it was checked.</returns>
    public async Task<MadeBotToken?> MakeAsync(BotTokenCheck check, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(check);
        ArgumentNullException.ThrowIfNull(actor);
        var text = Text.Make();
        var token = new BotToken
        {
            Id = Guid.NewGuid(),
            Name = check.Name,
            Hash = TokenText.HashOf(text),
            Prefix = Text.PrefixOf(text),
            Scope = check.Scope,
            RequestsPerMinute = check.RequestsPerMinute,
            CreatedAt = time.GetUtcNow().UtcDateTime,
            CreatedBy = actor.Name,
            ExpiresAt = check.ExpiresAt,
        };
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        // One at a time: two that are made at once would have one name.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await ObstacleAsync(db, token.Name, cancellationToken) is not null) return null;
        db.BotTokens.Add(token);
        await audit.CommitAsync(db, actor, RecordOf(token, "bot_token.created") with
        {
            Changes =
            [
                new("Valid until", null, token.ExpiresAt is { } end ? end.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture) : "revoked"),
                new("May choose a model", null, token.Scope == BotTokenScope.Choice ? "yes" : "no"),
                .. token.RequestsPerMinute is { } limit ? [new("Requests a minute", null, $"{limit:N0}")] : (IEnumerable<AuditChange>)[],
            ],
        }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(token.Id, token.Name, text);
    }

    /// <returns>What it was; <see langword="null"/> if it is not there, or revoked already.</returns>
    public async Task<BotToken?> RevokeAsync(Guid id, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.BotTokens.FirstOrDefaultAsync(t => t.Id == id && t.RevokedAt == null, cancellationToken) is not { } token) return null;
        (token.RevokedAt, token.RevokedBy) = (time.GetUtcNow().UtcDateTime, actor.Name);
        await audit.CommitAsync(db, actor, RecordOf(token, "bot_token.revoked"), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return token;
    }

    private static async Task<string?> ObstacleAsync(PortalDbContext db, string name, CancellationToken cancellationToken)
    {
        var names = await db.BotTokens.Where(t => t.RevokedAt == null).Select(t => t.Name).ToListAsync(cancellationToken);
        if (names.Exists(n => ProviderNames.Normalize(n) == ProviderNames.Normalize(name))) return $"There is a token named “{name}” already. Give this one another name, or revoke that one first.";
        return names.Count >= Most ? $"There are {Most} tokens already. Revoke one that nobody needs any more." : null;
    }

    private static AuditRecord RecordOf(BotToken token, string action) => new(action) { SubjectType = "bot_token", SubjectId = token.Id.ToString(), SubjectName = token.Name };
}
