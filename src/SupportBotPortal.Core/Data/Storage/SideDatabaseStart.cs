using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace SupportBotPortal.Core.Data.Storage;

/// <summary>
/// Brings a database beside the configuration to this version. One that cannot be used is put aside and begun anew: the portal is
/// worth more than its statistics, and nothing of the configuration is in it.
/// </summary>
internal sealed class SideDatabaseStart<TContext>(SideDatabase database, IDbContextFactory<TContext> contexts, DataDirectory directory, TimeProvider time, ILogger<SideDatabaseStart<TContext>> logger) : ISideDatabaseStart
    where TContext : DbContext
{
    private string File => directory.File(database.FileName);

    /// <inheritdoc/>
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
                logger.LogError(exception, "{Content} is damaged. It was put aside as {Aside}, and a new one was begun", database.Content, aside);
                await PrepareAsync(cancellationToken);
            }
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new DatabaseStartException($"{database.Content} {File} cannot be prepared: {exception.GetBaseException().Message}", exception);
        }
    }

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        DataDirectory.EnsurePrivateFile(File);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL;", cancellationToken);
        if (!(await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any()) return;
        // A row that outlives a process that was killed: the only portal on this directory is this one.
        await db.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellationToken);
        await db.Database.MigrateAsync(cancellationToken);
    }

    private string PutAside()
    {
        SqliteConnection.ClearAllPools();
        var aside = directory.File($"{database.Name}-damaged-{time.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}.db");
        System.IO.File.Move(File, aside);
        foreach (var beside in new[] { "-wal", "-shm" }) System.IO.File.Delete(File + beside);
        return aside;
    }
}
