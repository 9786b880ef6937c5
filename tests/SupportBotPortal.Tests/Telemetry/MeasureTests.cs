using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using System.Diagnostics.Metrics;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.History;
using SupportBotPortal.Core.Health.Recording;
using SupportBotPortal.Core.Health.Telemetry;
using SupportBotPortal.Core.Telemetry;
using SupportBotPortal.FakeProviders;
using SupportBotPortal.PluginSdk;
using SupportBotPortal.Tests.Health;
using SupportBotPortal.Tests.Health.Alerts;
using SupportBotPortal.Tests.Providers;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Telemetry;

/// <summary>What is measured, and how it is named: dashboards are built on these.</summary>
public sealed class MeasureTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tests_are_counted_and_timed_by_type_outcome_and_cause()
    {
        await using var bench = await SweepBench.StartAsync();
        using var durations = Collect<double>(bench.Portal, "supportbot.test.duration");
        using var results = Collect<long>(bench.Portal, "supportbot.test.results");
        await bench.AddAsync("Well", Due);
        await bench.AddAsync("Failing", p =>
        {
            Due(p);
            p.BaseUrl = bench.Fake.Url("custom", FakeBehaviour.RateLimited).AbsoluteUri;
        });
        await bench.AddAsync("Gone", p =>
        {
            Due(p);
            p.TypeId = "no-such-type";
        });

        await bench.SweepAsync();

        durations.Instrument!.Unit.ShouldBe("s");
        Written(durations).ShouldBe(
        [
            "error.type=rate_limit supportbot.provider.type=custom supportbot.test.kind=free supportbot.test.outcome=failed",
            "supportbot.provider.type=custom supportbot.test.kind=free supportbot.test.outcome=passed",
        ], ignoreOrder: true);
        results.Instrument!.Unit.ShouldBe("{test}");
        Written(results).ShouldContain("supportbot.provider.type=no-such-type supportbot.test.outcome=not_testable");
        results.GetMeasurementSnapshot().Sum(m => m.Value).ShouldBe(3);

        void Due(Provider p) => p.CheckSlot.NextAt = bench.Clock.GetUtcNow().UtcDateTime;
    }

    [Fact]
    public async Task Calls_into_a_plugin_are_timed_by_type_and_call()
    {
        await using var bench = await SweepBench.StartAsync();
        using var calls = Collect<double>(bench.Portal, "supportbot.plugin.call.duration");
        await bench.AddAsync(adjust: p => p.CheckSlot.NextAt = bench.Clock.GetUtcNow().UtcDateTime);

        await bench.SweepAsync();

        calls.Instrument!.Unit.ShouldBe("s");
        Written(calls).ShouldBe(["supportbot.plugin.call=connect supportbot.provider.type=custom", "supportbot.plugin.call=probe supportbot.provider.type=custom"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_plugin_that_fails_in_a_way_of_its_own_is_counted_as_a_fault_and_one_that_reports_a_failure_is_not()
    {
        using var bench = new GuardBench();
        using var faults = new MetricCollector<long>(bench.Meters, PortalTelemetry.Name, "supportbot.plugin.faults");
        using var calls = new MetricCollector<double>(bench.Meters, PortalTelemetry.Name, "supportbot.plugin.call.duration");

        await Should.ThrowAsync<ProviderFailureException>(() => bench.Guard(new() { Discover = _ => throw new InvalidOperationException("a bug") }).DiscoverModelsAsync(Token));
        await Should.ThrowAsync<ProviderFailureException>(() => bench.Guard(new() { Discover = _ => Task.FromResult<IReadOnlyList<DiscoveredModel>>(null!) }).DiscoverModelsAsync(Token));
        await Should.ThrowAsync<ProviderFailureException>(() => bench.Guard(new() { Discover = _ => throw new ProviderFailureException(FailureCause.Quota, "No credit.") }).DiscoverModelsAsync(Token));

        faults.GetMeasurementSnapshot().Sum(m => m.Value).ShouldBe(2);
        Written(faults).Distinct().ShouldBe(["supportbot.provider.type=test"]);
        Written(calls).ShouldContain("error.type=quota supportbot.plugin.call=discover supportbot.provider.type=test");
        Written(calls).Count(m => m.Contains("error.type=plugin_error", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task Providers_are_counted_by_state_and_the_sweep_says_how_late_it_is()
    {
        await using var bench = await SweepBench.StartAsync();
        var now = bench.Clock.GetUtcNow().UtcDateTime;
        await bench.AddAsync("Late", p => p.CheckSlot.NextAt = now.AddSeconds(-42));
        await bench.AddAsync("Later today", p => p.CheckSlot.NextAt = now.AddHours(1));
        await bench.AddAsync("Off", p => p.IsActive = false);
        using var providers = Collect<long>(bench.Portal, "supportbot.providers");
        using var lag = Collect<double>(bench.Portal, "supportbot.sweep.lag");

        providers.RecordObservableInstruments();
        providers.GetMeasurementSnapshot().ShouldBeEmpty();
        await bench.Portal.Services.GetRequiredService<ProviderGauges>().RefreshAsync(Token);
        providers.RecordObservableInstruments();
        lag.RecordObservableInstruments();

        lag.LastMeasurement!.Value.ShouldBe(42);
        providers.GetMeasurementSnapshot().Where(m => m.Value > 0).ToDictionary(m => m.Tags["supportbot.provider.state"]!, m => m.Value)
            .ShouldBe(new Dictionary<object, long> { ["not_tested"] = 2, ["inactive"] = 1 }, ignoreOrder: true);
        providers.GetMeasurementSnapshot().Count.ShouldBe(Enum.GetValues<Core.Providers.Listing.ProviderState>().Length);
    }

    [Fact]
    public async Task Results_that_wait_to_be_stored_are_counted()
    {
        await using var bench = await SweepBench.StartAsync();
        using var queue = Collect<long>(bench.Portal, "supportbot.recorder.queue");
        await OutsideAccess.ChangeAsync(Path.Combine(bench.Portal.DataDirectory, HealthStorage.FileName), "ALTER TABLE Checks RENAME TO Gone");
        var recorder = bench.Portal.Services.GetRequiredService<CheckRecorder>();
        var id = await bench.AddAsync();

        recorder.Add(new ScheduledCheck(id, 0, CheckKind.Scheduled, null));
        recorder.Add(new ScheduledCheck(id, 0, CheckKind.Scheduled, null));
        queue.RecordObservableInstruments();

        queue.LastMeasurement!.Value.ShouldBe(2);
    }

    [Fact]
    public async Task Alerts_are_counted_by_the_kind_of_channel_and_whether_they_arrived()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var bench = AlertBench.Start();
        using var alerts = Collect<long>(bench.Portal, "supportbot.alert.deliveries");
        await bench.AddWebhookAsync(receiver);
        var provider = await bench.AddProviderAsync("Alpha");

        await bench.CheckAsync(provider, "F");
        await bench.GatheredAsync();
        receiver.AnswerWith(500);
        await bench.CheckAsync(provider, "P");
        await bench.GatheredAsync();

        Written(alerts).ShouldBe(["supportbot.alert.channel=webhook supportbot.alert.outcome=sent", "supportbot.alert.channel=webhook supportbot.alert.outcome=failed"]);
    }

    private static MetricCollector<T> Collect<T>(PortalFactory portal, string instrument)
        where T : struct => new(portal.Services.GetRequiredService<IMeterFactory>(), PortalTelemetry.Name, instrument);

    /// <summary>The attributes of each measurement, in the order of their names.</summary>
    private static List<string> Written<T>(MetricCollector<T> collector)
        where T : struct => [.. collector.GetMeasurementSnapshot().Select(m => string.Join(' ', m.Tags.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => $"{t.Key}={t.Value}")))];
}
