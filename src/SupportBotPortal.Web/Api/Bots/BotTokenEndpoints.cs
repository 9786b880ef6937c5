using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Generation.Tokens;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Api.Bots;

/// <summary>The tokens of bots: listed, made, revoked.</summary>
internal static class BotTokenEndpoints
{
    private const string Tag = "Bot tokens";

    public static void MapBotTokens(this IEndpointRouteBuilder api)
    {
        api.MapGet("/bot-tokens", ListAsync).Needs(BotTokenPermissions.View).WithName("listBotTokens").WithTags(Tag).WithSummary("Bot tokens")
            .Produces<BotTokenList>().Refuses();
        api.MapPost("/bot-tokens", MakeAsync).Needs(BotTokenPermissions.Manage).WithName("createBotToken").WithTags(Tag).WithSummary("Make a bot token").WithDescription("The token is in this answer, and nowhere else: sent again with its Idempotency-Key, the request is told that it was made.")
            .Produces<MadeBotTokenResource>(201).Refuses(400, 409, 415, 422, 503);
        api.MapDelete("/bot-tokens/{id:guid}", RevokeAsync).Needs(BotTokenPermissions.Revoke).WithName("revokeBotToken").WithTags(Tag).WithSummary("Revoke a bot token").WithDescription("Its bot gets no answer from the next request on. It stays in the list.")
            .Produces(204).Refuses(404, 503);
    }

    private static async Task<IResult> ListAsync(BotTokens tokens, CancellationToken cancellationToken) =>
        TypedResults.Ok(new BotTokenList { Data = [.. (await tokens.AllAsync(cancellationToken)).Select(Read)] });

    private static async Task<IResult> MakeAsync(BotTokenCreate sent, HttpContext context, BotTokens tokens)
    {
        var input = new BotTokenInput(sent.Name, sent.LastDay ?? "", sent.MayChoose, sent.RequestsPerMinute?.ToString(CultureInfo.InvariantCulture) ?? "");
        var check = await tokens.CheckAsync(input, context.RequestAborted);
        if (!check.IsValid) return ApiProblem.OfFields(check.Errors);
        // Somebody was quicker: now the check says what is in the way.
        if (await tokens.MakeAsync(check, context.Actor(), context.RequestAborted) is not { } made) return ApiProblem.OfFields((await tokens.CheckAsync(input, context.RequestAborted)).Errors);
        context.ShowOnce();
        var token = Read((await tokens.FindAsync(made.Id, context.RequestAborted))!);
        return TypedResults.Created((string?)null, new MadeBotTokenResource
        {
            Id = token.Id,
            Name = token.Name,
            Prefix = token.Prefix,
            MayChoose = token.MayChoose,
            RequestsPerMinute = token.RequestsPerMinute,
            CreatedAt = token.CreatedAt,
            CreatedBy = token.CreatedBy,
            ExpiresAt = token.ExpiresAt,
            RevokedAt = token.RevokedAt,
            Token = made.Token,
        });
    }

    private static async Task<IResult> RevokeAsync(Guid id, HttpContext context, BotTokens tokens) =>
        await tokens.RevokeAsync(id, context.Actor(), context.RequestAborted) is null ? ApiProblem.NotFound("bot token that is not revoked") : TypedResults.NoContent();

    private static BotTokenResource Read(BotToken token) => new()
    {
        Id = token.Id,
        Name = token.Name,
        Prefix = token.Prefix,
        MayChoose = token.Scope == BotTokenScope.Choice,
        RequestsPerMinute = token.RequestsPerMinute,
        CreatedAt = token.CreatedAt,
        CreatedBy = token.CreatedBy,
        ExpiresAt = token.ExpiresAt,
        RevokedAt = token.RevokedAt,
    };
}
