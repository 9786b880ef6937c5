using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Automation;

/// <summary>
/// Remembers requests that carry an <c>Idempotency-Key</c>: before each is carried out, so that none is carried out twice, whenever the portal ends.
/// </summary>
public sealed class IdempotentRequests(IDbContextFactory<PortalDbContext> contexts, TimeProvider time)
{
    /// <summary>How long one is remembered.</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromHours(24);

    /// <summary>How many a token may have remembered.</summary>
    public const int MostOfOneToken = 5_000;

    /// <summary>How many are forgotten at a time: nobody else writes meanwhile.</summary>
    private const int Batch = 200;

    /// <returns>Whether it is remembered, and to be carried out; or the request that had this key before.</returns>
    public async Task<(bool IsRemembered, IdempotentRequest? Before)> BeginAsync(Guid tokenId, string key, byte[] fingerprint, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var oldest = now - Retention;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        // The write lock first: of two that come at once one is carried out.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.IdempotentRequests.Where(r => r.BeganAt < oldest).OrderBy(r => r.BeganAt).Take(Batch).ExecuteDeleteAsync(cancellationToken);
        var before = await db.IdempotentRequests.AsNoTracking().FirstOrDefaultAsync(r => r.TokenId == tokenId && r.Key == key, cancellationToken);
        if (before is not null && before.BeganAt >= oldest) return (false, before);
        if (before is not null) await db.IdempotentRequests.Where(r => r.TokenId == tokenId && r.Key == key).ExecuteDeleteAsync(cancellationToken);
        if (await db.IdempotentRequests.CountAsync(r => r.TokenId == tokenId, cancellationToken) >= MostOfOneToken) return (false, null);
        db.IdempotentRequests.Add(new() { TokenId = tokenId, Key = key, Fingerprint = fingerprint, BeganAt = now });
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (true, null);
    }

    /// <summary>It was carried out, and answered so.</summary>
    public async Task FinishAsync(IdempotentRequest answered)
    {
        ArgumentNullException.ThrowIfNull(answered);
        await using var db = await contexts.CreateDbContextAsync();
        await db.IdempotentRequests.Where(r => r.TokenId == answered.TokenId && r.Key == answered.Key).ExecuteUpdateAsync(set => set
            .SetProperty(r => r.Status, answered.Status)
            .SetProperty(r => r.ContentType, answered.ContentType)
            .SetProperty(r => r.Location, answered.Location)
            .SetProperty(r => r.ETag, answered.ETag)
            .SetProperty(r => r.Body, answered.Body));
    }

    /// <summary>It was refused and changed nothing: the key is free for another try.</summary>
    public async Task ForgetAsync(Guid tokenId, string key)
    {
        await using var db = await contexts.CreateDbContextAsync();
        await db.IdempotentRequests.Where(r => r.TokenId == tokenId && r.Key == key).ExecuteDeleteAsync();
    }
}
