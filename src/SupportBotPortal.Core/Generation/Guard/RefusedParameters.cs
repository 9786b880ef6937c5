using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Logging;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Plugins;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Generation.Guard;

/// <summary>Which parameters a model refuses: what its plugin knows beforehand, and what was learned from refusals.</summary>
public sealed class RefusedParameters(IDbContextFactory<PortalDbContext> contexts, PluginCatalog plugins, PluginMeasures measures, ILogger<RefusedParameters> logger, TimeProvider time) : IDisposable
{
    private const int MostKnown = 10_000;

    private static readonly TimeSpan PluginLimit = TimeSpan.FromSeconds(1);

    /// <summary>A plugin is asked once: it may block, and what it knows is part of its code. One that fails is asked again after a while.</summary>
    private readonly MemoryCache known = new(new MemoryCacheOptions { SizeLimit = MostKnown });

    private static readonly TimeSpan FailureKept = TimeSpan.FromMinutes(10);

    public void Dispose() => known.Dispose();

    public async Task<IReadOnlySet<GenerationParameter>> OfAsync(ChosenModel model, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        return (await OfAsync([model], cancellationToken)).GetValueOrDefault(model) ?? new HashSet<GenerationParameter>();
    }

    /// <returns>Of each whose provider is still there.</returns>
    public async Task<IReadOnlyDictionary<ChosenModel, IReadOnlySet<GenerationParameter>>> OfAsync(IReadOnlyCollection<ChosenModel> models, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(models);
        var ids = models.Select(m => m.ProviderId).Distinct().ToList();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var providers = await db.Providers.IgnoreQueryFilters([Provider.NotDeleted]).Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.TypeId, p.BaseUrl, p.ConnectionRevision }).ToDictionaryAsync(p => p.Id, cancellationToken);
        var learned = (await db.LearnedParameters.AsNoTracking().Where(l => ids.Contains(l.ProviderId)).ToListAsync(cancellationToken)).ToLookup(l => new ChosenModel(l.ProviderId, l.ModelId));
        var refused = new Dictionary<ChosenModel, IReadOnlySet<GenerationParameter>>();
        foreach (var model in models.Where(m => providers.ContainsKey(m.ProviderId)))
        {
            var provider = providers[model.ProviderId];
            refused[model] = learned[model].Where(l => l.ConnectionRevision == provider.ConnectionRevision).Select(l => l.Parameter).Where(Enum.IsDefined).Concat(await KnownAsync(provider.TypeId, provider.BaseUrl, model.ModelId)).ToHashSet();
        }

        return refused;
    }

    /// <summary>Remembers a refusal for as long as the connection is the same.</summary>
    /// <param name="connectionRevision">The provider's, when it was asked.</param>
    public async Task LearnAsync(ChosenModel model, int connectionRevision, GenerationParameter parameter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await db.Providers.IgnoreQueryFilters([Provider.NotDeleted]).AnyAsync(p => p.Id == model.ProviderId && p.ConnectionRevision == connectionRevision, cancellationToken)) return;
        var known = await db.LearnedParameters.FirstOrDefaultAsync(l => l.ProviderId == model.ProviderId && l.ModelId == model.ModelId && l.Parameter == parameter, cancellationToken);
        if (known is null) db.LearnedParameters.Add(known = new() { ProviderId = model.ProviderId, ModelId = model.ModelId, Parameter = parameter });
        (known.ConnectionRevision, known.LearnedAt) = (connectionRevision, time.GetUtcNow().UtcDateTime);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Remembers what a model turned out to refuse, if that can be stored: whoever asked it has an answer, and the next one finds out again.</summary>
    /// <inheritdoc cref="LearnAsync"/>
    public async Task TryLearnAsync(ChosenModel model, int connectionRevision, IReadOnlyCollection<GenerationParameter> parameters)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(parameters);
        try
        {
            foreach (var parameter in parameters) await LearnAsync(model, connectionRevision, parameter, CancellationToken.None);
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            logger.LogWarning("What the model {Model} refuses could not be stored: {Kind}", model.ModelId, problem.GetType().Name);
        }
    }

    private async Task<IReadOnlyCollection<GenerationParameter>> KnownAsync(string typeId, string baseUrl, string modelId)
    {
        if (!plugins.TryGet(typeId, out var entry) || entry.Plugin is not IModelParameters knowing || !Uri.TryCreate(baseUrl, UriKind.Absolute, out var url)) return [];
        var key = (typeId, url, modelId);
        if (known.TryGetValue(key, out GenerationParameter[]? cached)) return cached!;
        try
        {
            // Its code, so bounded; and read here, for its list may throw, too.
            var refused = await Task.Run(() => measures.TryRun(typeId, () => (GenerationParameter[])[.. knowing.RefusedBy(url, modelId).Where(Enum.IsDefined)], out var found) ? found : null).WaitAsync(PluginLimit);
            if (refused is null) throw new TimeoutException("It holds too many threads.");
            return known.Set(key, refused, new MemoryCacheEntryOptions { Size = 1 });
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            logger.LogWarning("The plugin {Plugin} did not say which parameters a model refuses: {Kind}", entry.Id, exception.GetType().Name);
            return known.Set(key, Array.Empty<GenerationParameter>(), new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = FailureKept });
        }
    }
}
