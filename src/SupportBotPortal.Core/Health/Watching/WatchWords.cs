using System.Globalization;

namespace SupportBotPortal.Core.Health.Watching;

/// <summary>What is wrong with the watch, and what to do: the same on every page, for monitors, and in alerts.</summary>
public static class WatchWords
{
    public static string Stopped(DateTime since) => $"No scheduled test has run since {Text(since)}; providers are not being watched. Restart the portal and look at its log.";

    public static string Unstored(DateTime since) => $"Results of tests cannot be stored since {Text(since)}; they wait in memory and are lost if the portal ends. Look at its log: the disk may be full or read-only.";

    private static string Text(DateTime at) => at.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
