using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Health;
using SupportBotPortal.Core.Health.Board;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Live;
using SupportBotPortal.Web.Security;

namespace SupportBotPortal.Web.Board;

/// <summary>The streams of the status board: one for people who are signed in, one for links. Neither extends a session.</summary>
public static class BoardEndpoints
{
    /// <summary>How long a stream may go on after whoever looks lost the right to; and how often it says that it lives.</summary>
    public static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(3);

    /// <summary>What the browser waits before it connects again by itself.</summary>
    private static readonly TimeSpan Reconnect = TimeSpan.FromSeconds(3);

    private static readonly RequirePermissionAttribute Needed = new(HealthPermissions.View);

    public static void MapBoard(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/board/stream", (HttpContext context, StandingAccess access) =>
        {
            var holder = StandingAccess.HolderOf(context);
            return Open(context, null, () => access.HoldsAsync(holder, Needed));
        }).WithMetadata(Needed).WithMetadata(new PassiveRequest());

        routes.MapGet("/board/{token}/stream", async (string token, HttpContext context, BoardLinks links) =>
                await links.OpenAsync(token, context.RequestAborted) is { } link
                    ? Open(context, link.Id, () => links.StillOpensAsync(link.Id, CancellationToken.None))
                    : Results.NotFound())
            .AllowAnonymous().RequireRateLimiting(RequestLimits.Board).WithMetadata(new PassiveRequest());
    }

    private static IResult Open(HttpContext context, Guid? linkId, Func<Task<bool>> mayStillLook)
    {
        var services = context.RequestServices;
        if (services.GetRequiredService<BoardScreens>().TryOpen(context.Connection.RemoteIpAddress, linkId) is not { } place) return Results.StatusCode(StatusCodes.Status429TooManyRequests);
        // Also where the response ends before its first event.
        context.Response.RegisterForDispose(place);
        // A proxy that gathers what comes through shows nothing for minutes.
        context.Response.Headers["X-Accel-Buffering"] = "no";
        return Results.ServerSentEvents(Follow(services, mayStillLook, context.RequestAborted));
    }

    private static async IAsyncEnumerable<SseItem<string>> Follow(IServiceProvider services, Func<Task<bool>> mayStillLook, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var broadcast = services.GetRequiredService<BoardBroadcast>();
        // A stream has no end of its own: the portal would wait for it when it is told to stop.
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        using var watch = new PeriodicTimer(LookAgain, services.GetRequiredService<TimeProvider>());
        using var follower = broadcast.Follow();
        var shown = await broadcast.CurrentAsync(cancellationToken);
        yield return new(shown.Html, BoardEvent.Board) { ReconnectionInterval = Reconnect };
        var next = follower.Frames.ReadAsync(ending.Token).AsTask();
        var look = watch.WaitForNextTickAsync(ending.Token).AsTask();
        while (true)
        {
            var first = await Task.WhenAny(look, next);
            if (ending.IsCancellationRequested) yield break;
            if (first == look)
            {
                if (!await mayStillLook())
                {
                    yield return new("", BoardEvent.Ended);
                    yield break;
                }

                // Of a board that cannot be read nobody says that it is as it was.
                if (broadcast.IsFresh) yield return new("", BoardEvent.Beat);
                look = watch.WaitForNextTickAsync(ending.Token).AsTask();
            }
            else
            {
                // The first one may have come both ways.
                if (await next is var frame && frame != shown) yield return new((shown = frame).Html, BoardEvent.Board);
                next = follower.Frames.ReadAsync(ending.Token).AsTask();
            }
        }
    }
}
