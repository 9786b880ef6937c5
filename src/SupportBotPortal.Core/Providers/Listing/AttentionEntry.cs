using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Providers.Listing;

/// <summary>A provider that wants attention: what is said of it, and no more.</summary>
public sealed record AttentionEntry
{
    public required string Slug { get; init; }

    public required string Name { get; init; }

    public required ProviderEnvironment Environment { get; init; }

    public ProviderTestRecord? LastTest { get; init; }

    public ProviderHealth Health { get; init; } = new();

    public int? KeyRotationDays { get; init; }

    public DateTime? KeySetAt { get; init; }

    public string? KeySetBy { get; init; }
}
