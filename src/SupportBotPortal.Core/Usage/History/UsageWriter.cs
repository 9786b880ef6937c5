using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using SupportBotPortal.Core.Usage.Recording;

namespace SupportBotPortal.Core.Usage.History;

/// <summary>Adds a batch to what is stored, in one transaction: all of it is there or nothing, and never twice.</summary>
public sealed class UsageWriter(IDbContextFactory<UsageDbContext> contexts)
{
    public async Task WriteAsync(UsageBatch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var progress = await db.Progress.SingleOrDefaultAsync(cancellationToken);
        if (progress is null) db.Progress.Add(progress = new());
        // Its commit arrived, and the answer to it did not.
        else if (progress.Run == batch.Run && progress.Batch >= batch.Number) return;
        (progress.Run, progress.Batch) = (batch.Run, batch.Number);
        var models = await ModelsAsync(db, batch, cancellationToken);
        var bots = await BotsAsync(db, batch, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        // By hand: the context cannot add to what is there.
        using (var upsert = UsageUpsert.On((SqliteConnection)db.Database.GetDbConnection(), (SqliteTransaction)transaction.GetDbTransaction()))
        {
            foreach (var row in batch.Rows) upsert.Run(models[(row.Key.ProviderId, row.Key.ModelId)].Id, bots[row.Key.TokenId].Id, row);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task<Dictionary<(Guid, string), UsedModel>> ModelsAsync(UsageDbContext db, UsageBatch batch, CancellationToken cancellationToken)
    {
        var ids = batch.Rows.Select(r => r.Key.ProviderId).Distinct().ToList();
        var known = await db.Models.Where(m => ids.Contains(m.ProviderId)).ToDictionaryAsync(m => (m.ProviderId, m.ModelId), cancellationToken);
        foreach (var row in batch.Rows)
        {
            var key = (row.Key.ProviderId, row.Key.ModelId);
            if (known.ContainsKey(key)) continue;
            db.Models.Add(known[key] = new() { ProviderId = row.Key.ProviderId, ModelId = row.Key.ModelId, Slug = row.Sums.Slug });
        }

        return known;
    }

    private static async Task<Dictionary<Guid, UsingBot>> BotsAsync(UsageDbContext db, UsageBatch batch, CancellationToken cancellationToken)
    {
        var ids = batch.Rows.Select(r => r.Key.TokenId).Distinct().ToList();
        var known = await db.Bots.Where(b => ids.Contains(b.TokenId)).ToDictionaryAsync(b => b.TokenId, cancellationToken);
        foreach (var row in batch.Rows)
        {
            if (!known.TryGetValue(row.Key.TokenId, out var bot)) db.Bots.Add(known[row.Key.TokenId] = bot = new() { TokenId = row.Key.TokenId });
            if (row.Sums.LastAt > bot.LastUsedAt) bot.LastUsedAt = row.Sums.LastAt;
        }

        return known;
    }
}
