using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Audit;

namespace SupportBotPortal.Core.Forwarding;

public static class ForwardingServices
{
    /// <summary>The audit log to where others keep it.</summary>
    public static IServiceCollection AddForwarding(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOptions<ForwardingOptions>().Bind(configuration.GetSection(ForwardingOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ForwardingOptions>, ForwardingOptionsValidator>();
        services.AddSingleton<ForwardingState>();
        services.AddSingleton<IAuditHold>(provider => provider.GetRequiredService<ForwardingState>());
        services.AddHostedService<AuditForwarder>();
        return services;
    }
}
