using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Tests.Shared;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Tests.Access;

/// <summary>Every endpoint of the portal and what it asks for.</summary>
internal static class Inventory
{
    public const string Anonymous = "anonymous";
    public const string SignedIn = "signed in";

    /// <summary>What is expected. “|” = any of, “+” = all of. A new endpoint is added here on purpose, or the tests fail.</summary>
    public static IReadOnlyDictionary<string, string> Expected { get; } = new Dictionary<string, string>
    {
        ["/_htmx/antiforgery.js"] = Anonymous,
        ["/healthz"] = Anonymous,
        ["/readyz"] = Anonymous,
        ["/sign-in"] = Anonymous,
        ["/setup"] = Anonymous,
        ["/error/{code:int}"] = Anonymous,
        ["/"] = SignedIn,
        ["/sign-out"] = SignedIn,
        ["/account/password"] = SignedIn,
        ["/join"] = Anonymous,
        ["/account"] = SignedIn,
        ["/account/sessions"] = SignedIn,
        ["/account/second-factor"] = SignedIn,
        ["/account/second-factor/app"] = SignedIn,
        ["/account/second-factor/app/remove"] = SignedIn,
        ["/account/second-factor/codes"] = SignedIn,
        ["/account/passkeys/new"] = SignedIn,
        ["/account/passkeys/{id}"] = SignedIn,
        ["/sign-in/code"] = Anonymous,
        ["/sign-in/passkey"] = Anonymous,
        ["/sign-in/oidc"] = Anonymous,
        ["/account/confirm"] = SignedIn,
        ["/account/connect"] = SignedIn,
        ["/api-tokens"] = "api_token.view",
        ["/api-tokens/new"] = "api_token.manage+api_token.view",
        ["/api-tokens/{id}/revoke"] = "api_token.manage+api_token.view",
        ["/audit"] = "audit.view",
        ["/audit/export"] = "audit.view",
        ["/settings"] = "settings.view",
        ["/settings/second-factor"] = "settings.edit+settings.view",
        ["/people"] = "user.view",
        ["/people/invite"] = "user.edit+user.view",
        ["/people/{id}"] = "user.view",
        ["/people/{id}/roles"] = "user.edit+user.view",
        ["/people/{id}/disable"] = "user.edit+user.view",
        ["/people/{id}/enable"] = "user.edit+user.view",
        ["/people/{id}/unlock"] = "user.edit+user.view",
        ["/people/{id}/link"] = "user.edit+user.view",
        ["/people/{id}/disconnect"] = "user.edit+user.view",
        ["/people/{id}/second-factor"] = "user.edit+user.view",
        ["/people/{id}/sign-out"] = "user.edit+user.view",
        ["/people/{id}/delete"] = "user.delete+user.view",
        ["/roles"] = "role.view",
        ["/roles/new"] = "role.create+role.view",
        ["/roles/{id}"] = "role.view",
        ["/roles/{id}/edit"] = "role.edit+role.view",
        ["/roles/{id}/delete"] = "role.delete+role.view",
        ["/plugins"] = "plugin.view",
        ["/providers"] = "llm_provider.view",
        ["/providers/{slug}"] = "llm_provider.view",
        ["/providers/new"] = "llm_provider.create",
        ["/providers/form"] = "llm_provider.create|llm_provider.edit",
        ["/providers/try/test"] = "llm_provider.create|llm_provider.edit+llm_provider.test",
        ["/providers/try/discover"] = "llm_provider.create|llm_provider.edit+llm_provider.test",
        ["/providers/{slug}/edit"] = "llm_provider.edit",
        ["/providers/{slug}/checks"] = "health.edit+llm_provider.view",
        ["/providers/{slug}/checks/preview"] = "health.edit+llm_provider.view",
        ["/providers/{slug}/models"] = "llm_provider.edit",
        ["/providers/{slug}/activation"] = "llm_provider.edit",
        ["/providers/{slug}/delete"] = "llm_provider.delete",
        ["/providers/{slug}/restore"] = "llm_provider.delete",
        ["/providers/{slug}/destroy"] = "llm_provider.delete",
        ["/providers/deleted"] = "llm_provider.delete",
        ["/providers/{slug}/duplicate"] = "llm_provider.create+llm_provider.view",
        ["/providers/{slug}/default"] = "llm_provider.edit",
        ["/providers/{slug}/key"] = "llm_provider.edit",
        ["/providers/{slug}/keys"] = "llm_provider.view",
        ["/providers/{slug}/test"] = "llm_provider.test+llm_provider.view",
        ["/providers/{slug}/discover"] = "llm_provider.test",
        ["/providers/{slug}/health"] = "health.view",
        ["/providers/{slug}/health/export"] = "health.view",
        ["/incidents"] = "health.view",
        ["/incidents/{id}"] = "health.view",
        ["/incidents/{id}/note"] = "health.view+incident.note",
        ["/reports"] = "report.view",
        ["/reports/new"] = "report.edit+report.view",
        ["/reports/times"] = "report.edit+report.view",
        ["/reports/{id}"] = "report.view",
        ["/reports/{id}/edit"] = "report.edit+report.view",
        ["/reports/{id}/delete"] = "report.edit+report.view",
        ["/reports/{id}/send"] = "report.send+report.view",
        ["/reports/{id}/preview"] = "report.view",
        ["/reports/{id}/{occurrence}"] = "report.view",
        ["/reports/{id}/{occurrence}/export"] = "report.view",
        ["/board"] = "health.view",
        ["/board/stream"] = "health.view",
        ["/board/{token:minlength(16)}"] = Anonymous,
        ["/board/{token}/stream"] = Anonymous,
        ["/board/links"] = "board.share",
        ["/board/links/{id}/revoke"] = "board.share",
        ["/models"] = "llm_provider.view",
        ["/generation"] = "aiml.view",
        ["/generation/edit"] = "aiml.edit+aiml.view",
        ["/generation/models"] = "aiml.view",
        ["/generation/parameters"] = "aiml.edit+aiml.view",
        ["/generation/compare"] = "aiml.view",
        ["/generation/try"] = "aiml.view+llm_provider.test",
        ["/generation/replay"] = "aiml.view+llm_provider.test",
        ["/generation/examples"] = "aiml.view",
        ["/generation/examples/keep"] = "aiml.edit+aiml.view+llm_provider.test",
        ["/generation/examples/{id}/delete"] = "aiml.edit+aiml.view",
        ["/generation/versions"] = "aiml.view",
        ["/generation/versions/{number:int}"] = "aiml.view",
        ["/generation/versions/{number:int}/restore"] = "aiml.edit+aiml.view",
        ["/bot-tokens"] = "bot_token.view",
        ["/bot-tokens/new"] = "bot_token.manage+bot_token.view",
        ["/bot-tokens/{id}/revoke"] = "bot_token.revoke+bot_token.view",
        ["/usage"] = "usage.view",
        ["/usage/export"] = "usage.view",
        // Closed by their own tokens: BotTokenAccessTests.
        ["/v1/models"] = Anonymous,
        ["/v1/models/{**id}"] = Anonymous,
        ["/v1/chat/completions"] = Anonymous,
        ["/alerts"] = "alert.view",
        ["/alerts/channels/new"] = "alert.edit+alert.view",
        ["/alerts/channels/{id}"] = "alert.edit+alert.view",
        ["/alerts/channels/{id}/activation"] = "alert.edit+alert.view",
        ["/alerts/channels/{id}/delete"] = "alert.edit+alert.view",
        ["/alerts/channels/{id}/secret"] = "alert.edit+alert.view",
        ["/alerts/channels/{id}/test"] = "alert.test+alert.view",
        ["/alerts/deliveries"] = "alert.view",
        ["/alerts/deliveries/{id}/retry"] = "alert.test+alert.view",
        ["/alerts/mail-server"] = "alert.view+settings.edit",
        ["/alerts/mail-server/remove"] = "alert.view+settings.edit",
        ["/alerts/mail-server/test"] = "alert.test+settings.edit",
        ["/alerts/maintenance"] = "health.view",
        ["/alerts/maintenance/new"] = "health.edit+health.view",
        ["/alerts/maintenance/{id}"] = "health.edit+health.view",
        ["/alerts/maintenance/{id}/delete"] = "health.edit+health.view",
        ["/providers/bulk/test"] = "llm_provider.test+llm_provider.view",
        ["/providers/bulk/activate"] = "llm_provider.edit",
        ["/providers/bulk/deactivate"] = "llm_provider.edit",
        ["/providers/bulk/delete"] = "llm_provider.delete",
        ["/providers/bulk/restore"] = "llm_provider.delete",
        ["/runs/{id}"] = "llm_provider.create|llm_provider.delete|llm_provider.edit|llm_provider.test",
        ["/runs/{id}/cancel"] = "llm_provider.create|llm_provider.delete|llm_provider.edit|llm_provider.test",
        ["/runs/{id}/dismiss"] = "llm_provider.create|llm_provider.delete|llm_provider.edit|llm_provider.test",
        ["/help"] = "llm_provider.view",
        ["/help/{topic}"] = "llm_provider.view",
    };

