using SupportBotPortal.Core.Usage.Recording;

namespace SupportBotPortal.Core.Usage.Reading;

/// <summary>Whose usage is looked at.</summary>
/// <param name="ProviderId"><see langword="null"/> for all, as the others.</param>
/// <param name="ModelId">As its provider calls it; of whichever provider, unless that is given, too.</param>
/// <param name="TokenId">The bot's.</param>
public sealed record UsageFilter(Guid? ProviderId = null, string? ModelId = null, Guid? TokenId = null)
{
    public static readonly UsageFilter All = new();

    /// <summary>Whether it leaves out what no model was asked for.</summary>
    public bool IsOfModels => ProviderId is not null || ModelId is not null;

    internal bool Takes(UsageKey key) => (ProviderId is null || key.ProviderId == ProviderId) && (ModelId is null || key.ModelId == ModelId) && (TokenId is null || key.TokenId == TokenId);
}
