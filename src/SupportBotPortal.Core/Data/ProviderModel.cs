namespace SupportBotPortal.Core.Data;

/// <summary>What a provider said about one of its models when it was last asked. Which models are used is <see cref="Provider.Models"/>.</summary>
public sealed class ProviderModel
{
    public Guid ProviderId { get; set; }

    public required string ModelId { get; set; }

    public string? DisplayName { get; set; }

    /// <summary><see langword="null"/> if the provider does not say.</summary>
    public bool? CanChat { get; set; }

    public int? ContextTokens { get; set; }

    public int? MaximumOutputTokens { get; set; }

    public DateOnly? RetiresOn { get; set; }

    public DateTime FirstSeenAt { get; set; }

    public DateTime LastSeenAt { get; set; }

    /// <summary>Since when the provider lists it no longer; <see langword="null"/> while it does.</summary>
    public DateTime? VanishedAt { get; set; }
}
