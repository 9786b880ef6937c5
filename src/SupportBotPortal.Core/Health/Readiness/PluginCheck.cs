using Microsoft.Extensions.Diagnostics.HealthChecks;
using SupportBotPortal.Core.Plugins;

namespace SupportBotPortal.Core.Health.Readiness;

internal sealed class PluginCheck(PluginCatalog plugins) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(Judge());

    private HealthCheckResult Judge()
    {
        var active = plugins.Entries.Count(e => e.State == PluginState.Active);
        // One that is switched off is as it should be.
        var broken = plugins.Entries.Where(e => e.State is PluginState.Malfunctioned or PluginState.NotSupported).Select(e => e.Id).ToList();
        if (active == 0) return HealthCheckResult.Unhealthy("No plugin is loaded: no provider can be called. The page Plugins says why.");
        return broken.Count == 0
            ? HealthCheckResult.Healthy(active == 1 ? "One plugin is loaded." : $"{active} plugins are loaded.")
            : HealthCheckResult.Degraded($"These plugins are not loaded: {string.Join(", ", broken)}. The page Plugins says why.");
    }
}
