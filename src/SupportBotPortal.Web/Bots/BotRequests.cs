using Microsoft.AspNetCore.Http;
using SupportBotPortal.Core.Generation.Gateway;

namespace SupportBotPortal.Web.Bots;

/// <summary>Reads who asks.</summary>
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

    /// <summary>Why the server could not read it to its end.</summary>
    public static BotError Explain(BadHttpRequestException malformed, ChatGateway gateway) => malformed.StatusCode == StatusCodes.Status413PayloadTooLarge
        ? BotError.TooLarge(gateway.MaximumRequestBytes >> 20)
        : BotError.Invalid("The request is not as HTTP wants it, or was cut off.");

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
