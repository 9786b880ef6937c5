using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace SupportBotPortal.Core.Data.Storage;

/// <summary>Brings the database to this version before anything uses it.</summary>
public sealed class DatabaseStart(
    IDbContextFactory<PortalDbContext> contexts,
    DataDirectory directory,
    TimeProvider time,
    ILogger<DatabaseStart> logger)
{
    /// <exception cref="DatabaseStartException">The database cannot be used; the message says what to do.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        DataDirectory.EnsurePrivateFile(directory.DatabaseFile);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await CheckAsync(db, cancellationToken);
        await BackUpBeforeMigratingAsync(db, cancellationToken);
        await db.Database.MigrateAsync(cancellationToken);
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL;", cancellationToken);
        await NameInstallationAsync(db, cancellationToken);
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

    private async Task BackUpBeforeMigratingAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        var applied = await db.Database.GetAppliedMigrationsAsync(cancellationToken);
        var pending = await db.Database.GetPendingMigrationsAsync(cancellationToken);
        if (!applied.Any() || !pending.Any()) return;

        var stamp = time.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        var copy = Path.Combine(directory.Subdirectory("backups"), $"portal-{stamp}-before-migration.db");
        DataDirectory.EnsurePrivateFile(copy);
        await db.Database.ExecuteSqlAsync($"VACUUM INTO {copy}", cancellationToken);
        logger.LogInformation("Backed up the database to {File} before migrating it", copy);
    }

    private async Task NameInstallationAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        if (await db.Installation.AnyAsync(cancellationToken)) return;
        db.Installation.Add(new Installation { Id = Guid.NewGuid(), CreatedAt = time.GetUtcNow().UtcDateTime });
        await db.SaveChangesAsync(cancellationToken);
    }
}
