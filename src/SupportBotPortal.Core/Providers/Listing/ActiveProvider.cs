using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Providers.Listing;

/// <summary>An active provider, as somebody sees it who wants to use one of its models.</summary>
public sealed record ActiveProvider
{
    public required Guid Id { get; init; }

    public required string Slug { get; init; }

    public required string Name { get; init; }

    public required string TypeId { get; init; }

    public required ProviderEnvironment Environment { get; init; }

    /// <summary>Its own list; empty = the type's defaults.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    public required ProviderState State { get; init; }

    public required AttentionReason? Reason { get; init; }

    public required ProviderKeyState Key { get; init; }
}
