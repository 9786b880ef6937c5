using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SupportBotPortal.Core.Usage.History;
using SupportBotPortal.Core.Usage.Recording;

namespace SupportBotPortal.Core.Usage.Reading;

/// <summary>What each bot used today, and when it last asked.</summary>
public sealed class BotUses(UsageRows rows, UsageRecorder recorder, IDbContextFactory<UsageDbContext> contexts, TimeProvider time, ILogger<BotUses> logger)
{
    /// <returns>By the ids of their tokens; <see langword="null"/> if it cannot be read: who wants to revoke a token must be able to.</returns>
    public async Task<IReadOnlyDictionary<Guid, BotUse>?> TodayAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(cancellationToken);
        }
        catch (Exception problem) when (problem is SqliteException or DbUpdateException)
        {
            logger.LogError(problem, "What bots used today could not be read");
            return null;
        }
    }

    private async Task<Dictionary<Guid, BotUse>> ReadAsync(CancellationToken cancellationToken)
    {
        var uses = new Dictionary<Guid, BotUse>();
        // The same moment read twice does no harm: the later one counts.
        foreach (var row in recorder.Pending().SelectMany(batch => batch.Rows)) Add(row.Key.TokenId, new(row.Sums.LastAt, 0, 0, 0));
        await using (var db = await contexts.CreateDbContextAsync(cancellationToken))
        {
            foreach (var bot in await db.Bots.AsNoTracking().ToListAsync(cancellationToken)) Add(bot.TokenId, new(bot.LastUsedAt, 0, 0, 0));
        }

        var today = time.GetUtcNow().UtcDateTime.Date;
        await foreach (var row in rows.ReadAsync(today, today.AddDays(1), byDay: true, cancellationToken))
            Add(row.Key.TokenId, new(row.Sums.LastAt, row.Key.Outcome.IsOfRequest() ? row.Sums.Count : 0, row.Sums.InputTokens + row.Sums.OutputTokens, row.Sums.Untold));
        return uses;

        void Add(Guid token, BotUse use) => uses[token] = uses.GetValueOrDefault(token) is not { } known ? use : new(
            use.LastUsedAt > known.LastUsedAt ? use.LastUsedAt : known.LastUsedAt,
            known.RequestsToday + use.RequestsToday,
            known.TokensToday + use.TokensToday,
            known.UntoldToday + use.UntoldToday);
    }
}
