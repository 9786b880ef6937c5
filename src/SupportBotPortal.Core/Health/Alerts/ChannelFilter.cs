using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Health.Alerts;

/// <summary>What a channel wants to hear of.</summary>
internal static class ChannelFilter
{
    /// <remarks>That the schedule runs again goes to who wants to hear that it stopped.</remarks>
    public static bool Wants(this AlertChannel channel, AlertEvent what) => channel.Events.Contains(what == AlertEvent.SchedulerRuns ? AlertEvent.SchedulerStopped : what);

    /// <param name="channel">Which.</param>
    /// <param name="provider"><see langword="null"/>: it is about the portal itself, which concerns everybody.</param>
    public static bool Concerns(this AlertChannel channel, AlertProvider? provider) =>
        provider is null
        || ((channel.Providers.Count == 0 || channel.Providers.Contains(provider.Id)) && (channel.Environments.Count == 0 || channel.Environments.Contains(provider.Environment)));

    public static bool IsTrouble(this AlertEvent what) => what is AlertEvent.Down or AlertEvent.Quota or AlertEvent.RateLimited;

    /// <summary>An incident is over, for whatever reason. Whoever wants to hear of recoveries hears of it.</summary>
    public static bool IsEnd(this AlertEvent what) => what is AlertEvent.Recovered or AlertEvent.ProviderDeleted or AlertEvent.ProviderDeactivated;
}
