using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Core.Providers.Listing;
using SupportBotPortal.PluginSdk;
using SupportBotPortal.Web.Display;
using SupportBotPortal.Web.Pages.Providers.Listing;

namespace SupportBotPortal.Web.Pages.Providers.Testing;

/// <summary>A test's result in a badge. Unknown is never green; a rate limit is not an outage.</summary>
public static class HealthBadges
{
    /// <summary>Green: what an active provider of a loaded type needs for it. <see cref="Core.Providers.Listing.ProviderListing"/> asks the database the same.</summary>
    public static bool IsHealthy(ProviderTestRecord? test, bool needsKey) =>
        test is { Outcome: ProviderTestOutcome.Passed } && test.Proof >= (needsKey ? ProofLevel.KeyProven : ProofLevel.Reachable);

    /// <summary>Where a provider stands: by its tests together where they are told, else by the last one.</summary>
    public static Badge Of(ProviderHealth health, ProviderTestRecord? test, bool needsKey = true)
    {
        ArgumentNullException.ThrowIfNull(health);
        return (health.State, test) switch
        {
            (_, null or { Outcome: ProviderTestOutcome.NotTestable }) or (null or HealthState.Unknown or HealthState.NotTestable, _) => Of(test, needsKey),
            (HealthState.Healthy, _) => Of(new ProviderTestRecord { Outcome = ProviderTestOutcome.Passed, Proof = health.Proof }, needsKey),
            (HealthState.Slow, _) => new(BadgeTone.Attention, "Slow"),
            (HealthState.RateLimited, _) => new(BadgeTone.Attention, CauseAdvice.For(FailureCause.RateLimit).Label),
            (HealthState.Quota, _) => new(BadgeTone.Attention, CauseAdvice.For(FailureCause.Quota).Label),
            (HealthState.Down, _) => health.Cause is { } cause ? new(BadgeTone.Bad, $"Down · {CauseAdvice.For(cause).Label}") : new(BadgeTone.Bad, "Down"),
            _ => throw new InvalidOperationException($"No badge for {health.State}."),
        };
    }

    /// <summary>Where a provider stands, with all that is known of it.</summary>
    public static Badge Of(Provider provider, ProviderType? type)
    {
        ArgumentNullException.ThrowIfNull(provider);
        if (!provider.IsActive) return ListWords.BadgeOf(ProviderState.Inactive);
        if (type is null) return ListWords.BadgeOf(ProviderState.PluginMissing);
        return Of(provider.Health, provider.LastTest, type.AuthSchemes.FirstOrDefault(s => s.Id == provider.AuthScheme)?.NeedsSecret != false);
    }

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
