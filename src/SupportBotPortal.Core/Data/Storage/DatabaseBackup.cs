using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace SupportBotPortal.Core.Data.Storage;

/// <summary>A copy of the database beside it, whole and on the disk before anything is changed.</summary>
public sealed class DatabaseBackup(DataDirectory directory, TimeProvider time)
{
    /// <returns>The copy.</returns>
    /// <exception cref="DatabaseStartException">There is no whole copy.</exception>
    public async Task<string> MakeAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        string? copy = null;
        try
        {
            copy = NewFile(directory.Subdirectory("backups"));
            await db.Database.ExecuteSqlAsync($"VACUUM INTO {copy}", cancellationToken);
            await DemandWholeAsync(copy, cancellationToken);
            return copy;
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException or DatabaseStartException)
        {
            if (copy is not null) File.Delete(copy);
            throw new DatabaseStartException(
                $"The database must be brought up to this version, and the copy that is made before could not be written to {directory.File("backups")}: {exception.Message.TrimEnd('.')}. " +
                "Nothing was changed. See whether the disk is full, then start again.",
                exception);
        }
    }

    /// <exception cref="DatabaseStartException">It is damaged.</exception>
    internal static async Task DemandWholeAsync(string copy, CancellationToken cancellationToken)
    {
        var text = new SqliteConnectionStringBuilder { DataSource = copy, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString();
        await using (var connection = new SqliteConnection(text))
        {
            await connection.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA integrity_check(1)";
            var result = await command.ExecuteScalarAsync(cancellationToken) as string ?? "no answer";
            if (result != "ok") throw new DatabaseStartException($"the copy is damaged ({result})");
        }

        using var file = File.OpenHandle(copy, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(file);
    }

    /// <summary>A name of its own: two starts within a second must not write into one file.</summary>
    private string NewFile(string folder)
    {
        var stamp = time.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        for (var n = 1; ; n++)
        {
            var file = Path.Combine(folder, n == 1 ? $"portal-{stamp}-before-migration.db" : $"portal-{stamp}-before-migration-{n}.db");
            if (DataDirectory.TryMakePrivateFile(file)) return file;
        }
    }
}
