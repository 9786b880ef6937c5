using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace SupportBotPortal.Core.Data.Storage;

/// <summary>
/// Says whether anything in the database has changed, whoever changed it, another process too: what was counted once need not
/// be counted again. Costs microseconds.
/// </summary>
public sealed class DatabaseVersion(DataDirectory directory) : IDisposable
{
    /// <summary>In milliseconds: another process may be putting the log in order.</summary>
    private const int BusyTimeout = 5_000;

    private readonly Lock gate = new();
    private SqliteConnection? connection;
    private SQLitePCL.sqlite3_stmt? number;
    private SQLitePCL.sqlite3_stmt? deeds;

    public DataVersion Current()
    {
        lock (gate)
        {
            Open();
            // The number first: what is changed meanwhile is noticed the next time.
            return new(Read(number!), Read(deeds!));
        }
    }

    /// <summary>Differs from an earlier one if anything was committed since. Of this process only.</summary>
    public long Number()
    {
        lock (gate)
        {
            Open();
            return Read(number!);
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            number?.Dispose();
            deeds?.Dispose();
            connection?.Dispose();
            (number, deeds, connection) = (null, null, null);
        }
    }

    private void Open()
    {
        if (deeds is not null) return;
        // The number tells what *other* connections commit: so one of its own, out of the pool, on which nothing is written.
        connection ??= new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = directory.DatabaseFile, Pooling = false }.ToString());
        connection.Open();
        SqliteException.ThrowExceptionForRC(sqlite3_busy_timeout(connection.Handle, BusyTimeout), connection.Handle);
        // Asked for each request of a bot: a command and a reader would take as long again as the database does.
        number ??= Prepare("PRAGMA data_version");
        deeds ??= Prepare("SELECT coalesce(max(Id), 0) FROM Audit");
    }

    private SQLitePCL.sqlite3_stmt Prepare(string sql)
    {
        SqliteException.ThrowExceptionForRC(sqlite3_prepare_v2(connection!.Handle, sql, out var statement), connection.Handle);
        return statement;
    }

    private long Read(SQLitePCL.sqlite3_stmt statement)
    {
        var code = sqlite3_step(statement);
        var value = code == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : 0;
        sqlite3_reset(statement);
        if (code != SQLITE_ROW) SqliteException.ThrowExceptionForRC(code, connection!.Handle);
        return value;
    }
}
