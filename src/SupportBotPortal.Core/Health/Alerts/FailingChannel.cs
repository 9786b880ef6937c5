namespace SupportBotPortal.Core.Health.Alerts;

/// <summary>A channel through which nothing arrives at present, or not to all.</summary>
/// <param name="Said">What the last attempt said, or why the portal turned the channel off.</param>
/// <param name="At">When that was.</param>
/// <param name="IsTurnedOff">The receiver wants nothing more, so the portal turned it off.</param>
public sealed record FailingChannel(Guid Id, string Name, string Said, DateTime At, bool IsTurnedOff)
{
    /// <summary>How many messages failed and are tried again.</summary>
    public int Tried { get; init; }

    /// <summary>How many more wait, not tried yet.</summary>
    public int Behind { get; init; }

    /// <summary>How many of its recipients the server refused for good, while others got the message.</summary>
    public int Refused { get; init; }
}
