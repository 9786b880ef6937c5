namespace SupportBotPortal.Core.Usage.Reading;

/// <summary>What bots used in a stretch of time.</summary>
/// <param name="Total">Of what the filter takes.</param>
/// <param name="Slots">The same by hour or day, without gaps.</param>
/// <param name="Groups">The same by provider, model or bot, the most used first.</param>
/// <param name="Choices">Of all, whatever the filter takes.</param>
public sealed record UsageReport(UsageFigures Total, IReadOnlyList<UsageSlot> Slots, IReadOnlyList<UsageGroup> Groups, UsageChoices Choices);
