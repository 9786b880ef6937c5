using Microsoft.Data.Sqlite;

namespace SupportBotPortal.Core.Data.Storage;

/// <summary>
/// Says whether anything in the database has changed, whoever changed it, another process too: what was counted once need not
/// be counted again. Costs microseconds.
/// </summary>
public sealed class DatabaseVersion(DataDirectory directory) : IDisposable
{
    private readonly Lock gate = new();
    private SqliteConnection? connection;
    private SqliteCommand? command;

    public DataVersion Current()
    {
        lock (gate)
        {
            if (command is null)
            {
                // The number tells what *other* connections commit: so one of its own, out of the pool, on which nothing is written.
                connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = directory.DatabaseFile, Pooling = false }.ToString());
                connection.Open();
                command = connection.CreateCommand();
                command.CommandText = "SELECT (SELECT data_version FROM pragma_data_version), coalesce((SELECT max(Id) FROM Audit), 0)";
            }

            using var row = command.ExecuteReader();
            row.Read();
            return new(row.GetInt64(0), row.GetInt64(1));
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            command?.Dispose();
            connection?.Dispose();
            (command, connection) = (null, null);
        }
    }
}
