using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Providers.Listing;

/// <summary>Which providers; what is <see langword="null"/> does not narrow.</summary>
public sealed record ProviderFilter
{
    /// <summary>How much of a search counts.</summary>
    public const int MaximumSearchLength = 200;

    public static ProviderFilter None { get; } = new();

    /// <summary>Words, each of which the name, the base URL or the slug contains.</summary>
    public string Search { get; init; } = "";

    public string? TypeId { get; init; }

    public ProviderState? State { get; init; }

    /// <summary>Of those that want attention, the ones for which this is why.</summary>
    public AttentionReason? Reason { get; init; }

    public ProviderEnvironment? Environment { get; init; }

    public ProviderKeyState? Key { get; init; }

    public bool? IsActive { get; init; }

    public bool IsEmpty => this == None;

    /// <summary>The words as the database compares them.</summary>
    internal IReadOnlyList<string> Words => ProviderNames.Normalize(Search).Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(8).ToList();
}
