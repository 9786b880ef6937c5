using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Tests.Health;

/// <summary>The sums of hours and days, from which pages read.</summary>
public sealed class PeriodTests : IDisposable
{
    private readonly HistoryBench bench = new();
    private readonly Guid provider = Guid.NewGuid();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_hour_and_a_day_contain_every_test_at_once_however_many_batches_brought_them()
    {
        await bench.WriteAsync(provider, "PPSF");
        await bench.WriteAsync(provider, "LQN", fromMinute: 20);
        await bench.WriteAsync(provider, "PP", fromMinute: 65);
        await bench.WriteAsync(provider, "P", fromMinute: 24 * 60);
        await using var db = bench.Open();

        (await db.Hours.OrderBy(h => h.Start).Select(h => h.Start).ToListAsync(Token)).ShouldBe([HistoryBench.Begin, HistoryBench.Begin.AddHours(1), HistoryBench.Begin.AddDays(1)]);
        var hour = await db.Hours.OrderBy(h => h.Start).FirstAsync(Token);
        (hour.Passed, hour.Slow, hour.Failed, hour.RateLimited, hour.Quota, hour.NotTestable, hour.Interrupted).ShouldBe((2, 1, 1, 1, 1, 1, 0));
        var times = ResponseTimes.FromBytes(hour.Times);
        times.Count.ShouldBe(3, "only those that were answered");
        ((double)times.Percentile(0.5)!.Value).ShouldBeInRange(93, 107);
        var days = await db.Days.OrderBy(d => d.Start).ToListAsync(Token);
        days.Select(d => (d.Start, d.Passed)).ShouldBe([(HistoryBench.Begin.Date, 4), (HistoryBench.Begin.Date.AddDays(1), 1)]);
        ResponseTimes.FromBytes(days[0].Times).Count.ShouldBe(5);
    }

    [Fact]
    public async Task An_hour_without_any_answer_has_no_times()
    {
        await bench.WriteAsync(provider, "FFNL");
        await using var db = bench.Open();

        var hour = await db.Hours.SingleAsync(Token);

        (hour.Failed, hour.Times.Length).ShouldBe((2, 0));
    }

    [Fact]
    public async Task Damaged_times_do_not_stop_what_comes_after()
    {
        await bench.WriteAsync(provider, "P");
        await using var db = bench.Open();
        await db.Hours.ExecuteUpdateAsync(set => set.SetProperty(h => h.Times, new byte[] { 1, 2, 3 }), Token);

        await bench.WriteAsync(provider, "P", fromMinute: 5);

        (await db.Hours.SingleAsync(Token)).Passed.ShouldBe(2);
    }

    public void Dispose() => bench.Dispose();
}
