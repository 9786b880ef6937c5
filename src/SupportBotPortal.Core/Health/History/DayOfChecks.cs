namespace SupportBotPortal.Core.Health.History;

/// <summary>Days of UTC.</summary>
/// <inheritdoc/>
public sealed class DayOfChecks : PeriodOfChecks;
