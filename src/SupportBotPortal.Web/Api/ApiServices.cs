using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Web.Api.Exchange;
using SupportBotPortal.Web.Api.Generation;
using SupportBotPortal.Web.Api.Providers;

namespace SupportBotPortal.Web.Api;

internal static class ApiServices
{
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, ApiTokenHandler>(ApiTokenHandler.SchemeName, null);
        services.Configure<JsonOptions>(ApiJson.Configure);
        // What cannot be read is explained in one place, wherever the portal runs.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddOpenApi(ApiDocument.Name, ApiDocumentation.Configure);
        services.AddSingleton<ApiDocument>();
        services.AddSingleton<ApiPermissions>();
        services.AddSingleton<ApiCalls>();
        services.AddSingleton<ApiAdmission>();
        services.AddSingleton<ProviderShapes>();
        services.AddSingleton<GenerationShapes>();
        services.AddScoped<ConfigurationExport>();
        services.AddScoped<ProviderImport>();
        services.AddScoped<GenerationImport>();
        return services;
    }
}
