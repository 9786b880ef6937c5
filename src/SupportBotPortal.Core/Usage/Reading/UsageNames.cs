using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Usage.Reading;

/// <summary>What providers and bots are called that usage knows by their ids.</summary>
public sealed class UsageNames(IDbContextFactory<PortalDbContext> contexts)
{
    /// <param name="slugs">Of the providers, as usage remembers them.</param>
    public async Task<IReadOnlyDictionary<Guid, string>> OfProvidersAsync(IReadOnlyDictionary<Guid, string> slugs, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(slugs);
        var ids = slugs.Keys.ToList();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var known = await db.Providers.IgnoreQueryFilters([Provider.NotDeleted]).Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Name, IsDeleted = p.DeletedAt != null }).ToDictionaryAsync(p => p.Id, cancellationToken);
        return slugs.ToDictionary(s => s.Key, s => known.GetValueOrDefault(s.Key) switch
        {
            null => $"A provider that is gone ({s.Value})",
            { IsDeleted: true } deleted => $"{deleted.Name} (deleted)",
            var there => there.Name,
        });
    }

    public async Task<IReadOnlyDictionary<Guid, string>> OfBotsAsync(IReadOnlyCollection<Guid> tokens, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        var ids = tokens.ToList();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var known = await db.BotTokens.Where(t => ids.Contains(t.Id)).Select(t => new { t.Id, t.Name, IsRevoked = t.RevokedAt != null }).ToDictionaryAsync(t => t.Id, cancellationToken);
        return ids.ToDictionary(id => id, id => known.GetValueOrDefault(id) switch
        {
            null => $"A bot token that is gone ({id.ToString("N")[..8]})",
            { IsRevoked: true } revoked => $"{revoked.Name} (revoked)",
            var there => there.Name,
        });
    }
}
