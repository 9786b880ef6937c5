using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Plugins;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Live;

namespace SupportBotPortal.Web.Pages.Providers.Testing;

/// <summary>Starts a test of a saved provider: after a save that changed the connection, and when asked.</summary>
public sealed class SavedProviderTest(PortalDbContext db, ProviderLiveCalls calls, PluginCatalog plugins)
{
    /// <returns>The run's id, or <see langword="null"/> if there is no such provider or too many tests are under way.</returns>
    public async Task<string?> StartAsync(HttpContext context, string slug, CancellationToken cancellationToken) =>
        (await RunAsync(context, slug, generate: false, cancellationToken))?.Id;

    /// <summary>What to say beside “is saved” if no test was started.</summary>
    public static IEnumerable<string> WhyNot(string? run) => run is null ? ["It was not tested: too many calls are under way. Test it in a minute."] : [];

    public async Task<LiveRun?> RunAsync(HttpContext context, string slug, bool generate, CancellationToken cancellationToken)
    {
        var provider = await db.Providers.AsNoTracking().Include(p => p.Secrets).FirstOrDefaultAsync(p => p.Slug == slug, cancellationToken);
        return provider is null ? null : calls.TestStored(provider, plugins.TypeOf(provider.TypeId), generate, context.RunOwner(), context.Actor().Name);
    }
}
