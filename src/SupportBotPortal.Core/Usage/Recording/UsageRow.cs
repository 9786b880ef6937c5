namespace SupportBotPortal.Core.Usage.Recording;

/// <summary>Sums, and of what.</summary>
public sealed record UsageRow(UsageKey Key, UsageSums Sums);
