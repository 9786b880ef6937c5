using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Generation.Choice;
using SupportBotPortal.Core.Generation.Settings;
using SupportBotPortal.Core.Providers.Listing;

namespace SupportBotPortal.Core.Generation.Standing;

/// <summary>Says of what is in production whether it can answer, from what is stored: nobody is called.</summary>
public sealed class StandingReader(GenerationVersions versions, ModelChoices choices, ActiveProviders active, IDbContextFactory<PortalDbContext> contexts)
{
    public async Task<ProductionStanding> ReadAsync(CancellationToken cancellationToken)
    {
        var current = await versions.CurrentAsync(cancellationToken);
        return new(current, current?.Settings.Model is { } model ? await OfAsync([model, .. current.Settings.Fallbacks], cancellationToken) : []);
    }

    /// <summary>In the order in which they are given.</summary>
    public async Task<IReadOnlyList<Candidate>> OfAsync(IReadOnlyList<ChosenModel> chosen, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(chosen);
        var ids = chosen.Select(c => c.ProviderId).Distinct().ToList();
        var offered = await choices.OfAsync(chosen, cancellationToken);
        var providers = await active.OfAsync(ids, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var others = await db.Providers.IgnoreQueryFilters([Provider.NotDeleted]).Where(p => ids.Contains(p.Id) && (!p.IsActive || p.DeletedAt != null))
            .Select(p => new { p.Id, p.Slug, IsDeleted = p.DeletedAt != null }).ToDictionaryAsync(p => p.Id, cancellationToken);
        return [.. chosen.Select(model =>
        {
            if (providers.TryGetValue(model.ProviderId, out var provider)) return new Candidate(model, provider.Slug, StateOf(provider)) { Choice = offered.GetValueOrDefault(model), IsUnlisted = !offered.ContainsKey(model), Refuses = provider.Reason is AttentionReason.Quota or AttentionReason.RateLimit or AttentionReason.Overloaded };
            return others.TryGetValue(model.ProviderId, out var other) ? new(model, other.Slug, other.IsDeleted ? CandidateState.Deleted : CandidateState.Inactive) : new(model, null, CandidateState.Gone);
        })];
    }

    private static CandidateState StateOf(ActiveProvider provider) => provider switch
    {
        { State: ProviderState.PluginMissing } => CandidateState.PluginMissing,
        { Key: ProviderKeyState.Missing } => CandidateState.NoKey,
        { Key: ProviderKeyState.Sealed } => CandidateState.KeySealed,
        { State: ProviderState.Down } => CandidateState.Down,
        { State: ProviderState.Attention } => CandidateState.Attention,
        { State: ProviderState.Healthy } => CandidateState.Ready,
        _ => CandidateState.NotTested,
    };
}
