using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Egress;
using SupportBotPortal.Core.Providers.Listing;
using SupportBotPortal.Core.Providers.Models;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Providers.Bulk;

/// <summary>
/// Tests many providers as one is tested: some at once, never more than a few at one origin, which would otherwise answer with its
/// rate limit. Results are stored in batches as they come.
/// </summary>
public sealed class BulkTests(
    IDbContextFactory<PortalDbContext> contexts,
    StoredTest stored,
    ProviderTestResults results,
    KnownModels known,
    ListRulesSource rules,
    ILogger<BulkTests> logger)
{
    public const int AtOnce = 16;
    public const int AtOnceForOneOrigin = 2;

    /// <summary>How many results one transaction stores at the most.</summary>
    private const int Batch = 256;

    /// <param name="where">For which labels this person may do it, as far as is known: held against the label that a provider has when its turn comes.</param>
    /// <exception cref="OperationCanceledException">It was cancelled; what is counted is stored.</exception>
    public async Task RunAsync(IReadOnlyList<BulkTarget> targets, string startedBy, BulkTally tally, Func<Environments> where, CancellationToken cancellationToken)
    {
        var found = Channel.CreateUnbounded<Tested>(new() { SingleReader = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var keeping = KeepAsync(found.Reader, tally, stop);
        try
        {
            await Parallel.ForEachAsync(Lanes(targets), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop.Token }, async (lane, token) =>
            {
                while (lane.TryDequeue(out var target))
                {
                    token.ThrowIfCancellationRequested();
                    if (await TestAsync(target, startedBy, tally, where, token) is { } test) found.Writer.TryWrite(test);
                }
            });
        }
        finally
        {
            found.Writer.Complete();
            // If storing has failed, this is why it was stopped.
            await keeping;
        }
    }

    /// <summary>Each lane is gone through one by one. Those of one origin share its queue; every origin begins before any has its second.</summary>
    private static IEnumerable<ConcurrentQueue<BulkTarget>> Lanes(IReadOnlyList<BulkTarget> targets)
    {
        var origins = targets.GroupBy(t => EgressUrl.TryParse(t.BaseUrl, out var url, out _) ? EgressUrl.OriginOf(url) : "", (_, them) => new ConcurrentQueue<BulkTarget>(them)).ToList();
        return Enumerable.Repeat(origins, AtOnceForOneOrigin).SelectMany(lane => lane);
    }

    private async Task<Tested?> TestAsync(BulkTarget target, string startedBy, BulkTally tally, Func<Environments> where, CancellationToken cancellationToken)
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            // Now, not when the run began: it may have been changed or deleted since.
            var provider = await db.Providers.AsNoTracking().Include(p => p.Secrets).FirstOrDefaultAsync(p => p.Id == target.Id, cancellationToken);
            if (provider is null)
            {
                tally.Skip(target, "It was deleted meanwhile.");
                return null;
            }

            if (!where().Covers(EnvironmentSets.Of(provider.Environment)))
            {
                tally.LeaveAlone(target, provider.Environment);
                return null;
            }

            var test = await stored.RunAsync(provider, new ProbeRequest(ModelId: await known.ModelToAskAsync(provider, cancellationToken)), startedBy, cancellationToken);
            return new(target, new(provider.Id, provider.ConnectionRevision, test), rules.StateAfter(provider, test.Record));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Without its message: a key was in the hands of what failed.
            logger.LogError("Testing a provider among many failed: {Kind} {Where}", exception.GetType().FullName, exception.StackTrace);
            tally.Skip(target, "The portal itself failed while it tested this one; its log has the details.");
            return null;
        }
    }

    private async Task KeepAsync(ChannelReader<Tested> found, BulkTally tally, CancellationTokenSource stop)
    {
        try
        {
            var batch = new List<Tested>();
            // To the end, cancelled or not: what was tested is kept.
            while (await found.WaitToReadAsync(CancellationToken.None))
            {
                while (batch.Count < Batch && found.TryRead(out var one)) batch.Add(one);
                await results.KeepAsync(batch.ConvertAll(b => b.Test), CancellationToken.None);
                foreach (var tested in batch) Count(tested, tally);
                batch.Clear();
            }
        }
        catch (Exception)
        {
            // Results that cannot be stored are not worth the calls.
            await stop.CancelAsync();
            throw;
        }
    }

    /// <summary>By the states of the list, so that its counts and these agree.</summary>
    private static void Count(Tested tested, BulkTally tally)
    {
        var (target, message) = (tested.Target, tested.Test.Test.Record.Message);
        switch (tested.State)
        {
            case ProviderState.Healthy:
                tally.Succeed();
                break;
            case ProviderState.Attention:
                tally.Warn(target, message);
                break;
            case ProviderState.Down:
                tally.Fail(target, message);
                break;
            default:
                tally.Skip(target, message);
                break;
        }
    }

    private sealed record Tested(BulkTarget Target, KeptTest Test, ProviderState State);
}
