using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.History;
using SupportBotPortal.Core.Health.States;
using SupportBotPortal.FakeProviders;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Health;

/// <summary>Tests that let a model generate: rarely, and within what they may cost.</summary>
public sealed class DeepTests
{
    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Nobody_pays_who_did_not_ask_to()
    {
        await using var bench = await SweepBench.StartAsync();
        await bench.AddAsync();

        await bench.PassAsync(3 * Usual);

        Generated(bench).ShouldBe(0);
    }

    [Fact]
    public async Task A_model_generates_once_in_each_interval_and_the_tests_between_are_free()
    {
        await using var bench = await SweepBench.StartAsync();
        var id = await bench.AddAsync(adjust: p => p.Checks.DeepHours = 1);

        await bench.PassAsync(TimeSpan.FromMinutes(110));

        var deep = (await bench.ChecksAsync(id)).Where(c => c.Kind == CheckKind.Deep).ToList();
        deep.Count.ShouldBe(2);
        (deep[1].At - deep[0].At).ShouldBeInRange(TimeSpan.FromMinutes(58), TimeSpan.FromMinutes(66));
        Generated(bench).ShouldBe(2);
        (await bench.FindAsync(id)).CheckSlot.PaidCalls.ShouldBe(2);
    }

    [Fact]
    public async Task The_budget_of_a_month_is_kept_and_a_new_month_has_a_new_one()
    {
        await using var bench = await SweepBench.StartAsync(now: new DateTimeOffset(2026, 6, 30, 20, 0, 0, TimeSpan.Zero));
        var id = await bench.AddAsync(adjust: p => (p.Checks.DeepHours, p.Checks.DeepPerMonth, p.Checks.Rhythm, p.Checks.Seconds) = (1, 2, CheckRhythm.Interval, 900));

        await bench.PassAsync(TimeSpan.FromMinutes(239));
        Generated(bench).ShouldBe(2);
        await bench.PassAsync(TimeSpan.FromMinutes(62));

        Generated(bench).ShouldBeInRange(3, 4);
        (await bench.ChecksAsync(id)).Count.ShouldBeGreaterThan(15, "the free ones went on");
    }

    [Fact]
    public async Task A_model_that_does_not_generate_is_asked_again_until_it_is_settled_and_free_tests_that_pass_do_not_settle_it()
    {
        await using var bench = await SweepBench.StartAsync();
        var id = await bench.AddAsync(adjust: p => p.Checks.DeepHours = 6);
        bench.Fake.Behave(FakeBehaviour.ModelNotFound, FakeEndpoint.Chat);

        await bench.PassAsync((3 * Usual) + TimeSpan.FromSeconds(30));
        (await bench.FindAsync(id)).Health.State.ShouldBe(HealthState.Down);
        await bench.PassAsync(4 * Usual);
        var provider = await bench.FindAsync(id);
        provider.Health.State.ShouldBe(HealthState.Down, "it lists its models, and that is all");
        (await bench.ChecksAsync(id)).Count(c => c.Verdict == CheckVerdict.Passed).ShouldBeGreaterThan(1);
        bench.Fake.Behave(FakeBehaviour.Ok);
        await bench.PassAsync(TimeSpan.FromMinutes(70));

        (await bench.FindAsync(id)).Health.State.ShouldBe(HealthState.Healthy);
        Generated(bench).ShouldBe(4, "three that failed, and one an hour later");
    }

    [Fact]
    public async Task With_the_budget_used_up_it_stays_down_until_a_model_generates_for_somebody()
    {
        await using var bench = await SweepBench.StartAsync();
        var id = await bench.AddAsync(adjust: p => (p.Checks.DeepHours, p.Checks.DeepPerMonth) = (6, 3));
        bench.Fake.Behave(FakeBehaviour.ModelNotFound, FakeEndpoint.Chat);

        await bench.PassAsync(6 * Usual);

        (await bench.FindAsync(id)).Health.State.ShouldBe(HealthState.Down);
        (await bench.ChecksAsync(id)).Count(c => c.Kind == CheckKind.Deep).ShouldBe(3);
        using var admin = await bench.AdminAsync();
        bench.Fake.Behave(FakeBehaviour.Ok);
        await admin.TestSavedAsync("watched");
        await bench.WrittenAsync();
        (await bench.FindAsync(id)).Health.State.ShouldBe(HealthState.Down, "a free test says nothing about generating");
        await admin.TestSavedAsync("watched", generate: true);
        await bench.WrittenAsync();
        await using var history = await bench.History.CreateDbContextAsync(TestContext.Current.CancellationToken);
        history.Incidents.ShouldHaveSingleItem().EndedAt.ShouldNotBeNull();
    }

    private static int Generated(SweepBench bench) => bench.Fake.Requests.Count(r => r.Path.EndsWith("/chat/completions", StringComparison.Ordinal));
}
