using Microsoft.Extensions.Diagnostics.HealthChecks;
using SupportBotPortal.Core.Health.Watching;

namespace SupportBotPortal.Core.Health.Readiness;

/// <summary>Pages work meanwhile, and results wait in memory: not what a portal should be restarted for, which would lose them.</summary>
internal sealed class RecordingCheck(WatchStatus watch) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        watch.UnstoredSince is { } since ? HealthCheckResult.Degraded(WatchWords.Unstored(since)) : HealthCheckResult.Healthy("Results of tests are stored."));
}
