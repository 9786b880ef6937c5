using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers.Listing;

namespace SupportBotPortal.Core.Generation.Choice;

/// <summary>A model of a provider, with what somebody who chooses one wants to know.</summary>
public sealed record ModelChoice
{
    public required Guid ProviderId { get; init; }

    public required string Slug { get; init; }

    public required string ProviderName { get; init; }

    public required string TypeId { get; init; }

    public required string ModelId { get; init; }

    public required ProviderEnvironment Environment { get; init; }

    public required ProviderState State { get; init; }

    public AttentionReason? Reason { get; init; }

    /// <summary>Whether the provider has the key that it needs.</summary>
    public required bool HasKey { get; init; }

    /// <summary>The vendor's name for people.</summary>
    public string? DisplayName { get; init; }

    public DateOnly? RetiresOn { get; init; }

    /// <summary>Whether the provider lists it no longer.</summary>
    public bool HasVanished { get; init; }

    public int? ContextTokens { get; init; }

    public int? MaximumOutputTokens { get; init; }

    /// <summary>As a bot asks for it.</summary>
    public string BotName => NameOf(Slug, ModelId);

    /// <summary>As people choose it.</summary>
    public string Title => $"[{ProviderName}] {ModelId}";

    public ChosenModel Chosen => new(ProviderId, ModelId) { ProviderName = ProviderName };

    public static string NameOf(string slug, string modelId) => $"{slug}/{modelId}";
}