    /// <summary>What of the admin API is expected, by method and address. Each also asks for an API token.</summary>
    public static IReadOnlyDictionary<string, string> ExpectedOfApi { get; } = new Dictionary<string, string>
    {
        ["GET /openapi/v1.json"] = Anonymous,
        ["GET /api/v1/token"] = SignedIn,
        ["GET /api/v1/providers"] = "llm_provider.view",
        ["POST /api/v1/providers"] = "llm_provider.create",
        ["GET /api/v1/providers/{provider_id:guid}"] = "llm_provider.view",
        ["PATCH /api/v1/providers/{provider_id:guid}"] = "llm_provider.edit",
        ["DELETE /api/v1/providers/{provider_id:guid}"] = "llm_provider.delete",
        ["POST /api/v1/providers/{provider_id:guid}/activate"] = "llm_provider.edit",
        ["POST /api/v1/providers/{provider_id:guid}/deactivate"] = "llm_provider.edit",
        ["POST /api/v1/providers/{provider_id:guid}/default"] = "llm_provider.edit",
        ["POST /api/v1/providers/{provider_id:guid}/test"] = "llm_provider.test",
        ["POST /api/v1/providers/{provider_id:guid}/discover"] = "llm_provider.test",
        ["POST /api/v1/providers/{provider_id:guid}/key"] = "llm_provider.edit",
        ["GET /api/v1/providers/{provider_id:guid}/health"] = "health.view",
        ["GET /api/v1/incidents"] = "health.view",
        ["GET /api/v1/incidents/{id:long}"] = "health.view",
        ["GET /api/v1/generation"] = "aiml.view",
        ["PUT /api/v1/generation"] = "aiml.edit",
        ["GET /api/v1/generation/versions"] = "aiml.view",
        ["GET /api/v1/generation/versions/{number:int}"] = "aiml.view",
        ["POST /api/v1/generation/versions/{number:int}/restore"] = "aiml.edit",
        ["GET /api/v1/models"] = "aiml.view",
        ["GET /api/v1/configuration"] = "llm_provider.view",
        ["POST /api/v1/configuration/import"] = "llm_provider.create+llm_provider.edit",
        ["GET /api/v1/bot-tokens"] = "bot_token.view",
        ["POST /api/v1/bot-tokens"] = "bot_token.manage",
        ["DELETE /api/v1/bot-tokens/{id:guid}"] = "bot_token.revoke",
    };

