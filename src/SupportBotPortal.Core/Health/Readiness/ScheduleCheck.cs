using Microsoft.Extensions.Diagnostics.HealthChecks;
using SupportBotPortal.Core.Health.Watching;

namespace SupportBotPortal.Core.Health.Readiness;

internal sealed class ScheduleCheck(WatchStatus watch) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(watch switch
    {
        { IsOn: false } => HealthCheckResult.Healthy("Nothing is tested by schedule: Health:IsOn is off."),
        { StoppedSince: { } since } => HealthCheckResult.Unhealthy(WatchWords.Stopped(since)),
        _ => HealthCheckResult.Healthy("Scheduled tests run."),
    });
}
