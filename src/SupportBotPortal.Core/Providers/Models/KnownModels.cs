using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Providers.Models;

/// <summary>
/// Remembers what providers say of their models: context size, retirement, since when and until when they list them. An
/// observation like a test's result, so neither the version nor the audit log knows of it; which models are used it never changes.
/// </summary>
public sealed class KnownModels(IDbContextFactory<PortalDbContext> contexts)
{
    private const int LongestName = 200;

    public async Task<IReadOnlyList<ProviderModel>> OfAsync(Guid providerId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.ProviderModels.AsNoTracking().Where(m => m.ProviderId == providerId).ToListAsync(cancellationToken);
    }

    /// <summary>What is remembered of some models, by their ids as they are given here.</summary>
    public async Task<IReadOnlyDictionary<string, ProviderModel>> OfAsync(Guid providerId, IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var known = (await OfAsync(providerId, cancellationToken)).ToDictionary(m => m.ModelId, StringComparer.Ordinal);
        var knownIds = new ModelIdSet(known.Keys);
        return ids.Distinct(StringComparer.Ordinal).Select(id => (id, match: knownIds.Find(id))).Where(m => m.match is not null).ToDictionary(m => m.id, m => known[m.match!], StringComparer.Ordinal);
    }

    /// <summary>
    /// The model that a test asks: the first of the list that the provider is not known to have dropped. One that vanished is kept
    /// in the list for somebody to decide about, and must not make a provider look broken that serves the others.
    /// </summary>
    /// <returns><see langword="null"/> if the list is empty: then the plugin chooses.</returns>
    public async Task<string?> ModelToAskAsync(Provider provider, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return (await ModelsToAskAsync([provider], cancellationToken)).GetValueOrDefault(provider.Id);
    }

    /// <summary>The same for many, by their ids: those with an empty list are left out.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> ModelsToAskAsync(IReadOnlyCollection<Provider> providers, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(providers);
        var listing = providers.Where(p => p.Models.Count > 0).ToList();
        if (listing.Count == 0) return new Dictionary<Guid, string>();
        var ids = listing.ConvertAll(p => p.Id);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var gone = (await db.ProviderModels.Where(m => ids.Contains(m.ProviderId) && m.VanishedAt != null).Select(m => new { m.ProviderId, m.ModelId }).ToListAsync(cancellationToken))
            .ToLookup(m => m.ProviderId, m => m.ModelId);
        return listing.ToDictionary(p => p.Id, p => p.Models.Except(gone[p.Id], StringComparer.Ordinal).FirstOrDefault() ?? p.Models[0]);
    }

    /// <param name="used">The provider's list, or the type's defaults.</param>
    /// <returns>How many the last discovery found, or <see langword="null"/> if there was none.</returns>
    public async Task<KnownModelCount?> CountAsync(Provider provider, IReadOnlyCollection<string> used, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(provider);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var listed = db.ProviderModels.Where(m => m.ProviderId == provider.Id && m.VanishedAt == null);
        var at = await listed.MaxAsync(m => (DateTime?)m.LastSeenAt, cancellationToken);
        if (at is null) return null;
        var added = provider.ModelsReviewedAt is { } reviewed ? await listed.CountAsync(m => m.FirstSeenAt > reviewed, cancellationToken) : 0;
        var gone = await db.ProviderModels.CountAsync(m => m.ProviderId == provider.Id && m.VanishedAt != null && used.Contains(m.ModelId), cancellationToken);
        return new(await listed.CountAsync(cancellationToken), added, gone, at.Value);
    }

    /// <summary>Remembers an answer, unless it is empty, the connection has been changed since it was asked, or a newer answer is known.</summary>
    /// <param name="at">When it came.</param>
    /// <param name="reviewed">Whether somebody has looked at it: what is found later is new then.</param>
    public async Task RememberAsync(Guid providerId, int connectionRevision, IReadOnlyList<DiscoveredModel> found, DateTime at, bool reviewed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(found);
        if (found.Count == 0) return;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var asAsked = db.Providers.Where(p => p.Id == providerId && p.ConnectionRevision == connectionRevision);
        if (!await asAsked.AnyAsync(cancellationToken)) return;

        var known = await db.ProviderModels.Where(m => m.ProviderId == providerId).ToDictionaryAsync(m => m.ModelId, StringComparer.Ordinal, cancellationToken);
        if (known.Values.Any(m => m.LastSeenAt > at)) return;
        var knownIds = new ModelIdSet(known.Keys);
        var gone = known.Keys.ToHashSet(StringComparer.Ordinal);
        foreach (var model in found)
        {
            var row = knownIds.Find(model.Id) is { } id ? known[id] : null;
            if (row is null)
            {
                row = new ProviderModel { ProviderId = providerId, ModelId = model.Id, FirstSeenAt = at };
                known[model.Id] = row;
                db.ProviderModels.Add(row);
            }

            gone.Remove(row.ModelId);
            Note(row, model, at);
        }

        foreach (var id in gone) known[id].VanishedAt ??= at;
        await db.SaveChangesAsync(cancellationToken);
        if (reviewed) await asAsked.ExecuteUpdateAsync(set => set.SetProperty(p => p.ModelsReviewedAt, at), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static void Note(ProviderModel row, DiscoveredModel model, DateTime at)
    {
        row.DisplayName = model.DisplayName is { Length: > LongestName } name ? name[..LongestName] : model.DisplayName;
        row.CanChat = model.CanChat;
        row.ContextTokens = model.ContextTokens;
        row.MaximumOutputTokens = model.MaximumOutputTokens;
        row.RetiresOn = model.RetiresOn;
        row.LastSeenAt = at;
        row.VanishedAt = null;
    }
}
