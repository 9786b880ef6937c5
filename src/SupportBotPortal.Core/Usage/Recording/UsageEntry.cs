using SupportBotPortal.Core.Usage.History;

namespace SupportBotPortal.Core.Usage.Recording;

/// <summary>What came of one request, or of one attempt within it.</summary>
/// <param name="TokenId">The bot token that it came with.</param>
/// <param name="Outcome">What came of it.</param>
public readonly record struct UsageEntry(Guid TokenId, UsageOutcome Outcome)
{
    /// <summary>Empty if no model was asked.</summary>
    public Guid ProviderId { get; init; }

    /// <summary>The provider's, for when it is gone.</summary>
    public string? Slug { get; init; }

    public string? ModelId { get; init; }

    /// <summary>Whether an answer began, which has cost something then.</summary>
    public bool HasBegun { get; init; }

    /// <summary>Tokens that were read; <see langword="null"/> = nobody said.</summary>
    public long? InputTokens { get; init; }

    /// <summary>Tokens that were written; <see langword="null"/> = nobody said.</summary>
    public long? OutputTokens { get; init; }

    /// <summary>How long a streamed answer took to begin.</summary>
    public TimeSpan? FirstByte { get; init; }

    /// <summary>How long the whole answer took, from the call to the provider on.</summary>
    public TimeSpan? Duration { get; init; }
}
