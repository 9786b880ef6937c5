using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SupportBotPortal.Core.Data.Storage;

namespace SupportBotPortal.Core.Health.History;

/// <summary>
/// Brings the history to this version. One that cannot be used is put aside and begun anew: the portal is worth more than its
/// statistics, and nothing of the configuration is in it.
/// </summary>
public sealed class HealthDatabaseStart(IDbContextFactory<HealthDbContext> contexts, DataDirectory directory, TimeProvider time, ILogger<HealthDatabaseStart> logger)
{
    private string File => directory.File(HealthStorage.FileName);

    /// <exception cref="DatabaseStartException">There can be no history; the message says what to do.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            try
            {
                await PrepareAsync(cancellationToken);
            }
            catch (SqliteException exception) when (exception.SqliteErrorCode is SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB)
            {
                var aside = PutAside();
                logger.LogError(exception, "The history of tests is damaged. It was put aside as {Aside}, and a new one was begun", aside);
                await PrepareAsync(cancellationToken);
            }
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new DatabaseStartException($"The history of tests {File} cannot be prepared: {exception.GetBaseException().Message}", exception);
        }
    }

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        DataDirectory.EnsurePrivateFile(File);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL;", cancellationToken);
        // A row that outlives a process that was killed: the only portal on this directory is this one.
        await db.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellationToken);
        await db.Database.MigrateAsync(cancellationToken);
    }

    private string PutAside()
    {
        SqliteConnection.ClearAllPools();
        var aside = directory.File($"health-damaged-{time.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}.db");
        System.IO.File.Move(File, aside);
        foreach (var beside in new[] { "-wal", "-shm" }) System.IO.File.Delete(File + beside);
        return aside;
    }
}
