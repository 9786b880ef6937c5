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

    /// <returns>The request that had this key before; <see langword="null"/> if there was none, and this one is to be carried out.</returns>
    public async Task<IdempotentRequest?> BeginAsync(Guid tokenId, string key, byte[] fingerprint, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var oldest = now - Retention;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        // The write lock first: of two that come at once one is carried out.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.IdempotentRequests.Where(r => r.BeganAt < oldest).ExecuteDeleteAsync(cancellationToken);
        if (await db.IdempotentRequests.AsNoTracking().FirstOrDefaultAsync(r => r.TokenId == tokenId && r.Key == key, cancellationToken) is { } before) return before;
        db.IdempotentRequests.Add(new() { TokenId = tokenId, Key = key, Fingerprint = fingerprint, BeganAt = now });
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return null;
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
