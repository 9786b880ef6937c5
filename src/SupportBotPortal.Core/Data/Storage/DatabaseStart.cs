using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace SupportBotPortal.Core.Data.Storage;

/// <summary>Brings the database to this version before anything uses it.</summary>
public sealed class DatabaseStart(
    IDbContextFactory<PortalDbContext> contexts,
    DataDirectory directory,
    DatabaseBackup backup,
    TimeProvider time,
    ILogger<DatabaseStart> logger)
{
    /// <exception cref="DatabaseStartException">The database cannot be used; the message says what to do.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            DataDirectory.EnsurePrivateFile(directory.DatabaseFile);
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            await CheckAsync(db, cancellationToken);
            if (await IsBehindAsync(db, cancellationToken)) await MigrateAsync(db, cancellationToken);
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL;", cancellationToken);
            await NameInstallationAsync(db, cancellationToken);
            // People need the portal also then: whoever runs it must see to it.
            foreach (var difference in await DatabaseGuards.DifferencesAsync(db, cancellationToken))
                logger.LogError("Somebody changed the database outside the portal, and the audit log may miss rows. {Difference} Run audit verify, and compare with a backup", difference);
        }
        catch (Exception exception) when (exception is SqliteException or DbUpdateException or IOException or UnauthorizedAccessException)
        {
            throw new DatabaseStartException($"The database {directory.DatabaseFile} cannot be prepared: {exception.GetBaseException().Message}", exception);
        }
    }

    /// <summary>For a command beside the portal: it looks, and leaves bringing the database up to this version to the portal.</summary>
    /// <exception cref="DatabaseStartException">The database cannot be used; the message says what to do.</exception>
    public async Task DemandReadyAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await CheckAsync(db, cancellationToken);
        if (await IsBehindAsync(db, cancellationToken))
            throw new DatabaseStartException($"The database {directory.DatabaseFile} belongs to an older version. Start the portal once: it makes a copy, and brings it up to this version.");
    }

    private static async Task<bool> IsBehindAsync(PortalDbContext db, CancellationToken cancellationToken) =>
        (await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any();

    private async Task MigrateAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        using var only = FileLock.TryTake(directory.File("migration.lock"))
            ?? throw new DatabaseStartException($"Another process brings the database {directory.DatabaseFile} up to its version at this moment. Wait until it is done, then start again.");
        // EF's own lock is a row: it outlives a process that was killed, and EF waits for it for ever. Whoever holds the
        // file is the only one who migrates, so a row that is there belongs to the dead.
        await db.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellationToken);
        if ((await db.Database.GetAppliedMigrationsAsync(cancellationToken)).Any())
            logger.LogInformation("Backed up the database to {File} before migrating it", await backup.MakeAsync(db, cancellationToken));
        await db.Database.MigrateAsync(cancellationToken);
    }

    private async Task CheckAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        string result;
        try
        {
            await db.Database.OpenConnectionAsync(cancellationToken);
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = "PRAGMA quick_check(1)";
            result = await command.ExecuteScalarAsync(cancellationToken) as string ?? "no answer";
        }
        catch (SqliteException exception)
        {
            throw new DatabaseStartException($"The database {directory.DatabaseFile} cannot be read. Restore it from the newest file in {directory.File("backups")}.", exception);
        }

        if (result != "ok")
            throw new DatabaseStartException($"The database {directory.DatabaseFile} is damaged ({result}). Restore it from the newest file in {directory.File("backups")}.");
    }

    private async Task NameInstallationAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        if (await db.Installation.AnyAsync(cancellationToken)) return;
        db.Installation.Add(new Installation { Id = Guid.NewGuid(), CreatedAt = time.GetUtcNow().UtcDateTime });
        await db.SaveChangesAsync(cancellationToken);
    }
}
