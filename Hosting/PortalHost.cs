using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data.Storage;
using SupportBotPortal.Core.Plugins;
using SupportBotPortal.Core.Secrets;
using SupportBotPortal.Web.Security;

namespace SupportBotPortal;

/// <summary>What happens around the pages: how the server listens, and what must be ready before it does.</summary>
internal static class PortalHost
{
    private static readonly string[] Addresses = ["urls", "http_ports", "https_ports"];

    // What stops a start is said in one sentence; the host's own log of it is twenty lines of stack.
    private const string HostLog = "Microsoft.Extensions.Hosting.Internal.Host";
    private static volatile bool hasStarted;

    public static void UsePortalDefaults(this WebApplicationBuilder builder)
    {
        builder.Logging.AddFilter(HostLog, level => hasStarted && level >= LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = FormLimits.SmallRequest;
            if (builder.Environment.IsDevelopment()) options.ConfigureEndpointDefaults(LoopbackOnly.Demand);
        });
        // Loopback unless somebody says otherwise.
        if (Addresses.All(name => string.IsNullOrEmpty(builder.Configuration[name])) && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists())
            builder.WebHost.UseUrls("http://localhost:5080");
        builder.Services.AddSingleton(services => KnownProxies.Of(services.GetRequiredService<IConfiguration>()));
    }

    /// <summary>Database, roles, key ring: in this order, before the first request and before a verb.</summary>
    /// <param name="app">The portal.</param>
    /// <param name="beside">A verb, perhaps beside a running portal: it brings nothing up to this version.</param>
    public static async Task PrepareDataAsync(this WebApplication app, bool beside)
    {
        var services = app.Services;
        var database = services.GetRequiredService<DatabaseStart>();
        if (beside)
        {
            await database.DemandReadyAsync(CancellationToken.None);
        }
        else
        {
            await database.RunAsync(CancellationToken.None);
            await services.GetRequiredService<AccessSeed>().RunAsync(CancellationToken.None);
            foreach (var side in services.GetServices<ISideDatabaseStart>()) await side.RunAsync(CancellationToken.None);
        }

        await services.GetRequiredService<KeyRing>().LoadAsync(CancellationToken.None);
    }

    /// <summary>Loads the plugins, so that a broken one is known before the first page, and sets up what surrounds them.</summary>
    public static void UsePortal(this WebApplication app)
    {
        app.Services.GetRequiredService<PluginCatalog>();
        app.Lifetime.ApplicationStarted.Register(() => hasStarted = true);
        if (!app.Environment.IsDevelopment())
        {
            app.Services.GetRequiredService<KnownProxies>().Use(app);
            app.UseHsts();
        }

        app.UseExceptionHandler("/error/500");
    }
}
