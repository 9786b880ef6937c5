using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SupportBotPortal.Core.Secrets;

namespace SupportBotPortal.Web.Api;

/// <summary>The way of a program's request to the admin API: past all that is made for people in browsers (sessions, pages, forms), and with problems in JSON, whatever goes wrong.</summary>
public static class ApiPipeline
{
    private const string WrongAddress = "A value in the address is not of the kind it has to be, or the request was cut off. Nothing was changed.";

    public static void UseApi(this WebApplication app)
    {
        var mustBeSecure = !app.Environment.IsDevelopment();
        app.MapWhen(IsOfApi, api =>
        {
            api.Use((context, next) => ServeAsync(context, next, mustBeSecure));
            api.UseResponseCompression();
            // Routes of its own: the portal's other ones are not behind this door.
            api.UseRouting();
            var admission = app.Services.GetRequiredService<ApiAdmission>();
            api.Use((context, next) => admission.InvokeAsync(context, next));
            // A method, or a kind of body, that nothing takes here: not closed, but not there.
            api.Use((context, next) => context.GetEndpoint() is { } endpoint and not RouteEndpoint ? endpoint.RequestDelegate!(context) : next(context));
            api.UseAuthorization();
            api.UseMiddleware<Idempotency>();
            api.UseEndpoints(routes => routes.MapApi());
        });
    }

    private static bool IsOfApi(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) || context.Request.Path.StartsWithSegments("/openapi", StringComparison.OrdinalIgnoreCase);

    private static async Task ServeAsync(HttpContext context, RequestDelegate next, bool mustBeSecure)
    {
        var headers = context.Response.Headers;
        (headers.XContentTypeOptions, headers.CacheControl) = ("nosniff", "no-store");
        try
        {
            if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = ApiEndpoints.MaximumBodyBytes;
            // A token that was sent over http has been read by others: the answer says so instead of working.
            if (mustBeSecure && !context.Request.IsHttps) await WriteAsync(context, StatusCodes.Status421MisdirectedRequest, "https_required", "The portal answers over https only. Change the address, and make another token: this one was sent unencrypted.");
            else await next(context);
            if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null }) await ExplainAsync(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has gone.
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            if (context.Response.HasStarted) context.Abort();
            else await ExplainAsync(context, problem);
        }
    }

    private static Task ExplainAsync(HttpContext context, Exception problem)
    {
        context.Response.Clear();
        (context.Response.Headers.XContentTypeOptions, context.Response.Headers.CacheControl) = ("nosniff", "no-store");
        switch (problem)
        {
            case BadHttpRequestException { InnerException: JsonException json }:
                return WriteAsync(context, StatusCodes.Status400BadRequest, "malformed", $"{ApiJson.Explain(json)} Nothing was changed.");
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return WriteAsync(context, StatusCodes.Status413PayloadTooLarge, "too_large", $"The body is larger than {ApiEndpoints.MaximumBodyBytes >> 20} MiB. Nothing was changed.");
            case BadHttpRequestException { StatusCode: StatusCodes.Status415UnsupportedMediaType }:
                return WriteAsync(context, StatusCodes.Status415UnsupportedMediaType, "not_json", "Send the body as application/json. Nothing was changed.");
            case BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest } missing when missing.Message.Contains(" body", StringComparison.Ordinal):
                return WriteAsync(context, StatusCodes.Status400BadRequest, "malformed", "The body is missing. Nothing was changed.");
            case BadHttpRequestException malformed:
                return WriteAsync(context, malformed.StatusCode, "malformed", WrongAddress);
            case PortalLockedException locked:
                return ApiProblem.Locked(locked.Message).ExecuteAsync(context);
            case SqliteException or DbUpdateException:
                Log(context, problem);
                return WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "storage", "The portal cannot write or read its database now: the disk may be full or read-only. Its log has the details. Look before you send it again.");
            default:
                Log(context, problem);
                return WriteAsync(context, StatusCodes.Status500InternalServerError, "internal_error", "The portal failed. Its log has the details.");
        }
    }

    /// <summary>Without its message: a key was in the hands of what failed.</summary>
    private static void Log(HttpContext context, Exception problem) =>
        context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("SupportBotPortal.Api").LogError("A request to the admin API failed: {Kind} {Where}", problem.GetType().FullName, problem.StackTrace);

    private static Task ExplainAsync(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status400BadRequest => WriteAsync(context, 400, "malformed", WrongAddress),
        StatusCodes.Status404NotFound => WriteAsync(context, 404, "unknown_url", $"There is nothing at this address. {ApiEndpoints.Document} describes what there is."),
        StatusCodes.Status405MethodNotAllowed => WriteAsync(context, 405, "method_not_allowed", $"This address does not take {context.Request.Method}. {ApiEndpoints.Document} describes what it takes."),
        StatusCodes.Status415UnsupportedMediaType => WriteAsync(context, 415, "not_json", "Send the body as application/json. Nothing was changed."),
        var status => WriteAsync(context, status, "refused", ReasonPhrases.GetReasonPhrase(status) + "."),
    };

    private static Task WriteAsync(HttpContext context, int status, string code, string detail) => ApiProblem.Of(status, code, detail).ExecuteAsync(context);
}
