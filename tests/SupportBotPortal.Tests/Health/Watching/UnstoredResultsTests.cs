using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Health.History;
using SupportBotPortal.Core.Health.Recording;
using SupportBotPortal.Core.Health.Sweep;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Health.Watching;

/// <summary>Results that cannot be written wait, and the pages say so.</summary>
public sealed class UnstoredResultsTests
{
    private const string Banner = "#watch-unstored";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Results_that_cannot_be_stored_for_a_minute_are_said_on_every_page_and_stored_later()
    {
        await using var bench = await WatchBench.StartAsync();
        using var admin = await bench.AdminAsync();
        var status = bench.Portal.Services.GetRequiredService<RecordingStatus>();
        var id = await bench.AddAsync(adjust: p => p.CheckSlot.NextAt = bench.Clock.GetUtcNow().UtcDateTime);
        var history = Path.Combine(bench.Portal.DataDirectory, HealthStorage.FileName);
        await OutsideAccess.ChangeAsync(history, "ALTER TABLE Checks RENAME TO Gone");

        await bench.Runner.SweepAsync(Token);
        await bench.Runner.WhenIdleAsync().WaitAsync(TimeSpan.FromMinutes(1), Token);
        await bench.Portal.Log.LineAsync("could not be written and are tried again", Token).WaitAsync(TimeSpan.FromMinutes(1), Token);
        (await admin.PageAsync("/providers")).QuerySelector(Banner).ShouldBeNull();
        status.Waiting.ShouldBe(1);

        bench.Clock.Advance(TimeSpan.FromMinutes(1.5));
        (await admin.PageAsync("/providers")).QuerySelector(Banner).ShouldNotBeNull().TextContent
            .ShouldContain("Results of tests cannot be stored since 2026-06-01 09:00 UTC; they wait in memory and are lost if the portal ends.");

        await OutsideAccess.ChangeAsync(history, "ALTER TABLE Gone RENAME TO Checks");
        var written = bench.WrittenAsync();
        while (!written.IsCompleted)
        {
            bench.Clock.Advance(SweepJob.Every);
            await Task.Yield();
        }

        await written;
        using var later = await bench.AdminAsync();
        (await later.PageAsync("/providers")).QuerySelector(Banner).ShouldBeNull();
        status.Waiting.ShouldBe(0);
        (await bench.ChecksAsync(id)).ShouldHaveSingleItem();
    }
}
