using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Api.Tokens;

/// <summary>What a program may find out about its own token, so that it can say early what it lacks.</summary>
internal static class OwnTokenEndpoints
{
    public static void MapOwnToken(this IEndpointRouteBuilder api) =>
        api.MapGet("/token", (Delegate)ReadAsync).WithName("getToken").WithTags("Token").WithSummary("The token with which one asks").WithDescription("Which token this is, for whom it acts, until when, and what it may do now.").Refuses();

    private static async Task<Ok<OwnToken>> ReadAsync(HttpContext context)
    {
        var caller = context.Caller();
        var held = await context.EffectivePermissionsAsync();
        return TypedResults.Ok(new OwnToken
        {
            Name = caller.Token.Name,
            ActsFor = caller.PersonName,
            ExpiresAt = caller.Token.ExpiresAt,
            Permissions = held.Names.Order(StringComparer.Ordinal).ToDictionary(name => name, IReadOnlyList<ProviderEnvironment> (name) => [.. Enum.GetValues<ProviderEnvironment>().Where(label => held.Includes(name, label))]),
        });
    }
}
