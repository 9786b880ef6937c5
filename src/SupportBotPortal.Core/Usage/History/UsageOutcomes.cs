namespace SupportBotPortal.Core.Usage.History;

/// <summary>What outcomes have in common.</summary>
public static class UsageOutcomes
{
    /// <summary>Those that are the one outcome of a request.</summary>
    public static IReadOnlyList<UsageOutcome> OfRequests { get; } = [.. Enum.GetValues<UsageOutcome>().Where(IsOfRequest)];

    /// <summary>Whether a request ended so, and not only an attempt within one.</summary>
    public static bool IsOfRequest(this UsageOutcome outcome) => outcome is <= UsageOutcome.GivenUp or >= UsageOutcome.Malformed;

    /// <summary>Whether a whole answer came.</summary>
    public static bool IsWhole(this UsageOutcome outcome) => outcome is UsageOutcome.Answered or UsageOutcome.AnsweredByFallback;

    /// <summary>Whether a model was asked, and did not begin to answer.</summary>
    public static bool IsFailedAttempt(this UsageOutcome outcome) => outcome is >= UsageOutcome.Unreachable and < UsageOutcome.Spared;

    /// <summary>Whether a model was to be asked, and was not.</summary>
    public static bool IsNotAsked(this UsageOutcome outcome) => outcome is UsageOutcome.Spared or UsageOutcome.Unusable;

    /// <summary>Whether the portal refused a request for what the bot sent: no model and no provider is to blame for it.</summary>
    public static bool IsOfBot(this UsageOutcome outcome) => outcome is UsageOutcome.Malformed or UsageOutcome.TooLarge or UsageOutcome.TooMany or UsageOutcome.NotAllowed or UsageOutcome.UnknownModel;

    /// <summary>Whether a request got no answer at all: the portal refused it, or nobody answered.</summary>
    public static bool IsRefusal(this UsageOutcome outcome) => outcome is >= UsageOutcome.Malformed;
}
