using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Telemetry;
using SupportBotPortal.FakeProviders;
using SupportBotPortal.Tests.Health;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Telemetry;

/// <summary>The traces: a round, its tests, and the calls into plugins within them.</summary>
public sealed class SpanTests
{
    [Fact]
    public async Task A_round_holds_its_tests_and_a_test_its_calls_however_many_run_at_once()
    {
        await using var bench = await SweepBench.StartAsync(settings: new Dictionary<string, string?> { ["Health:AtOnce"] = "2" });
        using var spans = Listen(bench.Portal, out var ended);
        foreach (var number in Enumerable.Range(0, 5)) await bench.AddAsync($"Watched {number}", p => p.CheckSlot.NextAt = bench.Clock.GetUtcNow().UtcDateTime);

        await bench.SweepAsync();
        await bench.SweepAsync();

        var sweep = ended.Where(a => a.OperationName == "sweep").ShouldHaveSingleItem();
        sweep.GetTagItem("supportbot.sweep.tests").ShouldBe(5);
        var tests = ended.Where(a => a.OperationName == "test").ToList();
        tests.Count.ShouldBe(5);
        tests.ShouldAllBe(t => t.ParentSpanId == sweep.SpanId && t.TraceId == sweep.TraceId);
        tests.Select(t => t.GetTagItem("supportbot.provider.slug")).ShouldBe(Enumerable.Range(0, 5).Select(n => $"watched-{n}"), ignoreOrder: true);
        foreach (var test in tests)
            ended.Where(a => a.ParentSpanId == test.SpanId).Select(a => a.OperationName).ShouldBe(["plugin connect", "plugin probe"]);
        ended.Count(a => a.OperationName.StartsWith("plugin", StringComparison.Ordinal)).ShouldBe(10);
    }

    [Fact]
    public async Task A_failed_test_says_its_cause_and_nothing_that_the_provider_said()
    {
        await using var bench = await SweepBench.StartAsync();
        using var spans = Listen(bench.Portal, out var ended);
        await bench.AddAsync("Failing", p =>
        {
            p.CheckSlot.NextAt = bench.Clock.GetUtcNow().UtcDateTime;
            p.BaseUrl = bench.Fake.Url("custom", FakeBehaviour.RateLimited).AbsoluteUri;
        });

        await bench.SweepAsync();

        var test = ended.Where(a => a.OperationName == "test").ShouldHaveSingleItem();
        (test.Status, test.StatusDescription, test.GetTagItem("error.type")).ShouldBe((ActivityStatusCode.Error, null, "rate_limit"));
        ended.SelectMany(a => a.TagObjects).Select(t => t.Key).Distinct().ShouldBe(
            ["supportbot.provider.type", "supportbot.provider.slug", "error.type", "supportbot.test.kind", "supportbot.test.outcome", "supportbot.sweep.tests"], ignoreOrder: true);
        ended.SelectMany(a => a.Events).ShouldBeEmpty();
    }

    private static ActivityListener Listen(PortalFactory portal, out ConcurrentQueue<Activity> ended)
    {
        var (source, queue) = (portal.Services.GetRequiredService<PortalTelemetry>().Activities, ended = new ConcurrentQueue<Activity>());
        var listener = new ActivityListener
        {
            // Of this portal alone: others run beside it.
            ShouldListenTo = one => ReferenceEquals(one, source),
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = queue.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
