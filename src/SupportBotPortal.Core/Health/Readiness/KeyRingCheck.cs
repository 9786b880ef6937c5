using Microsoft.Extensions.Diagnostics.HealthChecks;
using SupportBotPortal.Core.Secrets;

namespace SupportBotPortal.Core.Health.Readiness;

internal sealed class KeyRingCheck(ISecretBox secrets) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var status = secrets.Status;
        return Task.FromResult(status.IsReady ? HealthCheckResult.Healthy(status.Sentence) : HealthCheckResult.Unhealthy($"The portal is locked. {status.Sentence}"));
    }
}