    /// <summary>An address that the route takes, of something that does not exist.</summary>
    public static string PathOf(string route) => route.Replace("{slug}", "nobody", StringComparison.Ordinal).Replace("{id}", "nothing", StringComparison.Ordinal).Replace("{occurrence}", "17", StringComparison.Ordinal)
        .Replace("{code:int}", "404", StringComparison.Ordinal).Replace("{number:int}", "1", StringComparison.Ordinal).Replace("{topic}", "credentials", StringComparison.Ordinal)
        .Replace("{provider_id:guid}", "00000000-0000-0000-0000-000000000001", StringComparison.Ordinal).Replace("{id:guid}", "00000000-0000-0000-0000-000000000001", StringComparison.Ordinal)
        .Replace("{id:long}", "999999", StringComparison.Ordinal);

    /// <param name="needed">As in <see cref="Expected"/>.</param>
    public static bool Allows(string needed, IReadOnlySet<string> held) => needed == SignedIn || needed.Split('+').All(all => all.Split('|').Any(held.Contains));

    public static IReadOnlyDictionary<string, string> Read(PortalFactory portal)
    {
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var endpoint in portal.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null) continue;
            if (!IsOfApi(endpoint)) found[PathOf(endpoint)] = Describe(endpoint);
        }

        return found;
    }

    public static IReadOnlyDictionary<string, string> ReadApi(PortalFactory portal)
    {
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var endpoint in portal.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(IsOfApi))
        {
            var isByToken = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(data => data.AuthenticationSchemes == "api-token");
            foreach (var method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["any"])
                found[$"{method} {PathOf(endpoint)}"] = Describe(endpoint) is var said && (isByToken || said == Anonymous) ? said : "not by token";
        }

        return found;
    }

    private static string PathOf(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.Trim('/');

    private static bool IsOfApi(RouteEndpoint endpoint) => PathOf(endpoint).StartsWith("/api/", StringComparison.Ordinal) || PathOf(endpoint).StartsWith("/openapi/", StringComparison.Ordinal);

    private static string Describe(Endpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null) return Anonymous;
        var permissions = endpoint.Metadata.GetOrderedMetadata<RequirePermissionAttribute>();
        if (permissions.Count > 0) return string.Join('+', permissions.Select(p => string.Join('|', p.AnyOf.Order(StringComparer.Ordinal))).Order(StringComparer.Ordinal));
        return endpoint.Metadata.GetMetadata<IAuthorizeData>() is not null ? SignedIn : "nothing";
    }
}
