namespace SupportBotPortal.Core.Data;

/// <summary>A model that somebody chose: of which provider, and by the id that its vendor knows it by.</summary>
/// <param name="ProviderId">Of the provider, which may be gone since.</param>
/// <param name="ModelId">As the provider lists it.</param>
public sealed record ChosenModel(Guid ProviderId, string ModelId)
{
    /// <summary>What the provider was called when it was chosen: an old version stays readable when the provider is gone.</summary>
    public string ProviderName { get; init; } = "";

    /// <summary>The same model, whatever its provider was called.</summary>
    public bool Equals(ChosenModel? other) => other is not null && ProviderId == other.ProviderId && string.Equals(ModelId, other.ModelId, StringComparison.Ordinal);

    public override int GetHashCode() => HashCode.Combine(ProviderId, ModelId);
}
