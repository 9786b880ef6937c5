namespace SupportBotPortal.Core.Usage.History;

/// <summary>What came of a request of a bot, or of asking one model for it. Each request has one outcome of its own; those of <see cref="Unreachable"/> to <see cref="Unusable"/> are attempts within one.</summary>
/// <remarks>Stored by number: a new one takes a new number.</remarks>
public enum UsageOutcome
{
    /// <summary>Whole, by the model that was chosen or asked for.</summary>
    Answered = 0,

    /// <summary>Whole, by another model than the one in production.</summary>
    AnsweredByFallback = 1,

    /// <summary>The provider ended a stream before its end.</summary>
    BrokenOff = 2,

    /// <summary>The bot went away before it had all of it.</summary>
    GivenUp = 3,

    /// <summary>The attempt failed: no connection to the provider.</summary>
    Unreachable = 10,
    Timeout = 11,
    Credentials = 12,
    Permission = 13,
    Quota = 14,
    RateLimit = 15,
    Overloaded = 16,
    ModelMissing = 17,

    /// <summary>The model refused the request as it was: no other one is asked.</summary>
    BadParameter = 18,
    UnexpectedAnswer = 19,
    ProviderError = 20,
    PluginError = 21,

    /// <summary>The model was not asked, because its provider failed repeatedly.</summary>
    Spared = 30,

    /// <summary>The model was not asked, because its key or its settings cannot be used.</summary>
    Unusable = 31,

    /// <summary>The portal refused the request: it cannot be read, or cannot be said to the model.</summary>
    Malformed = 50,
    TooLarge = 51,

    /// <summary>The token made too many requests in a minute, or at the same time.</summary>
    TooMany = 52,

    /// <summary>The portal had as much to do as it can.</summary>
    TooBusy = 53,

    /// <summary>The token may not ask for that model.</summary>
    NotAllowed = 54,
    UnknownModel = 55,

    /// <summary>No model is chosen.</summary>
    NoSelection = 56,

    /// <summary>A model is chosen, and can be asked by nobody.</summary>
    NoModelAvailable = 57,

    /// <summary>All models that were asked failed.</summary>
    Unanswered = 58,

    /// <summary>A model refused the request as it was.</summary>
    RefusedByModel = 59,

    /// <summary>The portal itself failed.</summary>
    PortalFault = 60,
}
