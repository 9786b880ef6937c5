namespace SupportBotPortal.Core.Health.Delivery;

/// <summary>What came of an attempt to send a message.</summary>
/// <param name="IsDelivered">The receiver has it.</param>
/// <param name="Said">A sentence, with what the server said. Not cleaned yet.</param>
internal sealed record SendOutcome(bool IsDelivered, string Said)
{
    /// <summary>Not before so long.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The receiver wants nothing more, ever.</summary>
    public bool IsGone { get; init; }

    /// <summary>Who got it in this attempt.</summary>
    public IReadOnlyList<string> Reached { get; init; } = [];

    /// <summary>Who was refused for good, if others have it.</summary>
    public IReadOnlyList<string> Refused { get; init; } = [];

    /// <summary>For whom it is to be tried again, if others have it.</summary>
    public IReadOnlyList<string> Remaining { get; init; } = [];

    /// <summary>Nobody is left to try it for: some have it, the others were refused for good.</summary>
    public bool IsSettled { get; init; }

    /// <summary>What must not stand in what is kept of <see cref="Said"/>, in any spelling.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    public override string ToString() => $"{nameof(SendOutcome)} {(IsDelivered ? "delivered" : "failed")}";
}
