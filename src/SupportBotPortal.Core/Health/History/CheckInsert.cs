using Microsoft.Data.Sqlite;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.States;

namespace SupportBotPortal.Core.Health.History;

/// <summary>Puts one test after the other into the table, with a statement that is prepared once.</summary>
internal sealed class CheckInsert : IDisposable
{
    private readonly SqliteCommand command;

    private CheckInsert(SqliteCommand command) => this.command = command;

    public static CheckInsert On(SqliteConnection connection, SqliteTransaction transaction)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = """
            INSERT INTO "Checks" ("SubjectId", "At", "Kind", "Verdict", "Cause", "Proof", "Milliseconds", "Stages", "Message", "StartedBy")
            VALUES ($subject, $at, $kind, $verdict, $cause, $proof, $milliseconds, $stages, $message, $startedBy)
            RETURNING "Id"
            """;
        foreach (var name in new[] { "$subject", "$at", "$kind", "$verdict", "$cause", "$proof", "$milliseconds", "$stages", "$message", "$startedBy" })
            command.Parameters.Add(new SqliteParameter(name, null));
        return new(command);
    }

    /// <returns>Its number.</returns>
    public long Run(int subjectId, FinishedCheck check)
    {
        var verdict = check.Verdict;
        var record = check.Record;
        Set("$subject", subjectId);
        Set("$at", UnixMilliseconds.Of(record.At));
        Set("$kind", (int)check.Kind);
        Set("$verdict", (int)verdict);
        Set("$cause", (int?)record.Cause);
        Set("$proof", (int)record.Proof);
        Set("$milliseconds", record.Milliseconds);
        Set("$stages", check.Stages);
        Set("$message", verdict is CheckVerdict.Passed or CheckVerdict.Slow ? null : record.Message);
        Set("$startedBy", check.Kind == CheckKind.Manual ? record.StartedBy : null);
        return (long)command.ExecuteScalar()!;
    }

    public void Dispose() => command.Dispose();

    private void Set(string name, object? value) => command.Parameters[name].Value = value ?? DBNull.Value;
}
