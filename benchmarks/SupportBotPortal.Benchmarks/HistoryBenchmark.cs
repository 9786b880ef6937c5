using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.History;
using SupportBotPortal.Core.Health.States;

namespace SupportBotPortal.Benchmarks;

/// <summary>A year of tests every five minutes of 100 providers, 10.5 million, and what their pages take.</summary>
internal static class HistoryBenchmark
{
    private const int Providers = 100;
    private const int Days = 365;
    private const int PerDay = 288;

    private static readonly string[] Pages = ["?range=24h", "?range=7d", "?range=30d", "?range=90d"];

    public static async Task RunAsync(string folder, int requests)
    {
        var data = await SeededData.PrepareAsync(folder, Providers, ["http://127.0.0.1:9/v1"]);
        var laid = Stopwatch.GetTimestamp();
        var rows = await LayAsync(data);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"history: {rows:N0} tests laid in {Stopwatch.GetElapsedTime(laid).TotalSeconds:0} s, {new FileInfo(Path.Combine(data, "health.db")).Length / 1048576.0:N0} MiB"));
        var (portal, client) = await SeededData.StartAsync(folder, data, keepData: false, "--Health:IsOn=false", "--Health:KeepResultsDays=400");
        using var running = portal;
        using var browser = client;
        foreach (var page in Pages)
        {
            var times = new List<double>();
            for (var number = 0; number < requests + 10; number++)
            {
                // Another provider each time: nothing of it was read before.
                var path = $"/providers/{Slug((number * 7 % Providers) + 1)}/health{page}";
                var started = Stopwatch.GetTimestamp();
                using var answer = await client.Http.GetAsync(path);
                answer.EnsureSuccessStatusCode();
                await answer.Content.ReadAsByteArrayAsync();
                if (number >= 10) times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }

            times.Sort();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $" health page {page}: p50 {times[times.Count / 2]:0.0} ms, p95 {times[(int)(times.Count * 0.95)]:0.0} ms, most {times[^1]:0.0} ms"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $" memory {portal.ResidentMiB():0} MiB"));
    }

    private static string Slug(int number) => $"provider-{number:00000}-of-team-{number % 97}";

    private static async Task<long> LayAsync(string data)
    {
        Dictionary<string, Guid> ids;
        await using (var db = new PortalDbContext(new DbContextOptionsBuilder<PortalDbContext>().UseSqlite($"Data Source={Path.Combine(data, "portal.db")};Pooling=False").Options))
            ids = await db.Providers.ToDictionaryAsync(p => p.Slug, p => p.Id);
        await using (var health = new HealthDbContext(new DbContextOptionsBuilder<HealthDbContext>().UseSqlite($"Data Source={Path.Combine(data, "health.db")};Pooling=False").Options))
        {
            health.Subjects.AddRange(Enumerable.Range(1, Providers).Select(number => new HealthSubject { Id = number, ProviderId = ids[Slug(number)] }));
            await health.SaveChangesAsync();
        }

        await using var connection = new SqliteConnection($"Data Source={Path.Combine(data, "health.db")};Pooling=False");
        await connection.OpenAsync();
        Execute(connection, "PRAGMA synchronous=OFF");
        var end = DateTime.UtcNow;
        var begin = end.Date.AddDays(1 - Days);
        long rows = 0;
        for (var day = 0; day < Days; day++) rows += LayDay(connection, begin.AddDays(day), end);
        Execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
        return rows;
    }

    private static long LayDay(SqliteConnection connection, DateTime day, DateTime end)
    {
        using var transaction = connection.BeginTransaction();
        using var check = Command(connection, """INSERT INTO "Checks" ("SubjectId", "At", "Kind", "Verdict", "Cause", "Proof", "Milliseconds", "Stages", "Message") VALUES ($subject, $at, 0, $verdict, $cause, 2, $ms, '2/14/0/96', $message)""", "$subject", "$at", "$verdict", "$cause", "$ms", "$message");
        using var hour = Command(connection, Period("Hours"), "$subject", "$start", "$passed", "$failed", "$times");
        using var whole = Command(connection, Period("Days"), "$subject", "$start", "$passed", "$failed", "$times");
        long rows = 0;
        for (var subject = 1; subject <= Providers; subject++)
        {
            var (dayTimes, dayFailed) = (new ResponseTimes(), 0);
            for (var number = 0; number < 24 && day.AddHours(number) < end; number++)
            {
                var (times, failed) = (new ResponseTimes(), 0);
                for (var slot = 0; slot < PerDay / 24; slot++)
                {
                    var at = day.AddHours(number).AddMinutes(5 * slot).AddSeconds(subject);
                    if (at > end) break;
                    // A bad hour now and then, and times that wander.
                    var isFailed = ((day.DayOfYear * 24) + number + (subject * 31)) % 211 == 0;
                    var ms = 120 + (((day.DayOfYear * 37) + (number * 11) + (slot * 53) + (subject * 7)) % 400);
                    if (isFailed) failed++;
                    else times.Add(ms);
                    Run(check, subject, UnixMilliseconds.Of(at), (int)(isFailed ? CheckVerdict.Failed : CheckVerdict.Passed), isFailed ? 1 : null, ms, isFailed ? "No connection to the provider." : null);
                    rows++;
                }

                Run(hour, subject, UnixMilliseconds.Of(day.AddHours(number)), times.Count, failed, times.ToBytes());
                dayTimes.Add(times);
                dayFailed += failed;
            }

            Run(whole, subject, UnixMilliseconds.Of(day), dayTimes.Count, dayFailed, dayTimes.ToBytes());
        }

        transaction.Commit();
        return rows;
    }

    private static string Period(string table) =>
        $"""INSERT INTO "{table}" ("SubjectId", "Start", "Passed", "Slow", "RateLimited", "Quota", "Failed", "NotTestable", "Interrupted", "Times") VALUES ($subject, $start, $passed, 0, 0, 0, $failed, 0, 0, $times)""";

    private static SqliteCommand Command(SqliteConnection connection, string text, params ReadOnlySpan<string> names)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        foreach (var name in names) command.Parameters.Add(new SqliteParameter(name, null));
        return command;
    }

    private static void Run(SqliteCommand command, params ReadOnlySpan<object?> values)
    {
        for (var index = 0; index < values.Length; index++) command.Parameters[index].Value = values[index] ?? DBNull.Value;
        command.ExecuteNonQuery();
    }

    private static void Execute(SqliteConnection connection, string text)
    {
        using var command = Command(connection, text);
        command.ExecuteNonQuery();
    }
}
