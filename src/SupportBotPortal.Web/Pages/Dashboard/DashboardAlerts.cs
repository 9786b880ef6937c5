using Microsoft.AspNetCore.Routing;
using SupportBotPortal.Core.Health.Alerts;
using SupportBotPortal.Web.Display;
using SupportBotPortal.Web.Pages.Alerts.Deliveries;

namespace SupportBotPortal.Web.Pages.Dashboard;

/// <summary>Channels through which nothing arrives: whoever waits to be alerted does not know that.</summary>
public sealed class DashboardAlerts(FailingChannels channels, LinkGenerator links)
{
    public async Task<AttentionGroup?> FailingAsync(CancellationToken cancellationToken)
    {
        var failing = await channels.ReadAsync(cancellationToken);
        if (failing.Count == 0) return null;
        var all = links.GetPathByPage("/Alerts/Index") ?? throw new InvalidOperationException("There is no page for alerts.");
        return new("Alerts that do not arrive", "Those who should be told are not. Mend what is in the way, and send a test: it settles this once it arrives.", [.. failing.Take(DashboardReader.Shown).Select(c => LineOf(c, all))], failing.Count, all);
    }

    private static AttentionLine LineOf(FailingChannel channel, string all)
    {
        var messages = new DeliveryQuery(channel.Id, channel.IsTurnedOff ? "" : DeliveryQuery.Failed).Url();
        return new(channel.Name, messages, channel.Said)
        {
            At = channel.At,
            Badge = channel switch
            {
                { IsTurnedOff: true } => new(BadgeTone.Attention, "turned off"),
                { Tried: > 0 } => new(BadgeTone.Attention, (channel.Tried == 1 ? "1 message is tried again" : $"{channel.Tried:N0} messages are tried again") + (channel.Behind > 0 ? $", {channel.Behind:N0} more {(channel.Behind == 1 ? "waits" : "wait")}" : "")),
                { Refused: > 0 } => new(BadgeTone.Attention, channel.Refused == 1 ? "1 recipient is refused" : $"{channel.Refused:N0} recipients are refused"),
                _ => new(BadgeTone.Bad, "given up"),
            },
            Act = new("See channels", all, AlertPermissions.View),
        };
    }
}
