namespace SupportBotPortal.Core.Usage.Reading;

/// <summary>What one bot used of one model in one hour.</summary>
/// <param name="ProviderId">Empty where no model was asked, as the provider's name and the model.</param>
public sealed record UsageLine(DateTime Hour, Guid ProviderId, string Provider, string ModelId, Guid TokenId, string Bot, UsageFigures Figures);
