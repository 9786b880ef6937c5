using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Plugins;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Plugins;

/// <summary>The plugins of <c>tests/fixtures</c>, as they lie beside the tests.</summary>
internal static class PluginFixtures
{
    public static string Directory { get; } = Path.Combine(AppContext.BaseDirectory, "fixtures");

    public static PluginCatalog Load(PluginsOptions options, LogSink? log = null)
    {
        using var loggers = LoggerFactory.Create(builder => builder.AddProvider(log ?? new LogSink()));
        var environment = new HostingEnvironment { ContentRootPath = AppContext.BaseDirectory };
        return new PluginCatalog(Options.Create(options), environment, loggers.CreateLogger<PluginCatalog>());
    }

    /// <summary>What became of the plugin in one folder, loaded from a directory of its own.</summary>
    public static PluginEntry LoadOne(PluginFolder folder, TimeSpan? deadline = null, LogSink? log = null) =>
        Load(new() { Directories = { folder.Parent }, StartDeadline = deadline ?? TimeSpan.FromMinutes(1) }, log)
            .Entries.Single(entry => entry.Folder == folder.Path);

    /// <summary>Whether any code of the fixture ran in this process, in whatever load context.</summary>
    public static bool HasRun(string fixture) => AppContext.GetData("Fixtures." + fixture) is not null;
}
