using SupportBotPortal.Core.Plugins;
using SupportBotPortal.Core.Secrets;

namespace SupportBotPortal.Core.Providers.Listing;

/// <summary>Knows what decides about states besides the rows: loaded types, keys that open, the time.</summary>
public sealed class ListRulesSource(PluginCatalog plugins, ISecretBox box, TimeProvider time)
{
    // Types are fixed from the start on.
    private readonly string[] types = [.. plugins.Types.Select(t => t.Id)];
    private readonly string[] keyless = [.. plugins.Types.SelectMany(t => t.AuthSchemes.Where(s => !s.NeedsSecret).Select(s => t.Id + "/" + s.Id))];

    internal ListRules Now() => new(types, keyless, box.OpenKeys, time.GetUtcNow().UtcDateTime);
}
