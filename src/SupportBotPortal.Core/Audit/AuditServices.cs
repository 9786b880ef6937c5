using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Audit.Reading;

namespace SupportBotPortal.Core.Audit;

public static class AuditServices
{
    /// <summary>Who did what, as long as it is kept.</summary>
    public static IServiceCollection AddAudit(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOptions<AuditOptions>().Bind(configuration.GetSection(AuditOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AuditOptions>, AuditOptionsValidator>();
        services.AddSingleton<AuditTrail>();
        services.AddScoped<AuditReader>();
        services.AddSingleton<AuditKeeping>();
        services.AddHostedService<AuditKeepingRounds>();
        return services;
    }
}
