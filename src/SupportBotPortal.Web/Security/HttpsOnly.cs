using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticAssets;

namespace SupportBotPortal.Web.Security;

/// <summary>
/// Outside Development nothing is served over http: cookies would not be sent, and a password could be read on the way.
/// Where the portal has an https address it leads a look there; otherwise it says what is missing. It leads nothing else there:
/// a redirected form would be sent once more, password included, as if nothing had happened.
/// </summary>
public static class HttpsOnly
{
    public static IApplicationBuilder UseHttpsOnly(this IApplicationBuilder app) => app.UseWhen(IsLook, look => look.UseHttpsRedirection()).Use((context, next) =>
    {
        if (context.Request.IsHttps || IsErrorPage(context)) return next(context);
        // RFC 9110, 15.5.20: not the origin (scheme, host, port) that this server answers for.
        context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
        return Task.CompletedTask;
    });

    private static bool IsLook(HttpContext context) => HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);

    /// <summary>The page that says so, and what it is drawn with.</summary>
    private static bool IsErrorPage(HttpContext context) =>
        context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null;
}
