using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Usage.History;
using SupportBotPortal.Core.Usage.Recording;

namespace SupportBotPortal.Core.Usage.Reading;

/// <summary>Reads what is stored together with what is still in memory, so that what is shown is right at once.</summary>
public sealed class UsageRows(IDbContextFactory<UsageDbContext> contexts, UsageRecorder recorder)
{
    /// <summary>Those of a stretch of time, the oldest hours or days first.</summary>
    /// <param name="byDay">Whether days are read instead of hours; their rows begin at midnight.</param>
    public async IAsyncEnumerable<UsageRow> ReadAsync(DateTime from, DateTime until, bool byDay, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // First what is in memory, then what is stored: of what is written in between, the progress says so.
        var pending = recorder.Pending();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        // One moment of the database for all that follows; a reader keeps no writer from writing.
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var moment = ((SqliteConnection)db.Database.GetDbConnection()).BeginTransaction(deferred: true);
        await db.Database.UseTransactionAsync(moment, cancellationToken);
        var progress = await db.Progress.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        var models = await db.Models.AsNoTracking().ToDictionaryAsync(m => m.Id, cancellationToken);
        var bots = await db.Bots.AsNoTracking().ToDictionaryAsync(b => b.Id, cancellationToken);
        var waiting = new Queue<UsageRow>(pending
            .Where(batch => progress is null || progress.Run != batch.Run || progress.Batch < batch.Number)
            .SelectMany(batch => batch.Rows)
            .Where(row => row.Key.Hour >= from && row.Key.Hour < until)
            .OrderBy(row => row.Key.Hour));
        IQueryable<PeriodOfUsage> periods = byDay ? db.Days : db.Hours;
        await foreach (var row in periods.AsNoTracking().Where(p => p.Start >= from && p.Start < until).OrderBy(p => p.Start).ThenBy(p => p.ModelId).ThenBy(p => p.BotId).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            while (waiting.TryPeek(out var earlier) && earlier.Key.Hour < row.Start) yield return waiting.Dequeue();
            var model = models[row.ModelId];
            yield return new(
                new(row.Start, model.ProviderId, model.ModelId, bots[row.BotId].TokenId, row.Outcome),
                new(row.Count, row.InputTokens, row.OutputTokens, row.Untold, row.FirstBytes, row.Durations, bots[row.BotId].LastUsedAt, model.Slug));
        }

        foreach (var row in waiting) yield return row;
    }
}
