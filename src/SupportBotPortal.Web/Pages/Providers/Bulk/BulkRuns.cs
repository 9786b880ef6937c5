using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Providers.Bulk;
using SupportBotPortal.Core.Providers.Listing;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Live;

namespace SupportBotPortal.Web.Pages.Providers.Bulk;

/// <summary>Runs acts on many providers in the background, one at a time for each person.</summary>
public sealed class BulkRuns(LiveRuns runs, BulkTests tests, BulkChanges changes, StandingAccess access, ILogger<BulkRuns> logger, TimeProvider time)
{
    /// <summary>The name under which a run shows how far it is.</summary>
    public const string Progress = "bulk";

    private const string Subject = "many providers";
    private const string Failed = "Stopped: the portal itself failed; its log has the details.";
    private const string View = "/Pages/Providers/Bulk/_Progress.cshtml";

    /// <summary>How long the end can be read, if nobody dismisses it.</summary>
    private static readonly TimeSpan KeepAfterEnd = TimeSpan.FromMinutes(30);

    /// <summary>What this session has under way or has ended last.</summary>
    public BulkView? ViewOf(string sessionId) => runs.About(Subject, sessionId)?.Latest(Progress)?.Model as BulkView;

    /// <summary>As <see cref="ViewOf"/>, for the list that is opened: an end that was shown on it before has been seen, and is gone now.</summary>
    public BulkView? Open(string sessionId)
    {
        if (runs.About(Subject, sessionId) is not { } run || run.Latest(Progress)?.Model is not BulkView view) return null;
        if (!view.IsDone || !run.IsDone) return view;
        if (view.WasSeen)
        {
            runs.Forget(run);
            return null;
        }

        run.ShowInstead(Progress, View, view with { WasSeen = true });
        return view;
    }

    /// <summary>What a run of this session has changed, if this act takes it back.</summary>
    public IReadOnlyList<BulkTarget> ToUndo(string runId, string sessionId, BulkAct act) =>
        runs.Find(runId, sessionId)?.Latest(Progress)?.Model is BulkView view && view.UndoneBy == act ? view.Changed : [];

    public (LiveRun? Run, bool IsUnderWay) Start(HttpContext context, BulkOrder order)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(order);
        var (actor, holder) = (context.Actor(), StandingAccess.HolderOf(context));
        return runs.StartAlone(context.RunOwner(), (run, cancellationToken) => RunAsync(run, order, actor, holder, cancellationToken), Subject, KeepAfterEnd);
    }

    private async Task RunAsync(LiveRun run, BulkOrder order, Actor actor, AccessHolder holder, CancellationToken cancellationToken)
    {
        var view = BulkView.Start(order, run.Id);
        void Show(BulkView shown) => run.ShowInstead(Progress, View, shown);
        Show(view);
        var tally = new BulkTally(order.Selected, progress => Show(view with { Progress = progress }));
        foreach (var target in order.LeftOut) tally.LeaveAlone(target, target.Environment);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reach = new BulkReach(access, holder, order.Permission, time, logger, stop);
        var watch = reach.WatchAsync();
        string? stopped = null;
        try
        {
            await reach.LookAsync();
            await (order.Act switch
            {
                BulkAct.Test => tests.RunAsync(order.Targets, actor.Name, tally, () => reach.Latest, stop.Token),
                BulkAct.Activate => changes.RunAsync(BulkChange.Activate, order.Targets, actor, tally, reach.LookAsync, stop.Token),
                BulkAct.Deactivate => changes.RunAsync(BulkChange.Deactivate, order.Targets, actor, tally, reach.LookAsync, stop.Token),
                BulkAct.Delete => changes.RunAsync(BulkChange.Delete, order.Targets, actor, tally, reach.LookAsync, stop.Token),
                BulkAct.Restore => changes.RunAsync(BulkChange.Restore, order.Targets, actor, tally, reach.LookAsync, stop.Token),
                _ => throw new ArgumentOutOfRangeException(nameof(order)),
            });
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            stopped = cancellationToken.IsCancellationRequested ? "Cancelled." : reach.HasFailed ? Failed : "Stopped: you were signed out, or do not have the permission for it any more.";
        }
        catch (Exception)
        {
            stopped = Failed;
            throw;
        }
        finally
        {
            await stop.CancelAsync();
            await watch;
            Show(view with { Progress = tally.Now, IsDone = true, Stopped = stopped, Changed = tally.Changed });
        }
    }
}
