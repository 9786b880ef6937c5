namespace SupportBotPortal.Core.Health.History;

/// <inheritdoc/>
public sealed class HourOfChecks : PeriodOfChecks;
