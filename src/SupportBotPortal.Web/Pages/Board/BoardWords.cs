using System.Globalization;
using SupportBotPortal.Core.Health.Board;
using SupportBotPortal.Core.Providers.Listing;
using SupportBotPortal.Web.Display;
using SupportBotPortal.Web.Pages.Providers.Listing;

namespace SupportBotPortal.Web.Pages.Board;

/// <summary>What the status board says: short, as it is read from across a room.</summary>
public static class BoardWords
{
    /// <summary>A drawing of fewer tests says nothing from afar.</summary>
    public const int FewestBars = 6;

    /// <summary>So many tiles fit on a screen at each of the sizes that the style sheet knows.</summary>
    private static readonly int[] Sizes = [1, 2, 6, 12, 24, 40, BoardReader.MostTiles];

    public static Badge HeadlineOf(BoardSnapshot board)
    {
        ArgumentNullException.ThrowIfNull(board);
        var (down, attention, untestable, untested) = (board.Of(ProviderState.Down), board.Of(ProviderState.Attention), board.Of(ProviderState.NotTestable) + board.Of(ProviderState.PluginMissing), board.Of(ProviderState.NotTested));
        return board switch
        {
            { Active: 0 } => new(BadgeTone.Idle, "No active providers"),
            { StoppedSince: not null } => new(BadgeTone.Bad, "Nobody is watching"),
            { UnstoredSince: not null } => new(BadgeTone.Bad, "Results are not stored"),
            _ when down > 0 && attention > 0 => new(BadgeTone.Bad, $"{down:N0} down, {NeedAttention(attention)}"),
            _ when down > 0 => new(BadgeTone.Bad, $"{down:N0} down"),
            _ when attention > 0 => new(BadgeTone.Attention, NeedAttention(attention)),
            // Not bad, and never green: nobody knows.
            _ when untestable > 0 => new(BadgeTone.Idle, $"{untestable:N0} cannot be tested"),
            _ when untested > 0 => new(BadgeTone.Idle, $"{untested:N0} not tested yet"),
            // They were, when somebody tested them.
            { IsWatched: false } => new(BadgeTone.Idle, "Scheduled tests are off"),
            { Active: 1 } => new(BadgeTone.Good, "The provider is healthy"),
            _ => new(BadgeTone.Good, $"All {board.Active:N0} are healthy"),
        };
    }

    /// <summary>What stands below the headline.</summary>
    public static string SentenceOf(BoardSnapshot board)
    {
        ArgumentNullException.ThrowIfNull(board);
        if (board.Active == 0) return "Providers that are added and activated in the portal appear here.";
        var parts = new List<string>();
        if (board.StoppedSince is { } since) parts.Add($"No scheduled test has run since {Moments.Minute(since)} UTC: what stands below is old");
        else if (board.UnstoredSince is { } unstored) parts.Add($"What tests find cannot be stored since {Moments.Minute(unstored)} UTC: what stands below is old");
        var healthy = board.Of(ProviderState.Healthy);
        if (!board.IsWatched) parts.Add($"{healthy:N0} of {board.Active:N0} were healthy when they were last tested; scheduled tests are turned off");
        else if (healthy < board.Active || parts.Count > 0) parts.Add($"{healthy:N0} of {board.Active:N0} healthy");
        if (board.Tiles.Count(t => t.HasJustFailed) is > 0 and var failed) parts.Add($"the last test of {failed:N0} failed");
        // Each of them that the headline does not say already.
        var headline = HeadlineOf(board).Text;
        foreach (var (count, words) in (IEnumerable<(int, string)>)[(board.Of(ProviderState.NotTestable) + board.Of(ProviderState.PluginMissing), "cannot be tested"), (board.Of(ProviderState.NotTested), "not tested yet")])
            if (count > 0 && $"{count:N0} {words}" is var part && part != headline) parts.Add(part);
        if (board.Tiles.Count(t => t.IsInMaintenance) is > 0 and var expected) parts.Add($"{expected:N0} in maintenance");
        return parts.Count == 0 ? "None of the active providers is down or needs attention" : string.Join(" · ", parts);
    }

    public static Badge BadgeOf(BoardTile tile)
    {
        ArgumentNullException.ThrowIfNull(tile);
        return tile switch
        {
            { Reason: { } reason } => new(BadgeTone.Attention, ListWords.Reasons.First(r => r.Reason == reason).Label),
            // What is missing is the portal's business, not the room's.
            { State: ProviderState.PluginMissing } => ListWords.BadgeOf(ProviderState.NotTestable),
            _ => ListWords.BadgeOf(tile.State),
        };
    }

    /// <summary>Since when, or that it is expected; <see langword="null"/> where nothing is told.</summary>
    public static string? TimeOf(BoardTile tile, DateTime now)
    {
        ArgumentNullException.ThrowIfNull(tile);
        if (tile.IsInMaintenance) return "in maintenance";
        return tile.Since is not { } since ? null : (now - since) switch
        {
            { TotalMinutes: < 1 } => "since just now",
            { TotalDays: < 1 } elapsed => "for " + Durations.Length(elapsed),
            var elapsed => "for " + Durations.Age(elapsed),
        };
    }

    /// <summary>Those that have no tile, in words; empty if all have one.</summary>
    public static IReadOnlyList<Badge> RestOf(BoardSnapshot board)
    {
        ArgumentNullException.ThrowIfNull(board);
        return [.. Enum.GetValues<ProviderState>().Where(state => board.Untold(state) > 0).Select(state => RestOf(state, board.Untold(state))).OrderByDescending(badge => (badge.Tone != BadgeTone.Good, badge.Tone))];
    }

    public static string ToneOf(BadgeTone tone) => tone.ToString().ToLowerInvariant();

    /// <summary>The style sheet's word for how large the tiles can be.</summary>
    public static string SizeOf(int tiles) => "fit-" + Sizes.First(size => size >= tiles).ToString(CultureInfo.InvariantCulture);

    private static Badge RestOf(ProviderState state, int count)
    {
        var (tone, word) = ListWords.BadgeOf(state);
        return new(tone, state switch
        {
            ProviderState.Healthy => $"{count:N0} healthy",
            ProviderState.NotTested => $"{count:N0} not tested yet",
            ProviderState.Attention => $"{count:N0} more {(count == 1 ? "needs" : "need")} attention",
            _ => $"{count:N0} more {word.ToLowerInvariant()}",
        });
    }

    private static string NeedAttention(int count) => count == 1 ? "1 needs attention" : $"{count:N0} need attention";
}
