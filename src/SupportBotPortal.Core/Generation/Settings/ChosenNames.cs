using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Generation.Choice;

namespace SupportBotPortal.Core.Generation.Settings;

/// <summary>By which names bots and forms know chosen models, whether or not they are offered any more.</summary>
public sealed class ChosenNames(IDbContextFactory<PortalDbContext> contexts)
{
    /// <returns>Those whose provider is still there, be it deleted; one that was destroyed has no name.</returns>
    public async Task<IReadOnlyDictionary<ChosenModel, string>> OfAsync(IEnumerable<ChosenModel> chosen, CancellationToken cancellationToken)
    {
        var models = chosen.Distinct().ToList();
        var ids = models.Select(m => m.ProviderId).Distinct().ToList();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var slugs = await db.Providers.IgnoreQueryFilters([Provider.NotDeleted]).Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Slug }).ToDictionaryAsync(p => p.Id, p => p.Slug, cancellationToken);
        return models.Where(m => slugs.ContainsKey(m.ProviderId)).ToDictionary(m => m, m => ModelChoice.NameOf(slugs[m.ProviderId], m.ModelId));
    }

    /// <summary>All models of some settings by their names.</summary>
    public async Task<IReadOnlyDictionary<string, ChosenModel>> ByNameAsync(GenerationSettings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return (await OfAsync(GenerationWords.ModelsOf(settings), cancellationToken)).ToDictionary(n => n.Value, n => n.Key, StringComparer.Ordinal);
    }
}
