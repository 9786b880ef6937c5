namespace SupportBotPortal.Core.Usage.Reading;

/// <summary>What a bot used lately.</summary>
/// <param name="LastUsedAt">When it last asked for an answer.</param>
/// <param name="RequestsToday">Since midnight, by UTC, those included that got no answer.</param>
/// <param name="TokensToday">Read and written, as far as providers say so.</param>
/// <param name="UntoldToday">How many answers are not in that sum.</param>
public sealed record BotUse(DateTime LastUsedAt, long RequestsToday, long TokensToday, long UntoldToday);
