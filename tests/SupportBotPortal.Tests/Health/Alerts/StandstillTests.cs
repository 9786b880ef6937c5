using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Alerts;
using SupportBotPortal.Core.Health.Sweep;
using SupportBotPortal.Core.Health.Watching;

namespace SupportBotPortal.Tests.Health.Alerts;

/// <summary>That the schedule stands still, and that it runs again.</summary>
public sealed class StandstillTests
{
    private const string Stopped = "Tests by schedule have stopped";
    private const string Runs = "Tests by schedule run again";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task That_the_schedule_stopped_and_runs_again_concerns_every_channel_and_is_told_once_each()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var bench = AlertBench.Start();
        await bench.AddWebhookAsync(receiver, adjust: c => c with { Environments = [ProviderEnvironment.Production] });
        var last = bench.Now.AddMinutes(-10);

        foreach (var isStopped in (bool[])[true, true, false, false])
        {
            await TellAsync(bench, isStopped, last);
            await bench.GatheredAsync();
        }

        receiver.Received.Select(r => r.Title).ShouldBe([Stopped, Runs]);
        var end = receiver.Received.Last().Json.GetProperty("alerts")[0];
        end.GetProperty("event").GetString().ShouldBe("scheduler.runs");
        end.GetProperty("what").GetString().ShouldBe("No test was run by schedule from 1 March 2026, 11:50 UTC to 1 March 2026, 12:01 UTC. What went wrong in that time, nobody noticed.");
    }

    [Fact]
    public async Task A_short_standstill_is_told_in_one_statement()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var bench = AlertBench.Start();
        await bench.AddWebhookAsync(receiver);

        await TellAsync(bench, isStopped: true, bench.Now.AddMinutes(-10));
        await TellAsync(bench, isStopped: false, bench.Now.AddMinutes(-10));
        await bench.GatheredAsync();

        receiver.Received.ShouldHaveSingleItem().Title.ShouldBe(Runs);
    }

    [Fact]
    public async Task Who_was_not_told_that_it_stopped_is_not_told_that_it_runs()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var bench = AlertBench.Start();
        await TellAsync(bench, isStopped: true, bench.Now.AddMinutes(-10));
        await bench.GatheredAsync();
        await bench.AddWebhookAsync(receiver);

        await TellAsync(bench, isStopped: false, bench.Now.AddMinutes(-10));
        await bench.GatheredAsync();

        receiver.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_portal_that_was_restarted_against_it_tells_that_tests_run_again_after_its_first_round()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var bench = AlertBench.Start();
        await bench.AddWebhookAsync(receiver);
        await TellAsync(bench, isStopped: true, bench.Now.AddMinutes(-10));
        await bench.GatheredAsync();

        var alarm = bench.Portal.Services.GetRequiredService<SchedulerAlarm>();
        await alarm.StartAsync(Token);
        bench.Portal.Services.GetRequiredService<SweepStatus>().Ended();
        await alarm.ExecuteTask!.WaitAsync(TimeSpan.FromMinutes(1), Token);
        await bench.GatheredAsync();

        receiver.Received.Select(r => r.Title).ShouldBe([Stopped, Runs]);
    }

    private static async Task TellAsync(AlertBench bench, bool isStopped, DateTime since)
    {
        foreach (var alarm in bench.Portal.Services.GetServices<IWatchAlarm>()) await alarm.TellAsync(new(isStopped, since, bench.Now), Token);
    }
}
