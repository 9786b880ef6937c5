namespace SupportBotPortal.Core.Usage.History;

/// <inheritdoc/>
public sealed class DayOfUsage : PeriodOfUsage;
