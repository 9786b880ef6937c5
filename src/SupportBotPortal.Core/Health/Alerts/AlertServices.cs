using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Alerts.Channels;
using SupportBotPortal.Core.Health.Alerts.Mail;
using SupportBotPortal.Core.Health.Alerts.Windows;
using SupportBotPortal.Core.Health.Delivery;
using SupportBotPortal.Core.Health.History;
using SupportBotPortal.Core.Health.Watching;
using SupportBotPortal.Core.Providers;

namespace SupportBotPortal.Core.Health.Alerts;

internal static class AlertServices
{
    /// <summary>What tells people.</summary>
    /// <param name="isOn">Whether anything is told by itself.</param>
    public static void AddAlerts(this IServiceCollection services, IConfiguration configuration, bool isOn)
    {
        services.AddOptions<PortalOptions>().Bind(configuration.GetSection(PortalOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<PortalOptions>, PortalOptionsValidator>();
        services.AddPermissions(AlertPermissions.Group);
        services.AddScoped<IProviderDependents, AlertDependents>();
        services.AddSingleton<FailingChannels>();
        services.AddScoped<AlertChannelRules>();
        services.AddScoped<AlertChannelChanges>();
        services.AddScoped<MailServerRules>();
        services.AddScoped<MailServerChanges>();
        services.AddScoped<MaintenanceWindowRules>();
        services.AddScoped<MaintenanceWindowChanges>();
        services.AddSingleton<SigningSecrets>();
        services.AddSingleton<MailServerVault>();
        services.AddSingleton<AlertSecrets>();
        services.AddSingleton<ChannelTurnOff>();
        services.AddSingleton<AlertOutbox>();
        services.AddSingleton<AlertWatch>();
        services.AddSingleton<SchedulerAlarm>();
        services.AddSingleton<IWatchAlarm>(provider => provider.GetRequiredService<SchedulerAlarm>());
        services.AddSingleton<AlertMessages>();
        services.AddSingleton<AlertDispatcher>();
        services.AddSingleton<MailPost>();
        services.AddSingleton<IAlertSender, MailSender>();
        services.AddSingleton<IAlertSender, WebhookSender>();
        services.AddSingleton<AlertSending>();
        services.AddSingleton<DeliveryAttempts>();
        services.AddSingleton<DeliveryRunner>();
        // Public to pages, and made of what is not.
        services.AddSingleton(p => new AlertTest(p.GetRequiredService<IDbContextFactory<HealthDbContext>>(), p.GetRequiredService<IDbContextFactory<PortalDbContext>>(), p.GetRequiredService<DeliveryAttempts>(), p.GetRequiredService<AuditTrail>(), p.GetRequiredService<TimeProvider>()));
        services.AddSingleton(p => new DeliveryRetry(p.GetRequiredService<IDbContextFactory<HealthDbContext>>(), p.GetRequiredService<IDbContextFactory<PortalDbContext>>(), p.GetRequiredService<DeliveryAttempts>(), p.GetRequiredService<AuditTrail>(), p.GetRequiredService<TimeProvider>()));
        services.AddSingleton(p => new MailServerTest(p.GetRequiredService<IDbContextFactory<PortalDbContext>>(), p.GetRequiredService<AlertSending>(), p.GetRequiredService<AuditTrail>(), p.GetRequiredService<TimeProvider>()));
        services.AddSingleton(p => new LetterSender(p.GetRequiredService<IDbContextFactory<PortalDbContext>>(), p.GetRequiredService<MailPost>(), p.GetRequiredService<TimeProvider>(), p.GetRequiredService<ILogger<LetterSender>>()));
        services.AddSingleton(p => new DeliveryLog(p.GetRequiredService<IDbContextFactory<HealthDbContext>>(), p.GetRequiredService<IDbContextFactory<PortalDbContext>>(), p.GetRequiredService<AlertMessages>(), p.GetRequiredService<TimeProvider>()));
        if (!isOn) return;
        services.AddHostedService(provider => provider.GetRequiredService<SchedulerAlarm>());
        services.AddHostedService(provider => provider.GetRequiredService<AlertDispatcher>());
        services.AddHostedService(provider => provider.GetRequiredService<DeliveryRunner>());
    }
}
