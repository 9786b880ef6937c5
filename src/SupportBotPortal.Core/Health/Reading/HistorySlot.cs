namespace SupportBotPortal.Core.Health.Reading;

/// <summary>An hour or a day of a chart; also one without tests, which is a gap.</summary>
public sealed record HistorySlot(DateTime Start, HistorySummary Summary);
