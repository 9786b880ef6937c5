using SupportBotPortal.Core.Data;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Health.States;

/// <summary>What a connection test's result says about health.</summary>
public static class CheckVerdicts
{
    public static CheckVerdict Of(ProviderTestRecord test, HealthRules rules)
    {
        ArgumentNullException.ThrowIfNull(test);
        ArgumentNullException.ThrowIfNull(rules);
        return test.Outcome switch
        {
            ProviderTestOutcome.NotTestable => CheckVerdict.NotTestable,
            ProviderTestOutcome.Passed => test.Milliseconds > rules.SlowMilliseconds ? CheckVerdict.Slow : CheckVerdict.Passed,
            ProviderTestOutcome.Failed => test.Cause switch
            {
                FailureCause.RateLimit => CheckVerdict.RateLimited,
                FailureCause.Quota => CheckVerdict.Quota,
                // Overload passes soon more often than not; where it does not, customers get no answer either.
                _ => CheckVerdict.Failed,
            },
            _ => throw new InvalidOperationException($"No verdict for {test.Outcome}."),
        };
    }
}
