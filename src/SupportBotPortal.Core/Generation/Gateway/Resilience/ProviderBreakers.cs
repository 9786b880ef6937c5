using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Generation.Gateway.Resilience;

/// <summary>
/// One breaker for each provider as it is connected now. Shared with health both ways: what is down by its tests is asked last, a breaker that opens brings the next test
/// forward, and a test that passes closes it.
/// </summary>
internal sealed class ProviderBreakers(IDbContextFactory<PortalDbContext> contexts, ILogger<ProviderBreakers> logger, TimeProvider time)
{
    private readonly ConcurrentDictionary<(Guid, int), ProviderBreaker> breakers = new();

    public Task<StartedAnswer> RunAsync(Target target, Func<Task<StartedAnswer>> attempt, CancellationToken cancellationToken) =>
        breakers.GetOrAdd((target.Provider.Id, target.Provider.ConnectionRevision), _ => Make(target.Provider)).RunAsync(target.Provider, attempt, cancellationToken);

    private ProviderBreaker Make(Provider provider)
    {
        // One that was connected otherwise is not asked again.
        foreach (var old in breakers.Keys.Where(key => key.Item1 == provider.Id)) breakers.TryRemove(old, out _);
        return new(() =>
        {
            logger.LogWarning("{Provider} failed repeatedly and is not asked for {Seconds} seconds", provider.Slug, ProviderBreaker.Break.TotalSeconds);
            _ = TestSoonAsync(provider);
        }, time);
    }

    private async Task TestSoonAsync(Provider provider)
    {
        try
        {
            var now = time.GetUtcNow().UtcDateTime;
            await using var db = await contexts.CreateDbContextAsync();
            await db.Providers.Where(p => p.Id == provider.Id && p.Checks.Rhythm != CheckRhythm.Off && p.CheckSlot.NextAt > now).ExecuteUpdateAsync(set => set.SetProperty(p => p.CheckSlot.NextAt, now));
            logger.LogInformation("{Provider} is tested soon", provider.Slug);
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            logger.LogWarning("The next test of a provider could not be brought forward: {Kind}", problem.GetType().Name);
        }
    }
}
