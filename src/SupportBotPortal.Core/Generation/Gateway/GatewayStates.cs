using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Data.Storage;

namespace SupportBotPortal.Core.Generation.Gateway;

/// <summary>
/// Keeps what the gateway needs in memory, and reads it again as soon as anybody has changed the database: what is saved counts for the next request.
/// </summary>
internal sealed class GatewayStates(
    DatabaseVersion version,
    Productions productions,
    IDbContextFactory<PortalDbContext> contexts,
    ILogger<GatewayStates> logger) : IDisposable
{
    private readonly SemaphoreSlim one = new(1, 1);
    private volatile GatewayState? last;

    /// <exception cref="SqliteException">The database cannot be read, and never could.</exception>
    public async ValueTask<GatewayState> NowAsync(CancellationToken cancellationToken)
    {
        try
        {
            var now = version.Number();
            if (last is { } known && known.Version == now) return known;
            await one.WaitAsync(cancellationToken);
            try
            {
                now = version.Number();
                // The number first, then the rest: what is changed meanwhile is seen by the next request.
                return last is { } fresh && fresh.Version == now ? fresh : last = await ReadAsync(now, cancellationToken);
            }
            finally
            {
                one.Release();
            }
        }
        catch (Exception problem) when (problem is SqliteException or DbUpdateException && last is { } known)
        {
            // Bots go on with what was known last: better an answer by yesterday's prompt than none.
            logger.LogWarning("The database cannot be read ({Kind}): bots get their answers by what was known last", problem.GetType().Name);
            return known;
        }
    }

    public void Dispose() => one.Dispose();

    private async Task<GatewayState> ReadAsync(long now, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var tokens = await db.BotTokens.AsNoTracking().ToListAsync(cancellationToken);
        return new(now, tokens.ToDictionary(t => Convert.ToHexString(t.Hash), StringComparer.Ordinal), await productions.CurrentAsync(cancellationToken));
    }
}
