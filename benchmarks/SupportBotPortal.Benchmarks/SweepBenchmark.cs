using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.FakeProviders;

namespace SupportBotPortal.Benchmarks;

/// <summary>
/// Scheduled tests of many providers that answer after 100 ms, all due at once, beside the least time that could take; results stored.
/// Twice in one process: right after the start, with most of the code still to be compiled, and once more as in all the hours after it.
/// </summary>
internal static class SweepBenchmark
{
    private const int Origins = 16;
    private static readonly int[] Counts = [1_000, 10_000];
    private static readonly int[] Concurrencies = [64, 128, 256];
    private static readonly TimeSpan Answer = TimeSpan.FromMilliseconds(100);

    /// <summary>How long before the sweep the portal starts, and the list is measured with nothing else to do.</summary>
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(20);

    /// <summary>How long between the sweeps of one portal.</summary>
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(12);

    public static async Task RunAsync(string folder, int rounds)
    {
        var fakes = new List<FakeUpstream>();
        try
        {
            for (var number = 0; number < Origins; number++)
            {
                var fake = await FakeUpstream.StartAsync();
                fake.Handler = async context =>
                {
                    await Task.Delay(Answer, context.RequestAborted);
                    context.Response.ContentType = "application/json";
                    await context.Response.WriteAsync("""{"object":"list","data":[{"id":"m","object":"model"}]}""");
                };
                fakes.Add(fake);
            }

            foreach (var count in Counts)
            {
                // One call for each test: without a key there is none to prove.
                var data = await SeededData.PrepareAsync(folder, count, fakes.ConvertAll(f => f.CustomUrl.AbsoluteUri), p =>
                {
                    (p.AuthScheme, p.IsActive) = ("none", true);
                    p.Secrets.Clear();
                });
                foreach (var concurrency in Concurrencies)
                    for (var round = 0; round < rounds; round++) await MeasureAsync(folder, data, count, concurrency, fakes, withList: false);
                await MeasureAsync(folder, data, count, Concurrencies[0], fakes, withList: true);
                Directory.Delete(data, recursive: true);
            }
        }
        finally
        {
            foreach (var fake in fakes) await fake.DisposeAsync();
        }
    }

    private static async Task MeasureAsync(string folder, string data, int count, int concurrency, List<FakeUpstream> fakes, bool withList)
    {
        var due = await DueInAsync(data, Before);
        var (portal, client) = await SeededData.StartAsync(
            folder,
            data,
            keepData: true,
            $"--Health:AtOnce={concurrency}",
            $"--Health:AtOnceForOneOrigin={concurrency}",
            "--Health:Interval=7.00:00:00",
            "--Health:DiscoveryInterval=0");
        using var running = portal;
        using var browser = client;
        await using var history = new SqliteConnection($"Data Source={Path.Combine(data, "health.db")};Mode=ReadOnly;Pooling=False");
        await history.OpenAsync();
        var idle = new List<double>();
        if (withList)
        {
            for (var warm = 0; warm < 200; warm++) await ListAsync(client, []);
            while (DateTime.UtcNow < due.AddSeconds(-1)) await ListAsync(client, idle);
        }

        var busy = new List<double>();
        await SweepAsync(portal, history, count, concurrency, fakes, due, withList ? "while the list is read" : "after the start", withList ? () => ListAsync(client, busy) : () => Task.Delay(5));
        if (withList)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $" list p95 {P95(idle):0.0} ms idle ({idle.Count}), {P95(busy):0.0} ms meanwhile ({busy.Count}), ratio {P95(busy) / P95(idle):0.0}"));
            return;
        }

        // The last results are stored, the slots they came from are released right after.
        await Task.Delay(TimeSpan.FromSeconds(1));
        due = await DueInAsync(data, Between);
        await SweepAsync(portal, history, count, concurrency, fakes, due, "once more", () => Task.Delay(5));
    }

    private static async Task<DateTime> DueInAsync(string data, TimeSpan time)
    {
        var due = DateTime.UtcNow + time;
        await using var db = new PortalDbContext(new DbContextOptionsBuilder<PortalDbContext>().UseSqlite($"Data Source={Path.Combine(data, "portal.db")};Pooling=False").Options);
        await db.Providers.ExecuteUpdateAsync(set => set.SetProperty(p => p.CheckSlot.NextAt, due).SetProperty(p => p.CheckSlot.LeasedAt, (DateTime?)null));
        return due;
    }

    private static async Task SweepAsync(PortalProcess portal, SqliteConnection history, int count, int concurrency, List<FakeUpstream> fakes, DateTime due, string which, Func<Task> meanwhile)
    {
        // What the portal before this one left under way was begun again at the start, and does not belong to this.
        if (due.AddSeconds(-1) - DateTime.UtcNow is { Ticks: > 0 } left) await Task.Delay(left);
        foreach (var fake in fakes) fake.ForgetRequests();
        var stored = await LastAsync(history);
        while (fakes.All(f => f.Requests.Count == 0)) await Task.Delay(1);
        var started = Stopwatch.GetTimestamp();
        var before = portal.ProcessorTime();
        while (await LastAsync(history) < stored + count) await meanwhile();
        var wall = Stopwatch.GetElapsedTime(started);
        var ideal = count * Answer / concurrency;
        var calls = fakes.Sum(f => f.Requests.Count);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"sweep {count:N0} at {concurrency} {which}: {wall.TotalSeconds:0.00} s for {calls:N0} calls, ideal {ideal.TotalSeconds:0.00} s, ratio {wall / ideal:0.00}; CPU {(portal.ProcessorTime() - before).TotalMilliseconds / count:0.00} ms each; peak {portal.PeakMiB():0} MiB"));
    }

    private static async Task ListAsync(SignedInClient client, List<double> times)
    {
        var started = Stopwatch.GetTimestamp();
        using var answer = await client.Http.GetAsync("/providers");
        answer.EnsureSuccessStatusCode();
        await answer.Content.ReadAsByteArrayAsync();
        times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    private static async Task<long> LastAsync(SqliteConnection history)
    {
        await using var command = history.CreateCommand();
        command.CommandText = "SELECT coalesce(max(\"Id\"), 0) FROM \"Checks\"";
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static double P95(List<double> values) => values.Order().ElementAt((int)(values.Count * 0.95));
}
