namespace SupportBotPortal.Core.Health.Alerts;

/// <summary>How a test message fared.</summary>
/// <param name="IsDelivered">The receiver took it.</param>
/// <param name="Said">What it said, as a sentence.</param>
public sealed record AlertTestResult(bool IsDelivered, string Said);
