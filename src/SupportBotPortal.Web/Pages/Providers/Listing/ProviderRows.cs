using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Alerts.Windows;
using SupportBotPortal.Core.Health.States;
using SupportBotPortal.Core.Plugins;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Core.Providers.Listing;
using SupportBotPortal.Core.Secrets;
using SupportBotPortal.Web.Display;
using SupportBotPortal.Web.Display.Charts;
using SupportBotPortal.Web.Pages.Providers.Keys;
using SupportBotPortal.Web.Pages.Providers.Testing;

namespace SupportBotPortal.Web.Pages.Providers.Listing;

/// <summary>Reads the lines of the list.</summary>
public sealed class ProviderRows(ProviderListing listing, PluginCatalog plugins, ProviderSecretsVault vault, IDbContextFactory<PortalDbContext> contexts, TimeProvider time)
{
    /// <returns>The lines, and where the pages beside them begin.</returns>
    public async Task<(IReadOnlyList<ProviderRow> Rows, PageAnchor? Previous, PageAnchor? Next)> PageAsync(ListQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var page = await listing.PageAsync(query.Filter, query.Sort, query.Anchor, cancellationToken);
        var maintenance = await MaintenanceAsync(cancellationToken);
        // Opening a key may show what the database cannot know: that it was damaged from outside. What does not show the state
        // that was asked for is no answer.
        var rows = page.Items.Select(item => RowOf(item, maintenance)).Where(row => (query.Filter.State is null || row.State == query.Filter.State) && (query.Filter.Key is null || row.Key == query.Filter.Key));
        return ([.. rows], page.Previous, page.Next);
    }

    public async Task<ProviderRow?> FindAsync(string slug, CancellationToken cancellationToken) =>
        await listing.FindAsync(slug, cancellationToken) is { } listed ? RowOf(listed, await MaintenanceAsync(cancellationToken)) : null;

    private async Task<OpenWindows> MaintenanceAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await OpenWindows.ReadAsync(db, Now, cancellationToken);
    }

    private ProviderRow RowOf(ListedProvider listed, OpenWindows maintenance)
    {
        var provider = listed.Provider;
        var type = plugins.TypeOf(provider.TypeId);
        var needsKey = type?.AuthSchemes.FirstOrDefault(s => s.Id == provider.AuthScheme)?.NeedsSecret != false;
        var secret = needsKey ? vault.StateOf(provider, ProviderSecret.ApiKeyField) : SecretState.Empty;
        var (state, key) = listing.StatesOf(listed, isSealed: secret is not (SecretState.Ready or SecretState.Empty));
        return new ProviderRow
        {
            Slug = provider.Slug,
            Name = provider.Name,
            TypeName = type?.DisplayName ?? provider.TypeId,
            BaseUrl = provider.BaseUrl,
            HasType = type is not null,
            IsActive = provider.IsActive,
            IsDefault = provider.IsDefault,
            Environment = provider.Environment,
            LastTest = provider.LastTest,
            TestedAgo = provider.LastTest is { } test ? Durations.Ago(test.At, Now) : "",
            State = state,
            Key = key,
            // Whatever the last test said: where it says nothing about now, the state speaks.
            Health = state is ProviderState.PluginMissing or ProviderState.Inactive or ProviderState.NotTestable ? ListWords.BadgeOf(state) : HealthBadges.Of(provider.Health, provider.LastTest, needsKey),
            MaintenanceUntil = provider.IsActive && maintenance.For(provider.Id) is { } window ? Moments.Minute(window.Until) : null,
            Recent = Sparkline.Of(RecentChecks.Read(provider.Health.Recent)),
            KeyProblem = ProblemOf(secret, key, provider),
            KeyText = key == ProviderKeyState.NoneNeeded ? "none needed" : provider.KeySetAt is { } setAt ? Durations.Set(Now - setAt) : "",
            ModelCount = listed.ModelCount > 0 ? $"{listed.ModelCount}" : type?.DefaultModels.Count > 0 ? $"{type.DefaultModels.Count} (defaults)" : "—",
        };
    }

    private Badge? ProblemOf(SecretState secret, ProviderKeyState key, Provider provider) => (key, secret) switch
    {
        (ProviderKeyState.NoneNeeded, _) => null,
        (_, SecretState.Empty) => new(BadgeTone.Bad, "not configured"),
        (_, SecretState.Locked) => new(BadgeTone.Attention, "locked"),
        (_, SecretState.UnknownKey) => new(BadgeTone.Bad, "other master key"),
        (_, SecretState.Damaged or SecretState.NeedsReentry) => new(BadgeTone.Bad, "re-enter"),
        (_, SecretState.Ready) when provider.KeySetAt is { } setAt => KeyBadges.Of(KeyRotation.Of(setAt, provider.KeyRotationDays, Now)),
        (_, SecretState.Ready) => null,
        _ => throw new InvalidOperationException($"No words for {secret}."),
    };

    private DateTime Now => time.GetUtcNow().UtcDateTime;
}
