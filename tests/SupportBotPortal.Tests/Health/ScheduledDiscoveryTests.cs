using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Alerts;
using SupportBotPortal.Core.Health.Discovery;
using SupportBotPortal.FakeProviders;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Health;

/// <summary>The schedule asks providers for their models; what is used stays as somebody decided.</summary>
public sealed class ScheduledDiscoveryTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_new_and_what_vanished_is_shown_for_review_and_the_list_stays_as_it_is()
    {
        await using var bench = await SweepBench.StartAsync();
        bench.Fake.Models = ["kept", "leaves"];
        var id = await bench.AddAsync("Watched", p => p.Models = ["kept", "leaves"]);
        await PassAsync(bench, Day);
        using var before = await bench.AdminAsync();
        using var reviewed = await before.PostAsync("/providers/watched", "/providers/watched/models", []);
        var lines = await bench.Portal.InDatabaseAsync(db => db.Audit.CountAsync(a => a.SubjectType == "provider", Token));
        (await before.PageAsync("/")).QuerySelectorAll("h2").ShouldNotContain(h => h.TextContent.StartsWith("Models to look at", StringComparison.Ordinal));

        bench.Fake.Models = ["kept", "arrives"];
        await PassAsync(bench, Day);

        using var admin = await bench.AdminAsync();
        (await bench.FindAsync(id)).Models.ShouldBe(["kept", "leaves"]);
        (await bench.Portal.InDatabaseAsync(db => db.Audit.CountAsync(a => a.SubjectType == "provider", Token))).ShouldBe(lines);
        (await admin.PageAsync("/")).QuerySelectorAll("section").Single(c => c.QuerySelector("h2")?.TextContent.StartsWith("Models to look at", StringComparison.Ordinal) == true).TextContent.ShouldContain("1 that is used is not listed any more; 1 new");
        (await admin.PageAsync("/models")).QuerySelector("#changed tbody")!.TextContent.ShouldContain("1 that is used is not listed any more; 1 new");
        var panel = (await admin.PageAsync("/providers/watched")).QuerySelector("#discovery-panel")!;
        panel.QuerySelector("input[name=add]")!.GetAttribute("value").ShouldBe("arrives");
        panel.QuerySelector("input[name=remove]")!.GetAttribute("value").ShouldBe("leaves");
        using var answer = await admin.PostAsync("/providers/watched", "/providers/watched/models", new() { ["add"] = "arrives", ["remove"] = "leaves" });
        (await bench.FindAsync(id)).Models.ShouldBe(["kept", "arrives"]);
        (await admin.PageAsync("/providers/watched")).QuerySelector("#discovery-panel form.review").ShouldBeNull();
        (await admin.PageAsync("/models")).QuerySelector("#changed table").ShouldBeNull();
    }

    [Theory]
    [InlineData(FakeBehaviour.EmptyList, "listed no models")]
    [InlineData(FakeBehaviour.InvalidKey, "key")]
    public async Task An_answer_that_tells_nothing_changes_nothing_and_is_said_on_the_page(FakeBehaviour behaviour, string said)
    {
        await using var bench = await SweepBench.StartAsync();
        bench.Fake.Models = ["kept"];
        await bench.AddAsync("Watched", p => p.Models = ["kept"]);
        await PassAsync(bench, Day);
        var known = await KnownAsync(bench);

        bench.Fake.Behave(behaviour, FakeEndpoint.Models);
        await PassAsync(bench, Day);

        (await KnownAsync(bench)).ShouldBe(known);
        using var admin = await bench.AdminAsync();
        var panel = (await admin.PageAsync("/providers/watched")).QuerySelector("#discovery-panel")!.TextContent;
        panel.ShouldContain("told nothing");
        panel.ShouldContain(said);
    }

    [Fact]
    public async Task A_model_that_is_used_and_vanishes_is_told_through_the_alerts_once()
    {
        await using var bench = await SweepBench.StartAsync();
        bench.Fake.Models = ["kept", "leaves"];
        var id = await bench.AddAsync("Watched", p => p.Models = ["kept", "leaves"]);
        await PassAsync(bench, Day);
        bench.Fake.Models = ["kept"];

        await PassAsync(bench, Day);

        var watch = bench.Portal.Services.GetRequiredService<AlertWatch>();
        (await watch.LookAsync(Token)).ShouldBe(1);
        (await watch.LookAsync(Token)).ShouldBe(0);
        await using var db = await bench.History.CreateDbContextAsync(Token);
        var alert = await db.Alerts.SingleAsync(Token);
        (alert.Event, alert.ProviderId, alert.Model).ShouldBe((AlertEvent.ModelVanished, id, "leaves"));
    }

    [Fact]
    public async Task Each_is_asked_once_in_an_interval_and_not_all_at_the_same_time()
    {
        await using var bench = await SweepBench.StartAsync();
        for (var number = 0; number < 24; number++) await bench.AddAsync($"Watched {number}");
        await RunAsync(bench);
        var busiest = 0;

        for (var hour = 0; hour < 24; hour++)
        {
            bench.Fake.ForgetRequests();
            bench.Clock.Advance(TimeSpan.FromHours(1));
            await RunAsync(bench);
            busiest = Math.Max(busiest, bench.Fake.Requests.Count);
        }

        busiest.ShouldBeInRange(1, 8);
        (await bench.Portal.InDatabaseAsync(db => db.Providers.CountAsync(p => p.DiscoverySlot.TriedAt != null, Token))).ShouldBe(24);
    }

    [Fact]
    public async Task What_was_missed_while_the_portal_was_off_is_made_up_for_once()
    {
        await using var bench = await SweepBench.StartAsync();
        await bench.AddAsync();
        await RunAsync(bench);

        bench.Clock.Advance(5 * Day);
        await RunAsync(bench);
        await RunAsync(bench);

        bench.Fake.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task After_a_clock_that_was_set_back_nobody_waits_longer_than_an_interval()
    {
        await using var bench = await SweepBench.StartAsync();
        var id = await bench.AddAsync("Watched", p => p.DiscoverySlot.NextAt = bench.Clock.GetUtcNow().UtcDateTime + (30 * Day));

        await RunAsync(bench);

        (await bench.FindAsync(id)).DiscoverySlot.NextAt!.Value.ShouldBeLessThanOrEqualTo(bench.Clock.GetUtcNow().UtcDateTime + Day + TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Who_is_inactive_deleted_or_cannot_be_called_is_not_asked()
    {
        await using var bench = await SweepBench.StartAsync();
        using var admin = await bench.AdminAsync();
        var now = bench.Clock.GetUtcNow().UtcDateTime;
        await bench.AddAsync("Inactive", p => (p.IsActive, p.DiscoverySlot.NextAt) = (false, now));
        await bench.AddAsync("Deleted", p => (p.DeletedAt, p.DiscoverySlot.NextAt) = (now, now));
        await bench.AddAsync("Keyless", p => (p.AuthScheme, p.DiscoverySlot.NextAt) = ("bearer", now));

        await RunAsync(bench);

        bench.Fake.Requests.ShouldBeEmpty();
        (await admin.PageAsync("/providers/keyless")).QuerySelector("#discovery-panel")!.TextContent.ShouldContain("told nothing:");
    }

    [Fact]
    public async Task Turned_off_nobody_is_asked()
    {
        await using var portal = new PortalFactory { Replace = StartedPortal.Quick, Settings = new Dictionary<string, string?> { ["Health:DiscoveryInterval"] = "0" } };
        await portal.AddRowAsync("Watched", "http://127.0.0.1:9/v1");

        await portal.Services.GetRequiredService<DiscoveryRunner>().RunAsync(Token);

        (await portal.InDatabaseAsync(db => db.Providers.AllAsync(p => p.DiscoverySlot.NextAt == null, Token))).ShouldBeTrue();
    }

    [Fact]
    public async Task Models_that_retire_soon_are_listed_by_their_last_day_for_who_may_see_providers()
    {
        await using var bench = await SweepBench.StartAsync();
        using var viewer = await PortalBrowser.SignedInAsync(bench.Portal, BuiltInRoles.Viewer);
        (await viewer.PageAsync("/models")).QuerySelector("#retiring .help")!.TextContent.ShouldContain("None of the models");
        foreach (var (model, days) in ((string, int)[])[("late", 59), ("soon", 5), ("far", 90)])
            await bench.AddAsync($"P {model}", p =>
            {
                p.Models = [model];
                p.KnownModels.Add(new() { ModelId = model, RetiresOn = new DateOnly(2026, 6, 1).AddDays(days), FirstSeenAt = p.CreatedAt, LastSeenAt = p.CreatedAt });
            });

        var rows = (await viewer.PageAsync("/models")).QuerySelectorAll("#retiring tbody tr").ToList();

        rows.ConvertAll(r => r.QuerySelector(".mono")!.TextContent).ShouldBe(["soon", "late"]);
        rows[0].TextContent.ShouldContain("retires in 5 days");
        rows[0].TextContent.ShouldContain("2026-06-06");
        rows[0].QuerySelector("a.btn").ShouldBeNull("a viewer changes nothing");
    }

    /// <summary>So much later, the schedule having come round every hour.</summary>
    private static async Task PassAsync(SweepBench bench, TimeSpan time)
    {
        for (var until = bench.Clock.GetUtcNow() + time; bench.Clock.GetUtcNow() < until; bench.Clock.Advance(TimeSpan.FromHours(1))) await RunAsync(bench);
        await RunAsync(bench);
    }

    private static Task RunAsync(SweepBench bench) => bench.Portal.Services.GetRequiredService<DiscoveryRunner>().RunAsync(Token).WaitAsync(TimeSpan.FromMinutes(1), Token);

    private static Task<List<string>> KnownAsync(SweepBench bench) =>
        bench.Portal.InDatabaseAsync(db => db.ProviderModels.OrderBy(m => m.ModelId).Select(m => m.ModelId + " " + m.LastSeenAt + " " + m.VanishedAt).ToListAsync(Token));
}
