using SupportBotPortal.Core.Health.States;
using SupportBotPortal.Core.Providers.Listing;

namespace SupportBotPortal.Core.Health.Board;

/// <summary>A provider on the status board: what a whole room may read. No address, no key, no sentence of the provider, nobody's name.</summary>
public sealed record BoardTile
{
    public required string Name { get; init; }

    public required ProviderState State { get; init; }

    /// <summary>Why it wants attention.</summary>
    public AttentionReason? Reason { get; init; }

    /// <summary>Since when it is as it is; <see langword="null"/> where that is not told.</summary>
    public DateTime? Since { get; init; }

    /// <summary>How long its last answer took.</summary>
    public int? Milliseconds { get; init; }

    /// <summary>Its last test failed, and it takes more in a row until it is called down.</summary>
    public bool HasJustFailed { get; init; }

    /// <summary>Trouble is expected at the moment.</summary>
    public bool IsInMaintenance { get; init; }

    /// <summary>Its last tests, the oldest first.</summary>
    public IReadOnlyList<(CheckVerdict Verdict, int Milliseconds)> Recent { get; init; } = [];
}
