using Microsoft.AspNetCore.Http;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Providers.Bulk;
using SupportBotPortal.Core.Providers.Listing;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Live;

namespace SupportBotPortal.Web.Pages.Providers.Bulk;

/// <summary>Runs acts on many providers in the background, one at a time for each person.</summary>
public sealed class BulkRuns(LiveRuns runs, BulkTests tests, BulkChanges changes, StandingAccess access, TimeProvider time)
{
    /// <summary>The name under which a run shows how far it is.</summary>
    public const string Progress = "bulk";

    private const string Subject = "many providers";
    private const string View = "/Pages/Providers/Bulk/_Progress.cshtml";

    /// <summary>How long the end can be read, if nobody dismisses it.</summary>
    private static readonly TimeSpan KeepAfterEnd = TimeSpan.FromMinutes(30);

    /// <summary>How soon a run stops whose session has ended, or whose person may not do it any more.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(3);

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

    /// <param name="leftOut">How many were selected as well, and may not be touched by this person.</param>
    /// <param name="needed">What the act asks for: asked again while it runs.</param>
    public (LiveRun? Run, bool IsUnderWay) Start(HttpContext context, BulkAct act, IReadOnlyList<BulkTarget> targets, int leftOut, RequirePermissionAttribute needed)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(targets);
        var (actor, holder) = (context.Actor(), StandingAccess.HolderOf(context));
        return runs.StartAlone(context.RunOwner(), (run, cancellationToken) => RunAsync(run, new BulkView { Act = act, RunId = run.Id, Progress = BulkProgress.Start(targets.Count), LeftOut = leftOut }, targets, actor, holder, needed, cancellationToken), Subject, KeepAfterEnd);
    }

    private async Task RunAsync(LiveRun run, BulkView view, IReadOnlyList<BulkTarget> targets, Actor actor, AccessHolder holder, RequirePermissionAttribute needed, CancellationToken cancellationToken)
    {
        void Show(BulkView shown) => run.ShowInstead(Progress, View, shown);
        Show(view);
        var tally = new BulkTally(targets.Count, progress => Show(view with { Progress = progress }));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        async Task LookAsync()
        {
            if (!await access.HoldsAsync(holder, needed, [.. targets.Select(t => t.Environment).Distinct()])) await stop.CancelAsync();
        }

        var watch = WatchAsync(LookAsync, stop.Token);
        string? stopped = null;
        try
        {
            await (view.Act switch
            {
                BulkAct.Test => tests.RunAsync(targets, actor.Name, tally, stop.Token),
                BulkAct.Activate => changes.RunAsync(BulkChange.Activate, targets, actor, tally, LookAsync, stop.Token),
                BulkAct.Deactivate => changes.RunAsync(BulkChange.Deactivate, targets, actor, tally, LookAsync, stop.Token),
                BulkAct.Delete => changes.RunAsync(BulkChange.Delete, targets, actor, tally, LookAsync, stop.Token),
                BulkAct.Restore => changes.RunAsync(BulkChange.Restore, targets, actor, tally, LookAsync, stop.Token),
                _ => throw new ArgumentOutOfRangeException(nameof(view)),
            });
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            stopped = cancellationToken.IsCancellationRequested ? "Cancelled." : "Stopped: you were signed out, or do not have the permission for it any more.";
        }
        catch (Exception)
        {
            stopped = "Stopped: the portal itself failed; its log has the details.";
            throw;
        }
        finally
        {
            await stop.CancelAsync();
            await watch;
            Show(view with { Progress = tally.Now, IsDone = true, Stopped = stopped, Changed = tally.Changed });
        }
    }

    /// <summary>A run may take minutes, a test of one provider alone: whoever signs out, is locked out or disabled, or loses the right, does not finish it.</summary>
    private async Task WatchAsync(Func<Task> look, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(LookAgain, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken)) await look();
        }
        catch (OperationCanceledException)
        {
            // It has ended by itself, or was stopped.
        }
    }
}
