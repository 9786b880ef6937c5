using Microsoft.Extensions.Caching.Memory;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Providers.Models;

/// <summary>
/// What was discovered from a form that is not saved yet. Saving it remembers what the provider said of its models, which the
/// form itself does not carry. In memory, for the session that asked; lost, it costs no more than the next discovery.
/// </summary>
public sealed class RecentDiscoveries(TimeProvider time) : IDisposable
{
    private const int MaximumModels = 100_000;
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(30);

    private readonly MemoryCache cache = new(new MemoryCacheOptions { SizeLimit = MaximumModels });

    public void Keep(string sessionId, ConnectionDraft draft, IReadOnlyList<DiscoveredModel> found)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(found);
        if (found.Count > 0) cache.Set(KeyOf(sessionId, draft.TypeId, draft.BaseUrl), new RecentDiscovery(found, time.GetUtcNow().UtcDateTime), new MemoryCacheEntryOptions { Size = found.Count, AbsoluteExpirationRelativeToNow = Kept });
    }

    /// <summary>What was found; the next save does not bring it up again.</summary>
    public RecentDiscovery? Take(string sessionId, string typeId, Uri baseUrl)
    {
        ArgumentNullException.ThrowIfNull(baseUrl);
        var key = KeyOf(sessionId, typeId, baseUrl);
        var found = cache.Get<RecentDiscovery>(key);
        cache.Remove(key);
        return found;
    }

    public void Dispose() => cache.Dispose();

    private static (string Session, string Type, string Url) KeyOf(string sessionId, string typeId, Uri baseUrl) => (sessionId, typeId, baseUrl.AbsoluteUri);
}
