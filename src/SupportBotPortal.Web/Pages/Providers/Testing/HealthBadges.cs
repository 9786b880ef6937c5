using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.PluginSdk;
using SupportBotPortal.Web.Display;

namespace SupportBotPortal.Web.Pages.Providers.Testing;

/// <summary>A test's result in a badge. Unknown is never green; a rate limit is not an outage.</summary>
public static class HealthBadges
{
    /// <summary>Green: what an active provider of a loaded type needs for it. <see cref="Core.Providers.Listing.ProviderListing"/> asks the database the same.</summary>
    public static bool IsHealthy(ProviderTestRecord? test, bool needsKey) =>
        test is { Outcome: ProviderTestOutcome.Passed } && test.Proof >= (needsKey ? ProofLevel.KeyProven : ProofLevel.Reachable);

    public static Badge Of(ProviderTestRecord? test, bool needsKey = true) => test switch
    {
        null => new(BadgeTone.Idle, "Not tested"),
        { Outcome: ProviderTestOutcome.NotTestable } => new(BadgeTone.Idle, "Not testable"),
        { Outcome: ProviderTestOutcome.Passed, Proof: ProofLevel.None } => new(BadgeTone.Attention, "Answers · nothing proven"),
        _ when IsHealthy(test, needsKey) => new(BadgeTone.Good, "Healthy"),
        { Outcome: ProviderTestOutcome.Passed } => new(BadgeTone.Attention, "Healthy · key not proven"),
        { Cause: FailureCause.RateLimit or FailureCause.Quota or FailureCause.Overloaded } => new(BadgeTone.Attention, CauseAdvice.For(test.Cause.Value).Label),
        { Cause: { } cause } => new(BadgeTone.Bad, $"Down · {CauseAdvice.For(cause).Label}"),
        _ => new(BadgeTone.Bad, "Down"),
    };
}
