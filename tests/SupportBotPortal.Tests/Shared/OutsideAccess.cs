using Microsoft.Data.Sqlite;

namespace SupportBotPortal.Tests.Shared;

/// <summary>Somebody with a shell and the database file, who knows nothing of the portal.</summary>
internal static class OutsideAccess
{
    public static async Task ChangeAsync(string databaseFile, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={databaseFile};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The test's own text.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
