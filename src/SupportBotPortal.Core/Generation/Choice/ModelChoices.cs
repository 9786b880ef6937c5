using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Plugins;
using SupportBotPortal.Core.Providers.Listing;

namespace SupportBotPortal.Core.Generation.Choice;

/// <summary>All models of all active providers, as one list: what is entered there, or stands for an empty list.</summary>
public sealed class ModelChoices(IDbContextFactory<PortalDbContext> contexts, ActiveProviders active, PluginCatalog plugins)
{
    private const int MostWords = 8;

    /// <summary>Finds by parts of the provider's name and the model's, in the order of the list.</summary>
    /// <param name="search">Words that all have to be in it; empty = all.</param>
    /// <param name="most">How many are read with what is known about them.</param>
    public async Task<FoundChoices> SearchAsync(string? search, int most, CancellationToken cancellationToken)
    {
        var words = (search ?? "").Split((char[]?)null, MostWords + 1, StringSplitOptions.RemoveEmptyEntries).Take(MostWords).ToArray();
        var (first, total) = (new List<ModelChoice>(), 0);
        await foreach (var provider in active.AllAsync(cancellationToken))
        {
            foreach (var model in ModelsOf(provider.TypeId, provider.Models))
            {
                if (!Fits(provider, model, words)) continue;
                total++;
                if (first.Count < most) first.Add(ChoiceOf(provider, model));
            }
        }

        return new(await WithFactsAsync(first, cancellationToken), total);
    }

    /// <summary>Those of some chosen models that are offered now; what is not among them is not.</summary>
    public async Task<IReadOnlyDictionary<ChosenModel, ModelChoice>> OfAsync(IReadOnlyCollection<ChosenModel> chosen, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(chosen);
        var providers = await active.OfAsync([.. chosen.Select(c => c.ProviderId).Distinct()], cancellationToken);
        var found = chosen.Distinct().Where(c => providers.TryGetValue(c.ProviderId, out var provider) && ModelsOf(provider.TypeId, provider.Models).Contains(c.ModelId, StringComparer.Ordinal))
            .Select(c => ChoiceOf(providers[c.ProviderId], c.ModelId)).ToList();
        return (await WithFactsAsync(found, cancellationToken)).ToDictionary(c => c.Chosen);
    }

    /// <summary>By their names as bots ask for them; what is not offered is left out.</summary>
    public async Task<IReadOnlyDictionary<string, ModelChoice>> NamedAsync(IReadOnlyCollection<string> botNames, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(botNames);
        // A model's id may hold slashes, a slug does not.
        var asked = botNames.Distinct(StringComparer.Ordinal).Select(name => (name, parts: name.Split('/', 2))).Where(n => n.parts.Length == 2).ToList();
        var slugs = asked.Select(n => n.parts[0]).Distinct(StringComparer.Ordinal).ToList();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var ids = await db.Providers.Where(p => slugs.Contains(p.Slug)).Select(p => new { p.Slug, p.Id }).ToDictionaryAsync(p => p.Slug, p => p.Id, StringComparer.Ordinal, cancellationToken);
        var chosen = asked.Where(n => ids.ContainsKey(n.parts[0])).ToDictionary(n => n.name, n => new ChosenModel(ids[n.parts[0]], n.parts[1]), StringComparer.Ordinal);
        var offered = await OfAsync([.. chosen.Values], cancellationToken);
        return chosen.Where(c => offered.ContainsKey(c.Value)).ToDictionary(c => c.Key, c => offered[c.Value], StringComparer.Ordinal);
    }

    /// <summary>A provider's own list, or what stands for an empty one.</summary>
    public IReadOnlyList<string> ModelsOf(string typeId, IReadOnlyList<string> own)
    {
        ArgumentNullException.ThrowIfNull(own);
        return own.Count > 0 ? own : plugins.TypeOf(typeId)?.DefaultModels ?? [];
    }

    private static bool Fits(ActiveProvider provider, string model, string[] words) =>
        Array.TrueForAll(words, word => provider.Name.Contains(word, StringComparison.OrdinalIgnoreCase) || provider.Slug.Contains(word, StringComparison.OrdinalIgnoreCase) || model.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static ModelChoice ChoiceOf(ActiveProvider provider, string model) => new()
    {
        ProviderId = provider.Id,
        Slug = provider.Slug,
        ProviderName = provider.Name,
        TypeId = provider.TypeId,
        ModelId = model,
        Environment = provider.Environment,
        State = provider.State,
        Reason = provider.Reason,
        HasKey = provider.Key is not (ProviderKeyState.Missing or ProviderKeyState.Sealed),
    };

    private async Task<IReadOnlyList<ModelChoice>> WithFactsAsync(List<ModelChoice> choices, CancellationToken cancellationToken)
    {
        if (choices.Count == 0) return choices;
        var (providers, models) = (choices.Select(c => c.ProviderId).Distinct().ToList(), choices.Select(c => c.ModelId).Distinct(StringComparer.Ordinal).ToList());
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var known = await db.ProviderModels.AsNoTracking().Where(m => providers.Contains(m.ProviderId) && models.Contains(m.ModelId)).ToDictionaryAsync(m => (m.ProviderId, m.ModelId), cancellationToken);
        return choices.ConvertAll(choice => !known.TryGetValue((choice.ProviderId, choice.ModelId), out var facts) ? choice : choice with
        {
            DisplayName = facts.DisplayName,
            RetiresOn = facts.RetiresOn,
            HasVanished = facts.VanishedAt is not null,
            ContextTokens = facts.ContextTokens,
            MaximumOutputTokens = facts.MaximumOutputTokens,
        });
    }
}
