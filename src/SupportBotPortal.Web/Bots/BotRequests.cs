using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using SupportBotPortal.Core.Generation.Gateway;

namespace SupportBotPortal.Web.Bots;

/// <summary>Reads who asks, and what.</summary>
internal static class BotRequests
{
    private const string Bearer = "Bearer ";
    private const string OtherHeader = "x-api-key";

    /// <returns>Who asks; <see langword="null"/> if nobody does, which has been answered then.</returns>
    public static async ValueTask<BotCaller?> CallerAsync(HttpContext context, BotCallers callers)
    {
        var (caller, error) = await callers.FindAsync(TokensOf(context.Request), context.RequestAborted);
        if (error is not null) await BotResponses.WriteAsync(context, error);
        return caller;
    }

    /// <returns>The whole body; <see langword="null"/> if it is larger than that.</returns>
    public static async Task<ReadOnlyMemory<byte>?> BodyAsync(HttpContext context, int most)
    {
        // Elsewhere a request is small.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = most;
        var request = context.Request;
        if (request.ContentLength > most) return null;
        // As large as what has come, and not as what was announced: announcing costs nothing.
        using var body = new MemoryStream();
        var buffer = new byte[16 << 10];
        while (await request.Body.ReadAsync(buffer, context.RequestAborted) is > 0 and var read)
        {
            if (body.Length + read > most) return null;
            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }

    /// <summary>By both headers in which clients send one, and all of each.</summary>
    private static List<string> TokensOf(HttpRequest request)
    {
        var tokens = new List<string>(1);
        foreach (var value in request.Headers.Authorization)
        {
            if (value is null) continue;
            // Whatever else is sent there is no token; it is refused as an unknown one.
            tokens.Add(value.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? value[Bearer.Length..].Trim() : "");
        }

        foreach (var value in request.Headers[OtherHeader]) if (value is not null) tokens.Add(value.Trim());
        return tokens;
    }
}
