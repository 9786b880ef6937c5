using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Egress;
using SupportBotPortal.Core.Health.History;
using SupportBotPortal.Core.Health.Incidents;
using SupportBotPortal.Core.Health.Recording;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Core.Providers.Models;
using SupportBotPortal.Core.Telemetry;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Health.Sweep;

/// <summary>Tests what is due, many at once, and hands the results to the <see cref="CheckRecorder"/>.</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "A source without a timer has nothing to give back, and a host that is stopped from two sides, as in tests, disposes of its services while it stops them.")]
internal sealed class SweepRunner(
    DueChecks due,
    UnwatchedIncidents unwatched,
    StoredTest tests,
    KnownModels known,
    CheckRecorder recorder,
    SweepStatus status,
    IOptions<HealthOptions> options,
    PortalTelemetry telemetry,
    ILogger<SweepRunner> logger) : IHostedService
{
    public const string StartedBy = "schedule";

    private readonly Lanes lanes = new(options.Value.AtOnce, options.Value.AtOnceForOneOrigin);
    private readonly ConcurrentDictionary<Guid, Task> underWay = [];
    private readonly CancellationTokenSource stopping = new();

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Begins everything that is due. Returns when the last of it has begun, not when it has ended.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping.Token);
        status.Began();
        var span = new SweepSpan(telemetry);
        try
        {
            await BeginAllAsync(span, either.Token);
        }
        finally
        {
            span.Leave();
        }

        status.Ended();
    }

    /// <summary>Waits for what has begun.</summary>
    public Task WhenIdleAsync() => Task.WhenAll(underWay.Values);

    /// <summary>What is under way ends now, and is remembered as interrupted.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await WhenIdleAsync().WaitAsync(cancellationToken);
    }

    private async Task BeginAllAsync(SweepSpan span, CancellationToken cancellationToken)
    {
        await unwatched.EndAsync(cancellationToken);
        await due.GiveSlotsAsync(cancellationToken);
        while (true)
        {
            // Not one by one: each taking is a transaction.
            await lanes.RoomAsync(options.Value.AtOnce, cancellationToken);
            var count = lanes.Room;
            var taken = await due.TakeAsync(count, cancellationToken);
            var models = await known.ModelsToAskAsync([.. taken.Select(t => t.Provider)], cancellationToken);
            foreach (var one in taken)
            {
                var task = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                var provider = one.Provider;
                underWay[provider.Id] = task.Task;
                span.Adds();
                lanes.Add(OriginOf(provider), async () =>
                {
                    span.Enter();
                    await TestAsync(one, models.GetValueOrDefault(provider.Id));
                    span.Leave();
                    underWay.TryRemove(provider.Id, out _);
                    task.SetResult();
                });
            }

            status.Took();
            if (taken.Count < count) return;
        }
    }

    private async Task TestAsync(TakenCheck taken, string? model)
    {
        var (provider, isDeep) = taken;
        FinishedTest? test = null;
        try
        {
            test = await tests.RunAsync(provider, new ProbeRequest(isDeep, model), StartedBy, stopping.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Interrupted.
        }
        catch (Exception exception)
        {
            // Without its message: a key was in the hands of what failed.
            logger.LogError("Testing provider {Provider} by schedule failed: {Kind} {Where}", provider.Slug, exception.GetType().FullName, exception.StackTrace);
        }

        recorder.Add(new ScheduledCheck(provider.Id, provider.ConnectionRevision, isDeep ? CheckKind.Deep : CheckKind.Scheduled, test));
    }

    private static string OriginOf(Provider provider) => EgressUrl.TryParse(provider.BaseUrl, out var url, out _) ? EgressUrl.OriginOf(url) : "";
}
