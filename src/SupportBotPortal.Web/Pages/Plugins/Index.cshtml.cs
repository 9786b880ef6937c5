using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Plugins;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Display;

namespace SupportBotPortal.Web.Pages.Plugins;

[RequirePermission(PluginPermissions.View)]
public sealed class PluginsModel(PluginCatalog plugins, PortalDbContext db) : PageModel
{
    public IReadOnlyList<PluginRow> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var used = await db.Providers.GroupBy(p => p.TypeId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
        Rows = [.. plugins.Entries.Select(entry => new PluginRow(entry, BadgeOf(entry.State), entry.Type is { } type ? used.GetValueOrDefault(type.Id) : 0))];
    }

    private static Badge BadgeOf(PluginState state) => state switch
    {
        PluginState.Active => new(BadgeTone.Good, "Active"),
        PluginState.Disabled => new(BadgeTone.Idle, "Disabled"),
        PluginState.NotSupported => new(BadgeTone.Attention, "Not supported"),
        PluginState.Malfunctioned => new(BadgeTone.Bad, "Malfunctioned"),
        _ => throw new InvalidOperationException($"No badge for {state}."),
    };
}
