using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Providers.Bulk;
using SupportBotPortal.Core.Providers.Listing;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Live;

namespace SupportBotPortal.Web.Pages.Providers.Bulk;

/// <summary>Runs acts on many providers in the background, one at a time for each person.</summary>
public sealed class BulkRuns(LiveRuns runs, BulkTests tests, BulkChanges changes, IServiceScopeFactory scopes, TimeProvider time)
{
    /// <summary>The name under which a run shows how far it is.</summary>
    public const string Progress = "bulk";

    private const string Subject = "many providers";
    private const string View = "/Pages/Providers/Bulk/_Progress.cshtml";

    /// <summary>How long the end can be read, if nobody dismisses it.</summary>
    private static readonly TimeSpan KeepAfterEnd = TimeSpan.FromMinutes(30);

    /// <summary>How soon somebody who may not do it any more is stopped.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(3);

    /// <summary>What this session has under way or has ended last.</summary>
    public BulkView? ViewOf(string sessionId) => runs.About(Subject, sessionId)?.Latest(Progress)?.Model as BulkView;

    /// <param name="needed">What the act asks for: asked again while it runs.</param>
    public (LiveRun? Run, bool IsUnderWay) Start(HttpContext context, BulkAct act, IReadOnlyList<BulkTarget> targets, RequirePermissionAttribute needed)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(targets);
        var (actor, user) = (context.Actor(), context.User);
        return runs.StartAlone(context.RunOwner(), (run, cancellationToken) => RunAsync(run, act, targets, actor, user, needed, cancellationToken), Subject, KeepAfterEnd);
    }

    private async Task RunAsync(LiveRun run, BulkAct act, IReadOnlyList<BulkTarget> targets, Actor actor, ClaimsPrincipal user, RequirePermissionAttribute needed, CancellationToken cancellationToken)
    {
        var view = new BulkView { Act = act, RunId = run.Id, Progress = BulkProgress.Start(targets.Count) };
        void Show(BulkView shown) => run.ShowInstead(Progress, View, shown);
        Show(view);
        var tally = new BulkTally(targets.Count, progress => Show(view with { Progress = progress }));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watch = WatchAsync(user, needed, stop);
        string? stopped = null;
        try
        {
            await (act switch
            {
                BulkAct.Test => tests.RunAsync(targets, actor.Name, tally, stop.Token),
                BulkAct.Activate => changes.RunAsync(BulkChange.Activate, targets, actor, tally, stop.Token),
                BulkAct.Deactivate => changes.RunAsync(BulkChange.Deactivate, targets, actor, tally, stop.Token),
                BulkAct.Delete => changes.RunAsync(BulkChange.Delete, targets, actor, tally, stop.Token),
                _ => throw new ArgumentOutOfRangeException(nameof(act)),
            });
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            stopped = cancellationToken.IsCancellationRequested ? "Cancelled." : "Stopped: you do not have the permission for it any more.";
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
            Show(view with { Progress = tally.Now, IsDone = true, Stopped = stopped });
        }
    }

    /// <summary>A run may take minutes: whoever loses the right, or is disabled, does not finish it.</summary>
    private async Task WatchAsync(ClaimsPrincipal user, RequirePermissionAttribute needed, CancellationTokenSource stop)
    {
        using var timer = new PeriodicTimer(LookAgain, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stop.Token))
            {
                // A scope of its own: permissions are remembered within one.
                await using var scope = scopes.CreateAsyncScope();
                if ((await scope.ServiceProvider.GetRequiredService<IAuthorizationService>().AuthorizeAsync(user, null, needed)).Succeeded) continue;
                await stop.CancelAsync();
                return;
            }
        }
        catch (OperationCanceledException)
        {
            // It has ended by itself.
        }
    }
}
