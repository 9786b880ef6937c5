using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Quartz;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data.Storage;
using SupportBotPortal.Core.Health.Alerts;
using SupportBotPortal.Core.Health.Board;
using SupportBotPortal.Core.Health.Discovery;
using SupportBotPortal.Core.Health.History;
using SupportBotPortal.Core.Health.Incidents;
using SupportBotPortal.Core.Health.Keeping;
using SupportBotPortal.Core.Health.Plans;
using SupportBotPortal.Core.Health.Readiness;
using SupportBotPortal.Core.Health.Reading;
using SupportBotPortal.Core.Health.Recording;
using SupportBotPortal.Core.Health.Reports;
using SupportBotPortal.Core.Health.Reports.Plans;
using SupportBotPortal.Core.Health.Sweep;
using SupportBotPortal.Core.Health.Telemetry;
using SupportBotPortal.Core.Health.Watching;
using SupportBotPortal.Core.Providers;

namespace SupportBotPortal.Core.Health;

public static class HealthServices
{
    /// <summary>What tests providers by itself, remembers what it found, and tells of it.</summary>
    public static IServiceCollection AddHealth(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var section = configuration.GetSection("Health");
        services.AddOptions<HealthOptions>().Bind(section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<HealthOptions>, HealthOptionsValidator>();
        services.AddPermissions(HealthPermissions.Group);
        services.AddHistory();
        services.AddScoped<CheckPlanChanges>();
        services.AddReading();
        services.AddSingleton<CheckRecorder>();
        services.AddSingleton<ITestHistory>(provider => provider.GetRequiredService<CheckRecorder>());
        services.AddSingleton<StandingCopy>();
        services.AddSingleton<DueChecks>();
        services.AddSingleton<SweepStatus>();
        services.AddSingleton<RecordingStatus>();
        services.AddSingleton<UnwatchedIncidents>();
        services.AddSingleton<SweepRunner>();
        services.AddSingleton<SweepStart>();
        services.AddSingleton<HistoryRetention>();
        services.AddSingleton<DueDiscoveries>();
        services.AddSingleton<DiscoveryRunner>();
        var isOn = section.GetValue(nameof(HealthOptions.IsOn), true);
        services.AddReports();
        services.AddAlerts(configuration, isOn);
        services.AddBoard(configuration);
        // In this order they start, and the other way round they stop: who writes is there before and after who tests.
        services.AddHostedService(provider => provider.GetRequiredService<CheckRecorder>());
        services.AddHostedService(provider => provider.GetRequiredService<SweepStart>());
        services.AddHostedService(provider => provider.GetRequiredService<SweepRunner>());
        services.AddWatch();
        if (isOn) services.AddSchedule();
        return services;
    }

    private static void AddHistory(this IServiceCollection services)
    {
        services.AddSingleton<HealthWriter>();
        services.AddSideDatabase<HealthDbContext>(HealthStorage.Database);
    }

    /// <summary>Who watches the watcher, and what others can see of it.</summary>
    private static void AddWatch(this IServiceCollection services)
    {
        services.AddSingleton<WatchStatus>();
        services.AddSingleton<PingAddress>();
        services.AddSingleton<RoundPing>();
        services.AddSingleton<IWatchAlarm>(provider => provider.GetRequiredService<RoundPing>());
        services.AddSingleton<DeadMan>();
        services.AddSingleton<ProviderGauges>();
        services.AddSingleton<AlertMeasures>();
        services.AddHostedService(provider => provider.GetRequiredService<RoundPing>());
        services.AddHostedService(provider => provider.GetRequiredService<DeadMan>());
        services.AddHostedService(provider => provider.GetRequiredService<ProviderGauges>());
        services.AddReadiness();
    }

    /// <summary>What pages ask.</summary>
    private static void AddReading(this IServiceCollection services)
    {
        services.AddSingleton<HealthHistory>();
        services.AddSingleton<CheckPages>();
        services.AddSingleton<IncidentListing>();
        services.AddSingleton<IncidentNotes>();
    }

    /// <summary>What tells people from time to time how it went.</summary>
    private static void AddReports(this IServiceCollection services)
    {
        services.AddPermissions(ReportPermissions.Group);
        services.AddScoped<ReportRules>();
        services.AddScoped<ReportChanges>();
        services.AddScoped<IProviderDependents, ReportDependents>();
        services.AddSingleton<ReportReader>();
        services.AddSingleton<ReportContents>();
        services.AddSingleton<ReportFiring>();
        services.AddSingleton<ReportSending>();
        services.AddSingleton<ReportListing>();
    }

    /// <summary>A handful of jobs that take what is due from the database: nothing is lost with the scheduler's memory.</summary>
    private static void AddSchedule(this IServiceCollection services)
    {
        services.AddQuartz(quartz =>
        {
            AddJob<SweepJob>(quartz, SweepJob.Every);
            AddJob<RetentionJob>(quartz, RetentionJob.Every);
            AddJob<AlertWatchJob>(quartz, AlertWatchJob.Every);
            AddJob<ReportJob>(quartz, ReportJob.Every);
            AddJob<DiscoveryJob>(quartz, DiscoveryJob.Every);
        });
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = false);

        // A round that was missed is not made up for: the next one finds what is due.
        static void AddJob<T>(IQuartzBuilder quartz, TimeSpan every) where T : IJob
        {
            quartz.AddJob<T>(job => job.WithIdentity(typeof(T).Name));
            quartz.AddTrigger(trigger => trigger.ForJob(typeof(T).Name).WithSimpleSchedule(schedule => schedule.WithInterval(every).RepeatForever().WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount)));
        }
    }
}
