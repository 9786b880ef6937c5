using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Alerts.Windows;
using SupportBotPortal.Core.Health.States;
using SupportBotPortal.Core.Health.Watching;
using SupportBotPortal.Core.Providers.Listing;

namespace SupportBotPortal.Core.Health.Board;

/// <summary>Reads what the status board shows: counts, and no more providers than one screen can show, however many there are.</summary>
public sealed class BoardReader(ProviderListing listing, ProviderCounts counts, WatchStatus watch, IDbContextFactory<PortalDbContext> contexts, TimeProvider time)
{
    /// <summary>As many tiles can be read from three metres. With more providers only those in trouble have one.</summary>
    public const int MostTiles = 60;

    /// <summary>What a room must see first.</summary>
    private static readonly ProviderState[] InTrouble = [ProviderState.Down, ProviderState.Attention, ProviderState.NotTestable, ProviderState.PluginMissing];

    private static readonly ProviderState[] Others = [ProviderState.NotTested, ProviderState.Healthy];

    public async Task<BoardSnapshot> ReadAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var overview = await counts.OverviewAsync(new() { IsActive = true }, cancellationToken);
        var maintenance = await MaintenanceAsync(now, cancellationToken);
        var tiles = new List<BoardTile>();
        foreach (var state in overview.Total <= MostTiles ? [.. InTrouble, .. Others] : InTrouble)
        {
            if (overview.States.GetValueOrDefault(state) == 0 || tiles.Count == MostTiles) continue;
            var found = await listing.FirstAsync(new() { IsActive = true, State = state }, MostTiles - tiles.Count, cancellationToken);
            tiles.AddRange(found.Select(one => TileOf(one.Listed.Provider, one.State, one.Reason, maintenance)));
        }

        return new(now, overview.Total, overview.States, tiles, watch.StoppedSince, watch.IsOn) { UnstoredSince = watch.UnstoredSince };
    }

    private static BoardTile TileOf(Provider provider, ProviderState state, AttentionReason? reason, OpenWindows maintenance) => new()
    {
        Name = provider.Name,
        State = state,
        Reason = reason,
        // Of the state that the tests tell, not of one that comes from elsewhere: a missing plugin, a key that does not open.
        Since = provider.Health.State is HealthState.Healthy or HealthState.Slow or HealthState.RateLimited or HealthState.Quota or HealthState.Down
            && state is ProviderState.Healthy or ProviderState.Attention or ProviderState.Down ? provider.Health.Since : null,
        Milliseconds = state is ProviderState.Healthy or ProviderState.Attention && provider.LastTest is { Outcome: ProviderTestOutcome.Passed } passed ? passed.Milliseconds : null,
        HasJustFailed = state == ProviderState.Healthy && provider.LastTest is { Outcome: ProviderTestOutcome.Failed },
        IsInMaintenance = maintenance.For(provider.Id) is not null,
        Recent = RecentChecks.Read(provider.Health.Recent),
    };

    private async Task<OpenWindows> MaintenanceAsync(DateTime now, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await OpenWindows.ReadAsync(db, now, cancellationToken);
    }
}
