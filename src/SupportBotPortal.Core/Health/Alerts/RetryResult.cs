namespace SupportBotPortal.Core.Health.Alerts;

/// <summary>What came of trying a message at once.</summary>
/// <param name="Said">What the receiver said; empty if nothing was sent.</param>
public sealed record RetryResult(RetryOutcome Outcome, string Said = "");
