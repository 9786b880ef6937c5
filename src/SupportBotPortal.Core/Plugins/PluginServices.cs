using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Access;

namespace SupportBotPortal.Core.Plugins;

public static class PluginServices
{
    public static IServiceCollection AddPlugins(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PluginsOptions>()
            .Bind(configuration.GetSection("Plugins"))
            .Validate(
                options => options.StartDeadline > TimeSpan.Zero && options.StartDeadline <= PluginsOptions.LongestStartDeadline,
                "Plugins:StartDeadline must be longer than nothing and at most five minutes, e.g. 00:00:10.")
            .ValidateOnStart();
        services.AddSingleton<PluginCatalog>();
        services.AddPermissions(PluginPermissions.Group);
        return services;
    }
}
