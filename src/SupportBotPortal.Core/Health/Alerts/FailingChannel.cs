namespace SupportBotPortal.Core.Health.Alerts;

/// <summary>A channel through which nothing arrives at present.</summary>
/// <param name="Said">What the last attempt said, or why the portal turned the channel off.</param>
/// <param name="At">When that was.</param>
/// <param name="IsTurnedOff">The receiver wants nothing more, so the portal turned it off.</param>
/// <param name="Waiting">How many messages wait to be tried again.</param>
public sealed record FailingChannel(Guid Id, string Name, string Said, DateTime At, bool IsTurnedOff, int Waiting);
