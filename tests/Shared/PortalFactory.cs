using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Health;

namespace SupportBotPortal.Tests.Shared;

/// <summary>
/// The whole portal on a real SQLite file in a directory of its own, removed at the end. Everything it logs, down to
/// Trace, is kept in <see cref="Log"/>.
/// </summary>
public sealed class PortalFactory : WebApplicationFactory<Program>
{
    private readonly bool ownsDirectory;

    /// <param name="dataDirectory">A directory to start on, e.g. that of a portal that was stopped; by default a new one.</param>
    public PortalFactory(string? dataDirectory = null)
    {
        ownsDirectory = dataDirectory is null;
        DataDirectory = dataDirectory ?? Path.Combine(Path.GetTempPath(), "supportbot-test-" + Guid.NewGuid().ToString("N"));
    }

    public string DataDirectory { get; }

    public string DatabaseFile => Path.Combine(DataDirectory, "portal.db");

    public LogSink Log { get; } = new();

    /// <summary>Replaces the clock; set before the first request.</summary>
    public TimeProvider? Clock { get; init; }

    /// <summary>Further settings, e.g. <c>Plugins:Directories:0</c>.</summary>
    public IDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>Replaces services; runs after the portal's own.</summary>
    public Action<IServiceCollection>? Replace { get; init; }

    /// <summary>Whether it tests, and tells of what it finds, by itself.</summary>
    public bool RunsByItself { get; init; }

    /// <summary>Whether it says that it tests by schedule although nothing comes round by itself.</summary>
    public bool SaysItTests { get; init; }

    /// <summary>Whether it starts without databases and makes them itself; by default it finds those of an empty portal.</summary>
    public bool StartsFromNothing { get; init; }

    /// <summary><c>Development</c> allows http and calls to loopback, where the fakes are.</summary>
    public string Environment { get; init; } = "Development";

    /// <summary>Whether a password is hashed as slowly as it is meant to be; by default in no time.</summary>
    public bool HashesSlowly { get; init; }

    /// <summary>Makes a new setup token, as a start would.</summary>
    public string NewSetupToken() => Services.GetRequiredService<SetupLink>().Open();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        if (ownsDirectory && !StartsFromNothing) MigratedDatabases.CopyTo(DataDirectory);
        builder.UseEnvironment(Environment);
        builder.UseSetting("Storage:DataDirectory", DataDirectory);
        // Nothing by itself, unless a test wants that.
        builder.UseSetting("Health:IsOn", RunsByItself ? "true" : "false");
        builder.ConfigureAppConfiguration(configuration => configuration.AddInMemoryCollection(Settings));
        builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(Log).SetMinimumLevel(LogLevel.Trace).AddFilter<LogSink>(null, LogLevel.Trace));
        builder.ConfigureServices(services =>
        {
            SharedReflection.In(services);
            if (!HashesSlowly) services.PostConfigure<PasswordHasherOptions>(options => options.IterationCount = 1000);
            if (Clock is not null) services.AddSingleton(Clock);
            // Its scheduler was left out already, when the services were put together.
            if (SaysItTests) services.PostConfigure<HealthOptions>(options => options.IsOn = true);
            Replace?.Invoke(services);
        });
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Log.Forget();
        if (!ownsDirectory) return;
        await DeleteAsync(DataDirectory);
    }

    /// <summary>What still runs of a portal that was stopped in its first moments may lay a last file while the directory is emptied.</summary>
    public static async Task DeleteAsync(string directory)
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        for (var attempt = 1; Directory.Exists(directory); attempt++)
        {
            try
            {
                Directory.Delete(directory, recursive: true);
            }
            catch (IOException) when (attempt < 100)
            {
                await Task.Yield();
            }
        }
    }
}
