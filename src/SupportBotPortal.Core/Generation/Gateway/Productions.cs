using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Generation.Choice;
using SupportBotPortal.Core.Generation.Guard;
using SupportBotPortal.Core.Generation.Settings;
using SupportBotPortal.Core.Generation.Standing;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Generation.Gateway;

/// <summary>Makes settings ready to be used: with the providers that can be asked, their secrets sealed.</summary>
internal sealed class Productions(GenerationVersions versions, StandingReader standing, RefusedParameters refused, ConnectionDrafts drafts, IDbContextFactory<PortalDbContext> contexts)
{
    private static readonly JsonSerializerOptions AsItIs = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task<Production> CurrentAsync(CancellationToken cancellationToken) =>
        await versions.CurrentAsync(cancellationToken) is { } current ? await OfAsync(current, cancellationToken) : new();

    /// <param name="current">Saved, or a draft of one.</param>
    public async Task<Production> OfAsync(GenerationVersion current, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(current);
        var settings = current.Settings;
        if (settings.Model is not { } model) return new() { Version = current };
        var chosen = new List<ChosenModel>([model, .. settings.Fallbacks]);
        if (settings.UsersMayChoose) chosen.AddRange(settings.Allowed);
        var all = await standing.OfAsync([.. chosen.Distinct()], cancellationToken);
        var standings = all.Where(c => c.CanAnswer).ToDictionary(c => c.Model);
        var ids = standings.Keys.Select(m => m.ProviderId).Distinct().ToList();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var providers = await db.Providers.AsNoTracking().Include(p => p.Secrets).Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, cancellationToken);
        var refusals = await refused.OfAsync([.. standings.Keys], cancellationToken);
        var targets = new Dictionary<ChosenModel, Target>();
        foreach (var (asked, candidate) in standings)
        {
            if (!providers.TryGetValue(asked.ProviderId, out var provider)) continue;
            var (plan, problem) = drafts.PlanStored(provider);
            targets[asked] = new(asked, ModelChoice.NameOf(provider.Slug, asked.ModelId), provider, candidate.State, refusals.GetValueOrDefault(asked) ?? new HashSet<GenerationParameter>(), plan, problem);
        }

        return new()
        {
            Version = current,
            // What is down is asked last; in itself the order of the admins stays.
            Candidates = [.. ((ChosenModel[])[model, .. settings.Fallbacks]).Where(targets.ContainsKey).Select(m => targets[m]).OrderBy(t => t.State == CandidateState.Down)],
            Allowed = settings.UsersMayChoose ? settings.Allowed.Where(targets.ContainsKey).Select(m => targets[m]).ToDictionary(t => t.Name, StringComparer.Ordinal) : new Dictionary<string, Target>(),
            Unavailable = settings.UsersMayChoose ? all.Where(c => !c.CanAnswer && c.Slug is not null && settings.Allowed.Contains(c.Model)).Select(c => ModelChoice.NameOf(c.Slug!, c.Model.ModelId)).ToHashSet(StringComparer.Ordinal) : new HashSet<string>(),
            SystemMessage = settings.SystemPrompt.Length == 0 ? default : JsonSerializer.SerializeToUtf8Bytes(new { role = "system", content = settings.SystemPrompt }, AsItIs),
        };
    }
}
