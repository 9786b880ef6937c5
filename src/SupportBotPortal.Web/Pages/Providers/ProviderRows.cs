using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Plugins;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Core.Secrets;
using SupportBotPortal.PluginSdk;
using SupportBotPortal.Web.Display;

namespace SupportBotPortal.Web.Pages.Providers;

/// <summary>Reads the lines of the list.</summary>
public sealed class ProviderRows(IDbContextFactory<PortalDbContext> contexts, PluginCatalog plugins, ProviderSecretsVault vault, TimeProvider time)
{
    public const int PageSize = 50;

    /// <param name="afterName">The normalized name of the last line of the page before; <see langword="null"/> for the first page.</param>
    /// <returns>The lines, and where the next page begins, if there is one.</returns>
    public async Task<(IReadOnlyList<ProviderRow> Rows, string? Next)> PageAsync(string? afterName, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var query = db.Providers.AsNoTracking();
#pragma warning disable CA1309 // Translated to SQL, which knows no StringComparison; SQLite compares ordinally.
        if (!string.IsNullOrEmpty(afterName)) query = query.Where(p => string.Compare(p.NormalizedName, afterName) > 0);
#pragma warning restore CA1309
        var providers = await Slim(query.OrderBy(p => p.NormalizedName).Take(PageSize + 1)).ToListAsync(cancellationToken);
        var next = providers.Count > PageSize ? providers[PageSize - 1].Provider.NormalizedName : null;
        return ([.. providers.Take(PageSize).Select(RowOf)], next);
    }

    public async Task<ProviderRow?> FindAsync(string slug, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var provider = await Slim(db.Providers.AsNoTracking().Where(p => p.Slug == slug)).FirstOrDefaultAsync(cancellationToken);
        return provider is null ? null : RowOf(provider);
    }

    /// <summary>How many rows of the whole list have the green badge, see <see cref="HealthBadges.IsHealthy"/>.</summary>
    public async Task<int> CountHealthyAsync(CancellationToken cancellationToken)
    {
        var types = plugins.Types.Select(t => t.Id).ToList();
        var keyless = plugins.Types.SelectMany(t => t.AuthSchemes.Where(s => !s.NeedsSecret).Select(s => t.Id + "/" + s.Id)).ToList();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Providers.CountAsync(p => p.IsActive && types.Contains(p.TypeId) && p.LastTest!.Outcome == ProviderTestOutcome.Passed
            && (p.LastTest.Proof == ProofLevel.KeyProven || p.LastTest.Proof == ProofLevel.ModelProven
                || (p.LastTest.Proof == ProofLevel.Reachable && keyless.Contains(p.TypeId + "/" + p.AuthScheme))), cancellationToken);
    }

    /// <summary>What a row shows: not the models and the notes, which can be a megabyte for each provider.</summary>
    private static IQueryable<SlimProvider> Slim(IQueryable<Provider> providers) => providers.Select(p => new SlimProvider(
        new Provider
        {
            Id = p.Id,
            Name = p.Name,
            NormalizedName = p.NormalizedName,
            Slug = p.Slug,
            TypeId = p.TypeId,
            BaseUrl = p.BaseUrl,
            AuthScheme = p.AuthScheme,
            IsActive = p.IsActive,
            IsDefault = p.IsDefault,
            Environment = p.Environment,
            LastTest = p.LastTest,
            Secrets = p.Secrets.Where(s => s.Field == ProviderSecret.ApiKeyField).ToList(),
        },
        p.Models.Count));

    private ProviderRow RowOf(SlimProvider slim)
    {
        var provider = slim.Provider;
        var type = plugins.TypeOf(provider.TypeId);
        var (problem, text, isSealed) = KeyOf(provider, type);
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
            Health = (type, provider.IsActive) switch
            {
                (null, _) => new(BadgeTone.Idle, "Plugin missing"),
                (_, false) => new(BadgeTone.Idle, "Inactive"),
                // Whatever the last test said: what cannot be opened cannot be used.
                _ when isSealed => new(BadgeTone.Idle, "Not testable"),
                _ => HealthBadges.Of(provider.LastTest, type.AuthSchemes.FirstOrDefault(s => s.Id == provider.AuthScheme)?.NeedsSecret != false),
            },
            KeyProblem = problem,
            KeyText = text,
            ModelCount = slim.Models > 0 ? $"{slim.Models}" : type?.DefaultModels.Count > 0 ? $"{type.DefaultModels.Count} (defaults)" : "—",
        };
    }

    private (Badge? Problem, string Text, bool IsSealed) KeyOf(Provider provider, ProviderType? type)
    {
        var scheme = type?.AuthSchemes.FirstOrDefault(s => s.Id == provider.AuthScheme);
        if (scheme is { NeedsSecret: false }) return (null, "none needed", false);
        return vault.StateOf(provider, ProviderSecret.ApiKeyField) switch
        {
            SecretState.Ready => (null, Durations.Set(time.GetUtcNow().UtcDateTime - provider.Secrets.Find(s => s.Field == ProviderSecret.ApiKeyField)!.SetAt), false),
            SecretState.Empty => (new(BadgeTone.Bad, "not configured"), "", false),
            SecretState.Locked => (new(BadgeTone.Attention, "locked"), "", true),
            SecretState.UnknownKey => (new(BadgeTone.Bad, "other master key"), "", true),
            SecretState.Damaged or SecretState.NeedsReentry => (new(BadgeTone.Bad, "re-enter"), "", true),
            var state => throw new InvalidOperationException($"No words for {state}."),
        };
    }

    private sealed record SlimProvider(Provider Provider, int Models);
}
