using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.History;
using SupportBotPortal.Core.Health.States;
using SupportBotPortal.FakeProviders;
using SupportBotPortal.Tests.Hosting;
using SupportBotPortal.Tests.Pages.Providers.Listing;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Health;

/// <summary>The executable with its real schedule, killed in the middle of sweeps. <c>KILLS</c> says how often; <c>KILLS=20</c> is the long run.</summary>
public sealed class KilledSweepTests : IDisposable
{
    private const int Providers = 24;

    private readonly string folder = Directory.CreateTempSubdirectory("supportbot-killed-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Data => Path.Combine(folder, "data");

    [Fact]
    public async Task Every_slot_that_was_taken_leaves_one_result_and_none_that_was_there_is_lost()
    {
        var kills = int.Parse(Environment.GetEnvironmentVariable("KILLS") ?? "3", System.Globalization.CultureInfo.InvariantCulture);
        await using var fake = await FakeUpstream.StartAsync(o => o.CustomAuth = FakeAuth.None);
        await PrepareAsync(fake);
        var taken = new Dictionary<Guid, int>();
        for (var round = 0; round < kills; round++)
        {
            fake.ForgetRequests();
            DateTime due;
            long acknowledged;
            using (var host = Start(fake))
            {
                await host.StartedAsync(Token);
                // Once it runs: what is late by more than a minute, on a slow machine, waits for its next slot.
                due = DateTime.UtcNow;
                await using (var db = Configuration()) await db.Providers.ExecuteUpdateAsync(set => set.SetProperty(p => p.CheckSlot.NextAt, due), Token);
                // Another moment in each round: from the first call to well after the last.
                await fake.WaitForRequestsAsync(1 + (round * 7 % Providers), Token).WaitAsync(TimeSpan.FromMinutes(2), Token);
                await using var running = History();
                // In every third round something has been stored by then, and is seen again.
                while (round % 3 == 1 && !await running.Checks.AnyAsync(c => c.Verdict == CheckVerdict.Passed, Token)) await Task.Delay(5, Token);
                acknowledged = await running.Checks.CountAsync(Token);
            }

            await using var history = History();
            (await history.Checks.LongCountAsync(Token)).ShouldBeGreaterThanOrEqualTo(acknowledged);
            await using var stopped = Configuration();
            foreach (var id in await stopped.Providers.Where(p => p.CheckSlot.NextAt > due).Select(p => p.Id).ToListAsync(Token)) taken[id] = taken.GetValueOrDefault(id) + 1;
        }

        taken.Count.ShouldBe(Providers);
        await using (var db = Configuration()) await db.Providers.ExecuteUpdateAsync(set => set.SetProperty(p => p.Checks.Rhythm, CheckRhythm.Off).SetProperty(p => p.CheckSlot.NextAt, (DateTime?)null), Token);
        using (var last = Start(fake)) await last.SaysAsync("were under way when the portal ended", Token);

        await AllAreSettledAsync(fake, taken);
    }

    private async Task AllAreSettledAsync(FakeUpstream fake, Dictionary<Guid, int> taken)
    {
        // It is killed again by now, perhaps before it had written all: so once more.
        using (var host = Start(fake))
        {
            await host.StartedAsync(Token);
            await using var running = Configuration();
            while (await running.Providers.AnyAsync(p => p.CheckSlot.LeasedAt != null, Token)) await Task.Delay(20, Token);
        }

        await using var history = History();
        foreach (var (id, count) in taken)
        {
            var checks = await history.Checks.Where(c => history.Subjects.Any(s => s.Id == c.SubjectId && s.ProviderId == id)).ToListAsync(Token);
            checks.Count.ShouldBe(count);
            checks.ShouldAllBe(c => c.Verdict == CheckVerdict.Passed || c.Verdict == CheckVerdict.Interrupted);
        }

        (await history.Incidents.AnyAsync(Token)).ShouldBeFalse();
        (await history.Checks.AnyAsync(c => c.Verdict == CheckVerdict.Passed, Token)).ShouldBeTrue();
        (await history.Checks.AnyAsync(c => c.Verdict == CheckVerdict.Interrupted, Token)).ShouldBeTrue();
        (await history.Hours.SumAsync(h => h.Passed + h.Interrupted, Token)).ShouldBe(await history.Checks.CountAsync(Token));
    }

    private HostProcess Start(FakeUpstream fake) => HostProcess.Start(
        folder,
        new Dictionary<string, string> { ["Health__AtOnceForOneOrigin"] = "64", ["Health__Interval"] = "7.00:00:00", ["Egress__Allow__0"] = $"loopback:{fake.CustomUrl.Port}" },
        "--urls",
        "http://127.0.0.1:0",
        "--Storage:DataDirectory=" + Data);

    private async Task PrepareAsync(FakeUpstream fake)
    {
        await using var portal = new PortalFactory(Data) { Replace = StartedPortal.Quick };
        await portal.InDatabaseAsync(db =>
        {
            for (var number = 0; number < Providers; number++)
            {
                var provider = ListBench.New($"Watched {number}");
                // Every second one never answers, and is under way whenever the portal dies.
                (provider.BaseUrl, provider.AuthScheme) = ((number % 2 == 0 ? fake.CustomUrl : fake.Url("custom", FakeBehaviour.Hang)).AbsoluteUri, "none");
                db.Providers.Add(provider);
            }

            return db.SaveChangesAsync(Token);
        });
    }

    private PortalDbContext Configuration() => new(new DbContextOptionsBuilder<PortalDbContext>().UseSqlite($"Data Source={Path.Combine(Data, "portal.db")};Pooling=False").Options);

    private HealthDbContext History() => new(new DbContextOptionsBuilder<HealthDbContext>().UseSqlite($"Data Source={Path.Combine(Data, "health.db")};Pooling=False").Options);

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
