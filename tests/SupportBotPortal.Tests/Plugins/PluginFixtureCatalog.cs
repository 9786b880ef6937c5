using SupportBotPortal.Core.Plugins;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Plugins;

/// <summary>One catalog of all fixtures together, as a portal with a very unlucky operator would have.</summary>
public sealed class PluginFixtureCatalog
{
    public PluginFixtureCatalog() => Catalog = PluginFixtures.Load(
        new()
        {
            Directories = { PluginFixtures.Directory },
            // The hanging one has tests of its own: here it would cost a minute.
            Disabled = { "disabled-by-setting", "hanging-constructor" },
            StartDeadline = TimeSpan.FromMinutes(1),
        },
        Log);

    public LogSink Log { get; } = new();

    public PluginCatalog Catalog { get; }

    public PluginEntry this[string fixture] => Catalog.Entries.Single(entry => entry.Folder == Path.Combine(PluginFixtures.Directory, fixture));
}
