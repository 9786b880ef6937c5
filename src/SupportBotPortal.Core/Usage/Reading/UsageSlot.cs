namespace SupportBotPortal.Core.Usage.Reading;

/// <summary>An hour or a day of a chart; also one without usage.</summary>
public sealed record UsageSlot(DateTime Start, UsageFigures Figures);
