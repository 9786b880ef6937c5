using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.PluginSdk;
using SupportBotPortal.Web.Display;

namespace SupportBotPortal.Web.Pages.Providers;

/// <summary>A test's result in a badge. Unknown is never green; a rate limit is not an outage.</summary>
public static class HealthBadges
{
    public static Badge Of(ProviderTestRecord? test, bool needsKey = true) => test switch
    {
        null => new(BadgeTone.Idle, "Not tested"),
        { Outcome: ProviderTestOutcome.NotTestable } => new(BadgeTone.Idle, "Not testable"),
        { Outcome: ProviderTestOutcome.Passed, Proof: ProofLevel.Reachable } when needsKey => new(BadgeTone.Attention, "Healthy · key not proven"),
        { Outcome: ProviderTestOutcome.Passed } => new(BadgeTone.Good, "Healthy"),
        { Cause: FailureCause.RateLimit or FailureCause.Quota or FailureCause.Overloaded } => new(BadgeTone.Attention, CauseAdvice.For(test.Cause.Value).Label),
        { Cause: { } cause } => new(BadgeTone.Bad, $"Down · {CauseAdvice.For(cause).Label}"),
        _ => new(BadgeTone.Bad, "Down"),
    };
}
