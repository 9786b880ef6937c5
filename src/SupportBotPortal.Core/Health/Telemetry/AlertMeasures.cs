using System.Diagnostics.Metrics;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Telemetry;

namespace SupportBotPortal.Core.Health.Telemetry;

/// <summary>How many alerts were sent, and how many tries to send one failed.</summary>
public sealed class AlertMeasures
{
    private readonly Counter<long> deliveries;

    public AlertMeasures(PortalTelemetry telemetry)
    {
        ArgumentNullException.ThrowIfNull(telemetry);
        deliveries = telemetry.Meter.CreateCounter<long>("supportbot.alert.deliveries", "{delivery}", "How tries to deliver an alert ended.");
    }

    /// <param name="channel">The kind of channel: never its name or address.</param>
    /// <param name="wasSent">Whether it arrived; one that is tried again counts once for each try.</param>
    public void Count(AlertChannelKind channel, bool wasSent) =>
        deliveries.Add(1, new(TelemetryTags.AlertChannel, channel == AlertChannelKind.Mail ? "mail" : "webhook"), new(TelemetryTags.AlertOutcome, wasSent ? "sent" : "failed"));
}
