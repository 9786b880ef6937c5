using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Providers.Listing;

/// <summary>The first few of those that want attention, by the same rules as the list: what is named here is found there.</summary>
public sealed class AttentionListing(IDbContextFactory<PortalDbContext> contexts, ListRulesSource source)
{
    /// <summary>
    /// Active ones, of types that are loaded, that a filter finds; those in production first: that is where customers are. Of keys
    /// that are due, the most overdue first.
    /// </summary>
    /// <param name="withTheirKeys">Leaves out those whose key is missing.</param>
    public async Task<IReadOnlyList<AttentionEntry>> FirstAsync(ProviderFilter filter, bool withTheirKeys, int count, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var rules = source.Now();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var found = rules.Apply(db.Providers.AsNoTracking().Where(p => p.IsActive && rules.Types.Contains(p.TypeId)), filter);
        if (withTheirKeys) found = rules.WithTheirKeys(found);
        var ordered = filter.Key is ProviderKeyState.Due or ProviderKeyState.DueSoon
            ? found.OrderBy(p => p.KeyDueAt)
            : found.OrderByDescending(p => p.Environment == ProviderEnvironment.Production).ThenByDescending(p => p.TestedAt);
        return await Entries(ordered.ThenBy(p => p.NormalizedName).Take(count)).ToListAsync(cancellationToken);
    }

    /// <summary>Models that active providers are used with and that retire by that day, the next one first, and how many there are.</summary>
    /// <param name="defaults">“type/model” of the models that stand for an empty list.</param>
    public async Task<(IReadOnlyList<RetiringModel> First, int Total)> RetiringModelsAsync(DateOnly until, IReadOnlyCollection<string> defaults, int count, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var retiring = from model in db.ProviderModels.AsNoTracking()
                       join provider in db.Providers on model.ProviderId equals provider.Id
                       where model.RetiresOn != null && model.RetiresOn <= until && provider.IsActive
                           && (provider.Models.Contains(model.ModelId) || (provider.Models.Count == 0 && defaults.Contains(provider.TypeId + "/" + model.ModelId)))
                       select new { model.ModelId, RetiresOn = model.RetiresOn!.Value, provider.Slug, provider.Name, provider.NormalizedName, provider.Environment };
        var first = await retiring.OrderBy(m => m.RetiresOn).ThenBy(m => m.NormalizedName).ThenBy(m => m.ModelId).Take(count)
            .Select(m => new RetiringModel(m.ModelId, m.RetiresOn, m.Slug, m.Name, m.Environment)).ToListAsync(cancellationToken);
        return (first, first.Count < count ? first.Count : await retiring.CountAsync(cancellationToken));
    }

    /// <summary>
    /// Active providers whose last discovery found what somebody may want to decide about, those in production first, and how many
    /// there are.
    /// </summary>
    /// <param name="defaults">“type/model” of the models that stand for an empty list.</param>
    public async Task<(IReadOnlyList<ChangedModels> First, int Total)> ChangedModelsAsync(IReadOnlyCollection<string> defaults, int count, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var changed = db.Providers.Where(p => p.IsActive).Select(p => new
        {
            p.Slug,
            p.Name,
            p.NormalizedName,
            p.Environment,
            // Before the first review nothing is called new.
            New = p.ModelsReviewedAt == null ? 0 : p.KnownModels.Count(m => m.FirstSeenAt > p.ModelsReviewedAt && m.VanishedAt == null),
            Vanished = p.KnownModels.Count(m => m.VanishedAt != null && (p.Models.Contains(m.ModelId) || (p.Models.Count == 0 && defaults.Contains(p.TypeId + "/" + m.ModelId)))),
        }).Where(p => p.New > 0 || p.Vanished > 0);
        var first = await changed.OrderByDescending(p => p.Environment == ProviderEnvironment.Production).ThenByDescending(p => p.Vanished).ThenBy(p => p.NormalizedName).Take(count)
            .Select(p => new ChangedModels(p.Slug, p.Name, p.Environment, p.New, p.Vanished)).ToListAsync(cancellationToken);
        return (first, first.Count < count ? first.Count : await changed.CountAsync(cancellationToken));
    }

    private static IQueryable<AttentionEntry> Entries(IQueryable<Provider> providers) => providers.Select(p => new AttentionEntry
    {
        Slug = p.Slug,
        Name = p.Name,
        Environment = p.Environment,
        LastTest = p.LastTest,
        Health = p.Health,
        KeyRotationDays = p.KeyRotationDays,
        KeySetAt = p.KeySetAt,
        KeySetBy = p.Secrets.Where(s => s.Field == ProviderSecret.ApiKeyField).Select(s => s.SetBy).FirstOrDefault(),
    });
}
