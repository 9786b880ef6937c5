using Microsoft.Extensions.Caching.Memory;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Providers.Models;

/// <summary>
/// What was discovered from a form that is not saved yet. Saving it remembers what the provider said of its models, which the
/// form itself does not carry. In memory, for the session that asked; lost, it costs no more than the next discovery.
/// </summary>
public sealed class RecentDiscoveries : IDisposable
{
    private const int MaximumModels = 100_000;
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(30);

    private readonly MemoryCache cache = new(new MemoryCacheOptions { SizeLimit = MaximumModels });

    public void Keep(string sessionId, ConnectionDraft draft, IReadOnlyList<DiscoveredModel> found)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(found);
        if (found.Count > 0) cache.Set(KeyOf(sessionId, draft.TypeId, draft.BaseUrl), found, new MemoryCacheEntryOptions { Size = found.Count, AbsoluteExpirationRelativeToNow = Kept });
    }

    public IReadOnlyList<DiscoveredModel> Find(string sessionId, string typeId, Uri baseUrl)
    {
        ArgumentNullException.ThrowIfNull(baseUrl);
        return cache.Get<IReadOnlyList<DiscoveredModel>>(KeyOf(sessionId, typeId, baseUrl)) ?? [];
    }

    public void Dispose() => cache.Dispose();

    private static (string Session, string Type, string Url) KeyOf(string sessionId, string typeId, Uri baseUrl) => (sessionId, typeId, baseUrl.AbsoluteUri);
}
