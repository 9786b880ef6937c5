using Microsoft.Data.Sqlite;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.States;

namespace SupportBotPortal.Core.Health.History;

/// <summary>
/// Adds tests to their hour and their day as they come, in the transaction that writes them: the sums are right at any moment, and
/// nobody has to remember how far they have been made.
/// </summary>
internal sealed class PeriodUpsert : IDisposable
{
    private const string MergeTimes = "merge_times";

    private static readonly (CheckVerdict Verdict, string Column)[] Columns =
    [
        (CheckVerdict.Passed, nameof(PeriodOfChecks.Passed)),
        (CheckVerdict.Slow, nameof(PeriodOfChecks.Slow)),
        (CheckVerdict.RateLimited, nameof(PeriodOfChecks.RateLimited)),
        (CheckVerdict.Quota, nameof(PeriodOfChecks.Quota)),
        (CheckVerdict.Failed, nameof(PeriodOfChecks.Failed)),
        (CheckVerdict.NotTestable, nameof(PeriodOfChecks.NotTestable)),
        (CheckVerdict.Interrupted, nameof(PeriodOfChecks.Interrupted)),
    ];

    private readonly SqliteCommand hours;
    private readonly SqliteCommand days;

    private PeriodUpsert(SqliteCommand hours, SqliteCommand days) => (this.hours, this.days) = (hours, days);

    public static PeriodUpsert On(SqliteConnection connection, SqliteTransaction transaction)
    {
        connection.CreateFunction<byte[]?, byte[]?, byte[]>(MergeTimes, ResponseTimes.Merge, isDeterministic: true);
        return new(Command(nameof(HealthDbContext.Hours)), Command(nameof(HealthDbContext.Days)));

        SqliteCommand Command(string table)
        {
            var command = connection.CreateCommand();
            command.Transaction = transaction;
            // What a function returns as no bytes arrives as NULL.
#pragma warning disable CA2100 // Of names of our own only.
            command.CommandText = $"""
                INSERT INTO "{table}" ("SubjectId", "Start", "Times", {string.Join(", ", Columns.Select(c => $"\"{c.Column}\""))})
                VALUES ($subject, $start, $times, {string.Join(", ", Columns.Select(c => "$" + c.Column))})
                ON CONFLICT ("SubjectId", "Start") DO UPDATE SET
                  "Times" = coalesce({MergeTimes}("Times", excluded."Times"), X''),
                  {string.Join(",\n  ", Columns.Select(c => $"\"{c.Column}\" = \"{c.Column}\" + excluded.\"{c.Column}\""))}
                """;
#pragma warning restore CA2100
            foreach (var name in (string[])["$subject", "$start", "$times", .. Columns.Select(c => "$" + c.Column)]) command.Parameters.Add(new SqliteParameter(name, null));
            return command;
        }
    }

    public void Run(int subjectId, DateTime at, CheckVerdict verdict, int milliseconds)
    {
        var times = new ResponseTimes();
        if (verdict is CheckVerdict.Passed or CheckVerdict.Slow) times.Add(milliseconds);
        foreach (var (command, start) in ((SqliteCommand, DateTime)[])[(hours, HourOf(at)), (days, at.Date)])
        {
            command.Parameters["$subject"].Value = subjectId;
            command.Parameters["$start"].Value = UnixMilliseconds.Of(DateTime.SpecifyKind(start, DateTimeKind.Utc));
            command.Parameters["$times"].Value = times.ToBytes();
            foreach (var (one, column) in Columns) command.Parameters["$" + column].Value = one == verdict ? 1 : 0;
            command.ExecuteNonQuery();
        }
    }

    public void Dispose()
    {
        hours.Dispose();
        days.Dispose();
    }

    private static DateTime HourOf(DateTime at) => at.Date.AddHours(at.Hour);
}
