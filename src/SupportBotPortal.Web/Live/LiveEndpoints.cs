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
    public static void MapLive(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/runs/{id}", (string id, string? show, HttpContext context, LiveRuns runs, FragmentRenderer renderer) =>
            runs.Find(id, context.SessionId()) is { } run
                ? Results.ServerSentEvents(Follow(run, show, context, renderer, context.RequestAborted))
                // 204 tells an EventSource not to reconnect.
                : Results.NoContent())
            .WithMetadata(new RequirePermissionAttribute(ProviderPermissions.Test, ProviderPermissions.Create, ProviderPermissions.Edit))
            .WithMetadata(new PassiveRequest());
    }

    private static async IAsyncEnumerable<SseItem<string>> Follow(
        LiveRun run, string? show, HttpContext context, FragmentRenderer renderer, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in run.FollowAsync(cancellationToken))
        {
            if (show is null || item.Name == show) yield return new(await renderer.RenderAsync(context, item.View, item.Model), item.Name);
        }

        yield return new("", LiveEvent.Done);
    }
}
