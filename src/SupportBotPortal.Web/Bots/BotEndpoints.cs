using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SupportBotPortal.Core.Generation.Gateway;
using SupportBotPortal.Core.Generation.Gateway.Resilience;

namespace SupportBotPortal.Web.Bots;

/// <summary>
/// What bots ask of the portal, in OpenAI's protocol. Closed to whoever brings no bot token; people's sessions open nothing here, and a token opens nothing else.
/// </summary>
public static class BotEndpoints
{
    public const string Models = "/v1/models";
    public const string Chat = "/v1/chat/completions";

    public static void MapBots(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Models, ListAsync).AllowAnonymous();
        // A model's name has a slash in it, which clients write as it is or as %2F.
        routes.MapGet(Models + "/{**id}", FindAsync).AllowAnonymous();
        routes.MapPost(Chat, AnswerAsync).AllowAnonymous();
    }

    private static async Task ListAsync(HttpContext context, BotCallers callers)
    {
        if (await BotRequests.CallerAsync(context, callers) is { } caller) await BotResponses.WriteAsync(context, BotModels.Of(caller));
    }

    private static async Task FindAsync(HttpContext context, string id, BotCallers callers, ChatGateway gateway, BotModels models)
    {
        if (await BotRequests.CallerAsync(context, callers) is not { } caller) return;
        using var place = gateway.TryEnter(caller, out var crowded);
        if (crowded is not null)
        {
            await BotResponses.WriteAsync(context, crowded);
            return;
        }

        var (model, error) = await models.FindAsync(caller, id.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase), context.RequestAborted);
        await (model is not null ? BotResponses.WriteAsync(context, model) : BotResponses.WriteAsync(context, error!));
    }

    private static async Task AnswerAsync(HttpContext context, BotCallers callers, ChatGateway gateway, BotBodyReader reader)
    {
        // Before a byte of the body is read: a stranger could send twenty megabytes of it, and a bot that many times.
        if (await BotRequests.CallerAsync(context, callers) is not { } caller) return;
        using var place = gateway.TryEnter(caller, out var crowded);
        if (crowded is not null)
        {
            await RefuseAsync(context, gateway, caller, crowded);
            return;
        }

        var (body, unread) = await ReadAsync(context, gateway, caller, reader, place!);
        if (unread is not null)
        {
            await RefuseAsync(context, gateway, caller, unread);
            return;
        }

        await using var answer = await gateway.AnswerAsync(caller, body, context.RequestAborted);
        await BotResponses.WriteAsync(context, answer);
    }

    private static async Task<(ReadOnlyMemory<byte> Body, BotError? Error)> ReadAsync(HttpContext context, ChatGateway gateway, BotCaller caller, BotBodyReader reader, BotPlace place)
    {
        try
        {
            return await reader.ReadAsync(context, place);
        }
        catch (BadHttpRequestException malformed) when (!context.RequestAborted.IsCancellationRequested)
        {
            return (default, BotRequests.Explain(malformed, gateway));
        }
        catch (Exception left) when (left is OperationCanceledException or IOException)
        {
            gateway.CountGivenUp(caller);
            throw;
        }
    }

    private static Task RefuseAsync(HttpContext context, ChatGateway gateway, BotCaller caller, BotError error)
    {
        gateway.CountRefused(caller, error);
        return BotResponses.WriteAsync(context, error);
    }
}
