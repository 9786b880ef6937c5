namespace SupportBotPortal.Core.Data;

/// <summary>Which settings a bot's request may narrow but not exceed. The others are defaults that it may replace.</summary>
public sealed record GenerationLimits(bool Temperature = false, bool MaximumOutputTokens = false, bool TopP = false);
