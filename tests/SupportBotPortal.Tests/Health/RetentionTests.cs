using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Health.Keeping;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Health;

public sealed class RetentionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Old_tests_go_and_their_hours_and_days_stay_and_later_the_hours_go_too()
    {
        await using var bench = await SweepBench.StartAsync();
        var id = await bench.AddAsync();
        await bench.PassAsync(TimeSpan.FromMinutes(16));
        var count = (await bench.ChecksAsync(id)).Count;

        Wait(bench, days: 89);
        await RunAsync(bench);
        (await bench.ChecksAsync(id)).Count.ShouldBe(count);
        Wait(bench, days: 2);
        await RunAsync(bench);

        (await bench.ChecksAsync(id)).ShouldBeEmpty();
        await using var db = await bench.History.CreateDbContextAsync(Token);
        (await db.Hours.SumAsync(h => h.Passed, Token)).ShouldBe(count);
        (await db.StateChanges.CountAsync(Token)).ShouldBe(1);
        Wait(bench, days: 310);
        await RunAsync(bench);
        (await db.Hours.AnyAsync(Token)).ShouldBeFalse();
        (await db.Days.SumAsync(d => d.Passed, Token)).ShouldBe(count);
    }

    [Fact]
    public async Task The_history_of_a_destroyed_provider_goes_and_that_of_a_deleted_one_stays()
    {
        await using var bench = await SweepBench.StartAsync();
        var (destroyed, deleted) = (await bench.AddAsync("Gone"), await bench.AddAsync("Deleted"));
        await bench.PassAsync(TimeSpan.FromMinutes(6));
        await bench.Portal.InDatabaseAsync(db => db.Providers.Where(p => p.Id == destroyed).ExecuteDeleteAsync(Token));
        await bench.Portal.InDatabaseAsync(db => db.Providers.Where(p => p.Id == deleted).ExecuteUpdateAsync(set => set.SetProperty(p => p.DeletedAt, DateTime.UnixEpoch), Token));

        await RunAsync(bench);

        await using var db = await bench.History.CreateDbContextAsync(Token);
        (await db.Subjects.Select(s => s.ProviderId).ToListAsync(Token)).ShouldBe([deleted]);
        (await bench.ChecksAsync(deleted)).ShouldNotBeEmpty();
        (await db.Hours.CountAsync(Token)).ShouldBe(await db.Hours.CountAsync(h => db.Subjects.Any(s => s.Id == h.SubjectId), Token));
    }

    /// <summary>Without what would have happened every second of it.</summary>
    private static void Wait(SweepBench bench, int days) => bench.Clock.AdjustTime(bench.Clock.GetUtcNow().AddDays(days));

    private static Task RunAsync(SweepBench bench) => bench.Portal.Services.GetRequiredService<HistoryRetention>().RunAsync(Token);
}
