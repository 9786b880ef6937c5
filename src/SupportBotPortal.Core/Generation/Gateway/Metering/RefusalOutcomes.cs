using SupportBotPortal.Core.Usage.History;

namespace SupportBotPortal.Core.Generation.Gateway.Metering;

/// <summary>What a request is counted as that got no answer.</summary>
internal static class RefusalOutcomes
{
    public static UsageOutcome Of(BotError error) => error switch
    {
        { Code: "too_busy" } => UsageOutcome.TooBusy,
        { Code: "no_selection" } => UsageOutcome.NoSelection,
        { Code: "no_model_available" } => UsageOutcome.NoModelAvailable,
        { Status: 400, Attempts: not null } => UsageOutcome.RefusedByModel,
        { Status: 403 } => UsageOutcome.NotAllowed,
        { Status: 404 } => UsageOutcome.UnknownModel,
        { Status: 413 } => UsageOutcome.TooLarge,
        { Status: 429 } => UsageOutcome.TooMany,
        { Status: < 500 } => UsageOutcome.Malformed,
        _ => UsageOutcome.Unanswered,
    };
}
