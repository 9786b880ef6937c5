using System.Globalization;

namespace SupportBotPortal.Core.Health.Reading;

/// <summary>Uptime as people read it, the same wherever it stands.</summary>
public static class UptimeWords
{
    /// <summary>Rounded down: 100 % means that there was none without an answer. No tests are never 100 %.</summary>
    public static string Of(VerdictCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        if (counts.Telling == 0) return "no tests";
        return counts.Answered == counts.Telling ? "100 %" : string.Create(CultureInfo.InvariantCulture, $"{10_000L * counts.Answered / counts.Telling / 100m:0.00} %");
    }
}
