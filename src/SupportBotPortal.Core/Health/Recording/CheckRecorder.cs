using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.History;
using SupportBotPortal.Core.Health.States;
using SupportBotPortal.Core.Health.Sweep;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Health.Recording;

/// <summary>
/// Takes results and writes them in batches: first into the history, with what follows of them, then where each provider stands
/// into the configuration. Nobody who adds one waits.
/// </summary>
internal sealed class CheckRecorder(
    HealthWriter writer,
    StandingCopy copy,
    IDbContextFactory<PortalDbContext> contexts,
    RecordingStatus status,
    IOptions<HealthOptions> options,
    TimeProvider time,
    ILogger<CheckRecorder> logger) : BackgroundService, ITestHistory
{
    private const int Batch = 256;

    /// <summary>If the disk is full for long, the oldest go: half an hour of a sweep over thousands.</summary>
    private const int MostWaiting = 50_000;

    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(5);

    private readonly Channel<ScheduledCheck> waiting = Channel.CreateBounded<ScheduledCheck>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true, FullMode = BoundedChannelFullMode.DropOldest },
        // Who waits until all is written does not wait for what never will be.
        _ => status.Handled(1));

    private readonly TaskCompletionSource stopping = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource progress = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Add(KeptTest test)
    {
        ArgumentNullException.ThrowIfNull(test);
        Add(new ScheduledCheck(test.ProviderId, test.ConnectionRevision, CheckKind.Manual, test.Test));
    }

    public void Add(ScheduledCheck check)
    {
        status.Added();
        waiting.Writer.TryWrite(check);
    }

    /// <summary>Waits until everything is written that was added before.</summary>
    public async Task WhenWrittenAsync(CancellationToken cancellationToken)
    {
        var until = status.AddedSoFar;
        while (true)
        {
            var next = Volatile.Read(ref progress).Task;
            if (status.HandledSoFar >= until) return;
            await next.WaitAsync(cancellationToken);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        // What has ended is written, to the last.
        waiting.Writer.TryComplete();
        stopping.TrySetResult();
        if (ExecuteTask is { } execution) await execution.WaitAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<ScheduledCheck>(Batch);
        while (await waiting.Reader.WaitToReadAsync(CancellationToken.None))
        {
            // What comes while one batch is written is the next: alone when it is quiet, hundreds in a sweep.
            while (batch.Count < Batch && waiting.Reader.TryRead(out var one)) batch.Add(one);
            await WriteAsync(batch);
            status.Handled(batch.Count);
            batch.Clear();
            Interlocked.Exchange(ref progress, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        }
    }

    private async Task WriteAsync(List<ScheduledCheck> batch)
    {
        Dictionary<Guid, WatchedProvider>? providers = null;
        IReadOnlyList<FinishedCheck> finished = [];
        WrittenChecks? done = null;
        while (true)
        {
            try
            {
                if (providers is null)
                {
                    providers = await ProvidersAsync(batch);
                    // Destroyed meanwhile: nobody wants to know.
                    finished = [.. batch.Where(c => providers.ContainsKey(c.ProviderId)).Select(c => Finished(c, providers[c.ProviderId]))];
                }

                if (done is null)
                {
                    done = await writer.WriteAsync(finished, CancellationToken.None);
                    foreach (var turn in done.Turns) Tell(turn, providers[turn.ProviderId].Slug);
                }

                await copy.ApplyAsync(finished, done.Subjects, CancellationToken.None);
                status.Succeeded();
                return;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                status.Failed();
                logger.LogError(exception, "The results of {Count} tests could not be written and are tried again in {Seconds} seconds", batch.Count, BetweenTries.TotalSeconds);
                // At the end once more, and no longer.
                if (stopping.Task.IsCompleted) return;
                await Task.WhenAny(Task.Delay(BetweenTries, time), stopping.Task);
            }
        }
    }

    private async Task<Dictionary<Guid, WatchedProvider>> ProvidersAsync(List<ScheduledCheck> batch)
    {
        var ids = batch.Select(c => c.ProviderId).ToHashSet();
        await using var db = await contexts.CreateDbContextAsync();
        // Field by field: of a whole plan, EF reads the whole row.
        return await db.Providers.IgnoreQueryFilters([Provider.NotDeleted]).Where(p => ids.Contains(p.Id))
            .Select(p => new WatchedProvider(p.Id, p.Slug, p.Checks.FailuresBeforeDown, p.Checks.SuccessesBeforeUp, p.Checks.SlowMilliseconds, p.Checks.DeepHours != null, p.IsActive && p.DeletedAt == null))
            .ToDictionaryAsync(p => p.Id);
    }

    /// <summary>Changes alone: a log of every test would hide them.</summary>
    private void Tell(HealthTurn turn, string slug)
    {
        if (turn.Recovers) logger.LogInformation("{Provider} is {State} again; incident {Incident} has ended", slug, turn.To, turn.IncidentId);
        else if (turn.IncidentId is not null && turn.From != turn.To) logger.LogWarning("{Provider} is {State} ({Cause}); incident {Incident}", slug, turn.To, turn.Cause, turn.IncidentId);
    }

    private FinishedCheck Finished(ScheduledCheck check, WatchedProvider provider)
    {
        var rules = new HealthRules(provider.FailuresBeforeDown, provider.SuccessesBeforeUp, provider.SlowMilliseconds ?? (int)options.Value.SlowAfter.TotalMilliseconds);
        var record = check.Test?.Record ?? new ProviderTestRecord
        {
            At = time.GetUtcNow().UtcDateTime,
            Outcome = ProviderTestOutcome.NotTestable,
            Message = "The portal ended in the middle of this test.",
            StartedBy = SweepRunner.StartedBy,
        };
        var stages = check.Test?.Stages ?? [];
        return new(check.ProviderId, check.ConnectionRevision, record, check.Kind, stages.Count > 0 ? StageTimes.Write(stages) : null, rules)
        {
            Generated = stages.LastOrDefault(s => s.Kind == ProbeStageKind.Generating) is { } generating ? generating.Verdict != ProbeVerdict.Failed : null,
            IsShallow = provider.HasDeepTests && stages.All(s => s.Kind != ProbeStageKind.Generating),
            IsUnwatched = !provider.IsWatched,
            IsInterrupted = check.Test is null,
        };
    }
}
