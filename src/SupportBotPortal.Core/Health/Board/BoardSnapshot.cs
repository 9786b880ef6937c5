using SupportBotPortal.Core.Providers.Listing;

namespace SupportBotPortal.Core.Health.Board;

/// <summary>What the status board shows at one moment.</summary>
/// <param name="At">That moment.</param>
/// <param name="Active">How many providers are active; the board shows no others.</param>
/// <param name="States">How many of them are in which state.</param>
/// <param name="Tiles">Those in trouble first; all, or as many as can be read from afar.</param>
/// <param name="StoppedSince">Since when nothing is tested by schedule, although it should be.</param>
/// <param name="IsWatched">Whether anything is to be tested by schedule.</param>
public sealed record BoardSnapshot(DateTime At, int Active, IReadOnlyDictionary<ProviderState, int> States, IReadOnlyList<BoardTile> Tiles, DateTime? StoppedSince, bool IsWatched)
{
    /// <summary>Since when what tests find cannot be stored, so that nothing here is new.</summary>
    public DateTime? UnstoredSince { get; init; }

    public int Of(ProviderState state) => States.GetValueOrDefault(state);

    /// <summary>Of a state, how many have no tile.</summary>
    public int Untold(ProviderState state) => Of(state) - Tiles.Count(t => t.State == state);
}
