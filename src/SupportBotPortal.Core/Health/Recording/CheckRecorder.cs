using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.History;
using SupportBotPortal.Core.Health.Schedule;
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
    IOptions<HealthOptions> options,
    TimeProvider time,
    ILogger<CheckRecorder> logger) : BackgroundService, ITestHistory
{
    private const int Batch = 256;

    /// <summary>If the disk is full for long, the oldest go: half an hour of a sweep over thousands.</summary>
    private const int MostWaiting = 50_000;

    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(5);

    private readonly Channel<ScheduledCheck> waiting = Channel.CreateBounded<ScheduledCheck>(new BoundedChannelOptions(MostWaiting) { SingleReader = true, FullMode = BoundedChannelFullMode.DropOldest });
    private readonly CancellationTokenSource stopping = new();
    private long added;
    private long written;
    private TaskCompletionSource progress = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Add(KeptTest test)
    {
        ArgumentNullException.ThrowIfNull(test);
        Add(new ScheduledCheck(test.ProviderId, test.ConnectionRevision, CheckKind.Manual, test.Test));
    }

    public void Add(ScheduledCheck check)
    {
        Interlocked.Increment(ref added);
        waiting.Writer.TryWrite(check);
    }

    /// <summary>Waits until everything is written that was added before.</summary>
    public async Task WhenWrittenAsync(CancellationToken cancellationToken)
    {
        var until = Interlocked.Read(ref added);
        while (true)
        {
            var next = Volatile.Read(ref progress).Task;
            if (Interlocked.Read(ref written) >= until) return;
            await next.WaitAsync(cancellationToken);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        // A host that is disposed stops its services once more.
        if (!waiting.Writer.TryComplete()) return;
        // What has ended is written, to the last.
        await stopping.CancelAsync();
        if (ExecuteTask is { } execution) await execution.WaitAsync(cancellationToken);
    }

    public override void Dispose()
    {
        // Or one that is disposed of before it is stopped.
        waiting.Writer.TryComplete();
        stopping.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<ScheduledCheck>(Batch);
        while (await waiting.Reader.WaitToReadAsync(CancellationToken.None))
        {
            // What comes while one batch is written is the next: alone when it is quiet, hundreds in a sweep.
            while (batch.Count < Batch && waiting.Reader.TryRead(out var one)) batch.Add(one);
            await WriteAsync(batch);
            Interlocked.Add(ref written, batch.Count);
            batch.Clear();
            Interlocked.Exchange(ref progress, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        }
    }

    private async Task WriteAsync(List<ScheduledCheck> batch)
    {
        IReadOnlyList<FinishedCheck>? finished = null;
        WrittenChecks? done = null;
        while (true)
        {
            try
            {
                finished ??= await WithRulesAsync(batch);
                done ??= await writer.WriteAsync(finished, CancellationToken.None);
                await copy.ApplyAsync(finished, done.Subjects, CancellationToken.None);
                return;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                logger.LogError(exception, "The results of {Count} tests could not be written and are tried again in {Seconds} seconds", batch.Count, BetweenTries.TotalSeconds);
                // At the end once more, and no longer.
                if (stopping.IsCancellationRequested) return;
                await Task.Delay(BetweenTries, time, stopping.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
    }

    private async Task<IReadOnlyList<FinishedCheck>> WithRulesAsync(List<ScheduledCheck> batch)
    {
        var ids = batch.Select(c => c.ProviderId).ToHashSet();
        await using var db = await contexts.CreateDbContextAsync();
        var plans = await db.Providers.IgnoreQueryFilters([Provider.NotDeleted]).Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Checks, p.CheckSlot }).ToDictionaryAsync(p => p.Id, p => (p.Checks, p.CheckSlot));
        // Destroyed meanwhile: nobody wants to know.
        return [.. batch.Where(c => plans.ContainsKey(c.ProviderId)).Select(c => Finished(c, plans[c.ProviderId].Checks, plans[c.ProviderId].CheckSlot))];
    }

    private FinishedCheck Finished(ScheduledCheck check, CheckPlan plan, CheckSlot slot)
    {
        var rules = new HealthRules(plan.FailuresBeforeDown, plan.SuccessesBeforeUp, plan.SlowMilliseconds ?? (int)options.Value.SlowAfter.TotalMilliseconds);
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
            IsShallow = check.Kind == CheckKind.Scheduled && plan.DeepHours is not null && DeepTimes.Left(plan, slot, record.At) > 0,
            IsInterrupted = check.Test is null,
        };
    }
}
