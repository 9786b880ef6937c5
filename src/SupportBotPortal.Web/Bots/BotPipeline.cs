using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SupportBotPortal.Core.Generation.Gateway;

namespace SupportBotPortal.Web.Bots;

/// <summary>
/// The way of a bot's request: past all that is made for people in browsers (sessions, pages, forms, compression), and with errors that a client of OpenAI's API
/// understands, whatever goes wrong.
/// </summary>
public static class BotPipeline
{
    public static void UseBots(this WebApplication app)
    {
        var mustBeSecure = !app.Environment.IsDevelopment();
        app.MapWhen(context => context.Request.Path.StartsWithSegments("/v1", StringComparison.OrdinalIgnoreCase), bots =>
        {
            bots.Use((context, next) => ServeAsync(context, next, mustBeSecure));
            // Routes of its own: the portal's other ones are not behind this door.
            bots.UseRouting();
            bots.UseEndpoints(routes => routes.MapBots());
        });
    }

    private static async Task ServeAsync(HttpContext context, RequestDelegate next, bool mustBeSecure)
    {
        var headers = context.Response.Headers;
        (headers.XContentTypeOptions, headers.CacheControl) = ("nosniff", "no-store");
        try
        {
            // A token that was sent over http has been read by others: the answer says so instead of working.
            if (mustBeSecure && !context.Request.IsHttps) await BotResponses.WriteAsync(context, new BotError(StatusCodes.Status421MisdirectedRequest, "invalid_request_error", "https_required", "The portal answers bots over https only. Change the base URL, and make another token: this one was sent unencrypted."));
            else await next(context);
            if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null }) await BotResponses.WriteAsync(context, Explain(context));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The bot has gone; so has its request to the provider.
        }
        catch (BadHttpRequestException malformed)
        {
            if (!context.Response.HasStarted) await BotResponses.WriteAsync(context, BotRequests.Explain(malformed, context.RequestServices.GetRequiredService<ChatGateway>()));
        }
        catch (IOException) when (context.RequestAborted.IsCancellationRequested || !context.Response.HasStarted)
        {
            // It hung up while it was still asking.
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("SupportBotPortal.Bots").LogError(problem, "A bot's request failed");
            if (context.Response.HasStarted) context.Abort();
            else await BotResponses.WriteAsync(context, new BotError(StatusCodes.Status500InternalServerError, "server_error", "internal_error", "The portal failed. Its log has the details."));
        }
    }

    private static BotError Explain(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => new(404, "invalid_request_error", "unknown_url", $"There is nothing at this address. The portal answers GET {BotEndpoints.Models}, GET {BotEndpoints.Models}/{{id}} and POST {BotEndpoints.Chat}."),
        StatusCodes.Status405MethodNotAllowed => new(405, "invalid_request_error", "method_not_allowed", $"This address does not take {context.Request.Method}. The portal answers GET {BotEndpoints.Models}, GET {BotEndpoints.Models}/{{id}} and POST {BotEndpoints.Chat}."),
        var status => new(status, "invalid_request_error", null, "The request cannot be answered."),
    };
}
