using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Live;

/// <summary>The stream of a live call. EventSource can only GET, so nothing secret travels here: only the run's id.</summary>
public static class LiveEndpoints
{
    /// <summary>How long a stream may go on after its person lost access to it.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(3);

    private static readonly RequirePermissionAttribute Needed = new(ProviderPermissions.Test, ProviderPermissions.Create, ProviderPermissions.Edit, ProviderPermissions.Delete);

    public static void MapLive(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/runs/{id}", (string id, string? show, HttpContext context, LiveRuns runs, FragmentRenderer renderer, StandingAccess access, TimeProvider time) =>
            runs.Find(id, context.SessionId()) is { } run && run.TryFollow() is { } place
                ? Results.ServerSentEvents(Follow(run, place, show, context, renderer, access, time, context.RequestAborted))
                // An end without a result, which the page tells. Any other answer would be asked for again and again.
                : Results.ServerSentEvents(Nothing()))
            .WithMetadata(Needed)
            .WithMetadata(new PassiveRequest());
    }

    private static async IAsyncEnumerable<SseItem<string>> Nothing()
    {
        await Task.CompletedTask;
        yield return new("", LiveEvent.Done);
    }

    private static async IAsyncEnumerable<SseItem<string>> Follow(
        LiveRun run, IDisposable place, string? show, HttpContext context, FragmentRenderer renderer, StandingAccess access, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var held = place;
        var holder = StandingAccess.HolderOf(context);
        using var watch = new PeriodicTimer(LookAgain, time);
        await using var events = run.FollowAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        var next = events.MoveNextAsync().AsTask();
        var look = watch.WaitForNextTickAsync(cancellationToken).AsTask();
        try
        {
            while (true)
            {
                if (await Task.WhenAny(look, next) == look && await look)
                {
                    if (!await access.HoldsAsync(holder, Needed))
                    {
                        // Nobody may see the rest of it. Without “done” the browser asks again, and is refused.
                        run.Cancel();
                        yield break;
                    }

                    look = watch.WaitForNextTickAsync(cancellationToken).AsTask();
                }
                else if (await next)
                {
                    var item = events.Current;
                    if (show is null || item.Name == show) yield return new(await renderer.RenderAsync(context, item.View, item.Model), item.Name);
                    next = events.MoveNextAsync().AsTask();
                }
                else
                {
                    break;
                }
            }
        }
        finally
        {
            // An enumerator that still moves cannot be disposed of.
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        yield return new("", LiveEvent.Done);
    }
}
