using SupportBotPortal.Core.Usage.History;

namespace SupportBotPortal.Core.Usage.Recording;

/// <summary>What is added up together.</summary>
/// <param name="Hour">Its beginning, in UTC.</param>
/// <param name="ProviderId">Empty where no model was asked.</param>
/// <param name="ModelId">As its provider calls it; empty likewise.</param>
/// <param name="TokenId">Whose request it was.</param>
public readonly record struct UsageKey(DateTime Hour, Guid ProviderId, string ModelId, Guid TokenId, UsageOutcome Outcome);
