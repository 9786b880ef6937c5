using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Alerts;
using SupportBotPortal.Core.Health.Alerts.Windows;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Pages.Alerts;

/// <summary>Who is alerted of what, and whether it arrives.</summary>
[RequirePermission(AlertPermissions.View)]
public sealed class IndexModel(PortalDbContext db, DeliveryLog log, TimeProvider time) : PageModel
{
    public IReadOnlyList<ChannelRow> Rows { get; private set; } = [];

    public OpenWindows Open { get; private set; } = new([]);

    public bool HasMailServer { get; private set; }

    /// <summary>Whether a channel needs the mail server that is not there.</summary>
    public bool LacksMailServer => !HasMailServer && Rows.Any(r => r.Channel is { Kind: AlertChannelKind.Mail, IsActive: true });

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var channels = await db.AlertChannels.AsNoTracking().OrderBy(c => c.NormalizedName).ToListAsync(cancellationToken);
        var last = await log.LastAsync([.. channels.Select(c => c.Id)], cancellationToken);
        var ids = channels.SelectMany(c => c.Providers).Distinct().ToList();
        var names = await db.Providers.IgnoreQueryFilters([Provider.NotDeleted]).Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancellationToken);
        Rows = [.. channels.Select(c => new ChannelRow(c, last.GetValueOrDefault(c.Id), [.. c.Providers.Where(names.ContainsKey).Select(id => names[id]).Order(StringComparer.OrdinalIgnoreCase)]))];
        HasMailServer = await db.MailServers.AnyAsync(cancellationToken);
        Open = await OpenWindows.ReadAsync(db, time.GetUtcNow().UtcDateTime, cancellationToken);
    }
}
