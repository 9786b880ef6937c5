using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SupportBotPortal.Web.Api.Bots;
using SupportBotPortal.Web.Api.Exchange;
using SupportBotPortal.Web.Api.Generation;
using SupportBotPortal.Web.Api.Health;
using SupportBotPortal.Web.Api.Providers;
using SupportBotPortal.Web.Api.Tokens;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Api;

/// <summary>What programs do in the portal: the acts of its pages over JSON, by an API token.</summary>
public static class ApiEndpoints
{
    public const string Root = "/api/v1";

    public const string Document = "/openapi/v1.json";

    /// <summary>The largest provider, with 5,000 models, has one; this is a configuration of many.</summary>
    public const int MaximumBodyBytes = 8 << 20;

    internal static void MapApi(this IEndpointRouteBuilder routes)
    {
        // It says nothing that is not known of the portal at all, and tools that make clients bring no token.
        routes.MapGet(Document, (ApiDocument document, HttpContext context) => document.WriteAsync(context)).AllowAnonymous().ExcludeFromDescription();
        var api = routes.MapGroup(Root).WithMetadata(new AuthorizeAttribute { AuthenticationSchemes = ApiTokenHandler.SchemeName }).AddEndpointFilterFactory(QueryCheck.Create);
        api.MapOwnToken();
        api.MapProviders();
        api.MapProviderCalls();
        api.MapHealth();
        api.MapGeneration();
        api.MapBotTokens();
        api.MapExchange();
    }

    /// <summary>Asks for a permission: any one of those named.</summary>
    internal static TBuilder Needs<TBuilder>(this TBuilder builder, params string[] anyOf)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new RequirePermissionAttribute(anyOf));

    /// <summary>Which problems it may answer with, besides those that each may.</summary>
    internal static RouteHandlerBuilder Refuses(this RouteHandlerBuilder builder, params int[] statuses)
    {
        foreach (var status in statuses.Concat([StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, StatusCodes.Status429TooManyRequests]).Distinct().Order()) builder.Produces<Problem>(status, "application/problem+json");
        return builder;
    }

    /// <summary>Its answer carries an <c>ETag</c>.</summary>
    internal static RouteHandlerBuilder HasVersion(this RouteHandlerBuilder builder) => builder.WithMetadata(new ApiDocumentation.HasVersion());

    /// <summary>It asks for <c>If-Match</c>, by <see cref="Preconditions"/>.</summary>
    internal static RouteHandlerBuilder NeedsVersion(this RouteHandlerBuilder builder) => builder.WithMetadata(new ApiDocumentation.NeedsVersion());
}
