using Microsoft.Data.Sqlite;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Usage.Recording;

namespace SupportBotPortal.Core.Usage.History;

/// <summary>Adds sums to their hour and their day, in the transaction that writes them.</summary>
internal sealed class UsageUpsert : IDisposable
{
    private const string MergeTimes = "merge_times";

    private static readonly string[] Keys = [nameof(PeriodOfUsage.Start), nameof(PeriodOfUsage.ModelId), nameof(PeriodOfUsage.BotId), nameof(PeriodOfUsage.Outcome)];
    private static readonly string[] Sums = [nameof(PeriodOfUsage.Count), nameof(PeriodOfUsage.InputTokens), nameof(PeriodOfUsage.OutputTokens), nameof(PeriodOfUsage.Untold)];
    private static readonly string[] Times = [nameof(PeriodOfUsage.FirstBytes), nameof(PeriodOfUsage.Durations)];

    private readonly SqliteCommand hours;
    private readonly SqliteCommand days;

    private UsageUpsert(SqliteCommand hours, SqliteCommand days) => (this.hours, this.days) = (hours, days);

    public static UsageUpsert On(SqliteConnection connection, SqliteTransaction transaction)
    {
        connection.CreateFunction<byte[]?, byte[]?, byte[]>(MergeTimes, ResponseTimes.Merge, isDeterministic: true);
        return new(Command(nameof(UsageDbContext.Hours)), Command(nameof(UsageDbContext.Days)));

        SqliteCommand Command(string table)
        {
            string[] columns = [.. Keys, .. Sums, .. Times];
            var command = connection.CreateCommand();
            command.Transaction = transaction;
            // What a function returns as no bytes arrives as NULL.
            string[] changes = [.. Sums.Select(s => $"\"{s}\" = \"{s}\" + excluded.\"{s}\""), .. Times.Select(t => $"\"{t}\" = coalesce({MergeTimes}(\"{t}\", excluded.\"{t}\"), X'')")];
#pragma warning disable CA2100 // Of names of our own only.
            command.CommandText = $"""
                INSERT INTO "{table}" ({string.Join(", ", columns.Select(c => $"\"{c}\""))}) VALUES ({string.Join(", ", columns.Select(c => "$" + c))})
                ON CONFLICT ({string.Join(", ", Keys.Select(k => $"\"{k}\""))}) DO UPDATE SET {string.Join(", ", changes)}
                """;
#pragma warning restore CA2100
            foreach (var column in columns) command.Parameters.Add(new SqliteParameter("$" + column, null));
            return command;
        }
    }

    public void Run(int modelId, int botId, UsageRow row)
    {
        foreach (var (command, start) in ((SqliteCommand, DateTime)[])[(hours, row.Key.Hour), (days, row.Key.Hour.Date)])
        {
            var sums = row.Sums;
            Set(nameof(PeriodOfUsage.Start), UnixMilliseconds.Of(start));
            Set(nameof(PeriodOfUsage.ModelId), modelId);
            Set(nameof(PeriodOfUsage.BotId), botId);
            Set(nameof(PeriodOfUsage.Outcome), (int)row.Key.Outcome);
            Set(nameof(PeriodOfUsage.Count), sums.Count);
            Set(nameof(PeriodOfUsage.InputTokens), sums.InputTokens);
            Set(nameof(PeriodOfUsage.OutputTokens), sums.OutputTokens);
            Set(nameof(PeriodOfUsage.Untold), sums.Untold);
            Set(nameof(PeriodOfUsage.FirstBytes), sums.FirstBytes);
            Set(nameof(PeriodOfUsage.Durations), sums.Durations);
            command.ExecuteNonQuery();

            void Set(string name, object value) => command.Parameters["$" + name].Value = value;
        }
    }

    public void Dispose()
    {
        hours.Dispose();
        days.Dispose();
    }
}
