using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SupportBotPortal.Core.Health.Readiness;

/// <summary>What must be so for the portal to do its work.</summary>
internal static class ReadinessServices
{
    /// <summary>Whoever asks waits for seconds at most: no answer is none, too.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static void AddReadiness(this IServiceCollection services)
    {
        var checks = services.AddHealthChecks();
        Add<PortalDatabaseCheck>("configuration");
        Add<HistoryDatabaseCheck>("history");
        Add<KeyRingCheck>("keys");
        Add<PluginCheck>("plugins");
        Add<ScheduleCheck>("schedule");
        Add<RecordingCheck>("results");

        void Add<T>(string name)
            where T : class, IHealthCheck
        {
            services.AddSingleton<T>();
            checks.AddCheck<T>(name, failureStatus: null, tags: [], Patience);
        }
    }
}
