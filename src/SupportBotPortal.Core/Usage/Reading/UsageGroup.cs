namespace SupportBotPortal.Core.Usage.Reading;

/// <summary>A provider, a model or a bot, with what it comes to.</summary>
/// <param name="Name">For people.</param>
/// <param name="ProviderId">Where it is a provider or a model.</param>
/// <param name="ModelId">Where it is a model.</param>
/// <param name="TokenId">Where it is a bot.</param>
public sealed record UsageGroup(string Name, UsageFigures Figures, Guid? ProviderId = null, string? ModelId = null, Guid? TokenId = null)
{
    /// <summary>Requests for which no model was asked, or none answered.</summary>
    public bool IsWithoutModel => ProviderId == Guid.Empty;
}
