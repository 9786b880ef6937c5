using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Usage.History;

/// <summary>What a failed attempt is counted as.</summary>
public static class FailureOutcomes
{
    public static UsageOutcome Of(FailureCause cause) => cause switch
    {
        FailureCause.Address or FailureCause.AddressRefused or FailureCause.Connect or FailureCause.Tls or FailureCause.WrongUrl => UsageOutcome.Unreachable,
        FailureCause.Timeout => UsageOutcome.Timeout,
        FailureCause.Credentials => UsageOutcome.Credentials,
        FailureCause.Permission => UsageOutcome.Permission,
        FailureCause.Quota => UsageOutcome.Quota,
        FailureCause.RateLimit => UsageOutcome.RateLimit,
        FailureCause.Overloaded => UsageOutcome.Overloaded,
        FailureCause.ModelMissing => UsageOutcome.ModelMissing,
        FailureCause.BadParameter => UsageOutcome.BadParameter,
        FailureCause.NotTheExpectedApi => UsageOutcome.UnexpectedAnswer,
        FailureCause.ProviderError => UsageOutcome.ProviderError,
        _ => UsageOutcome.PluginError,
    };
}
