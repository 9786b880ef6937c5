using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Data.Storage;
using SupportBotPortal.Core.Generation.Choice;
using SupportBotPortal.Core.Generation.Guard;
using SupportBotPortal.Core.Generation.Settings;
using SupportBotPortal.Core.Generation.Standing;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Generation.Gateway;

/// <summary>
/// Keeps what the gateway needs in memory, and reads it again as soon as anybody has changed the database: what is saved counts for the next request.
/// </summary>
internal sealed class GatewayStates(
    DatabaseVersion version,
    GenerationVersions versions,
    StandingReader standing,
    RefusedParameters refused,
    IDbContextFactory<PortalDbContext> contexts,
    ILogger<GatewayStates> logger) : IDisposable
{
    private static readonly JsonSerializerOptions AsItIs = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly SemaphoreSlim one = new(1, 1);
    private volatile GatewayState? last;

    /// <exception cref="SqliteException">The database cannot be read, and never could.</exception>
    public async ValueTask<GatewayState> NowAsync(CancellationToken cancellationToken)
    {
        try
        {
            var now = version.Current();
            if (last is { } known && known.Version == now) return known;
            await one.WaitAsync(cancellationToken);
            try
            {
                now = version.Current();
                // The number first, then the rest: what is changed meanwhile is seen by the next request.
                return last is { } fresh && fresh.Version == now ? fresh : last = await ReadAsync(now, cancellationToken);
            }
            finally
            {
                one.Release();
            }
        }
        catch (Exception problem) when (problem is SqliteException or DbUpdateException && last is { } known)
        {
            // Bots go on with what was known last: better an answer by yesterday's prompt than none.
            logger.LogWarning("The database cannot be read ({Kind}): bots get their answers by what was known last", problem.GetType().Name);
            return known;
        }
    }

    public void Dispose() => one.Dispose();

    private async Task<GatewayState> ReadAsync(DataVersion now, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var tokens = await db.BotTokens.AsNoTracking().ToListAsync(cancellationToken);
        return new(now, tokens.ToDictionary(t => Convert.ToHexString(t.Hash), StringComparer.Ordinal), await ReadProductionAsync(db, cancellationToken));
    }

    private async Task<Production> ReadProductionAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        if (await versions.CurrentAsync(cancellationToken) is not { } current) return new();
        var settings = current.Settings;
        if (settings.Model is not { } model) return new() { Version = current };
        var chosen = new List<ChosenModel>([model, .. settings.Fallbacks]);
        if (settings.UsersMayChoose) chosen.AddRange(settings.Allowed);
        var all = await standing.OfAsync([.. chosen.Distinct()], cancellationToken);
        var standings = all.Where(c => c.CanAnswer).ToDictionary(c => c.Model);
        var ids = standings.Keys.Select(m => m.ProviderId).Distinct().ToList();
        var providers = await db.Providers.AsNoTracking().Include(p => p.Secrets).Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, cancellationToken);
        var refusals = await refused.OfAsync([.. standings.Keys], cancellationToken);
        var targets = new Dictionary<ChosenModel, Target>();
        foreach (var (asked, candidate) in standings)
        {
            if (!providers.TryGetValue(asked.ProviderId, out var provider)) continue;
            targets[asked] = new(asked, ModelChoice.NameOf(provider.Slug, asked.ModelId), provider, candidate.State, refusals.GetValueOrDefault(asked) ?? new HashSet<GenerationParameter>());
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
