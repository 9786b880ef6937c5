using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace SupportBotPortal.Core.Plugins;

public static class PluginServices
{
    public static IServiceCollection AddPlugins(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<PluginsOptions>(configuration.GetSection("Plugins"));
        services.AddSingleton<PluginCatalog>();
        foreach (var permission in PluginPermissions.All) services.AddSingleton(permission);
        return services;
    }
}
