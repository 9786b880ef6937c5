using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Health.States;

/// <summary>The last tests of a provider in two bytes each, oldest first: small enough to stand in every row of a list.</summary>
public static class RecentChecks
{
    /// <summary>How many are remembered.</summary>
    public const int Count = 24;

    public static byte[] Add(byte[] recent, CheckVerdict verdict, int milliseconds)
    {
        ArgumentNullException.ThrowIfNull(recent);
        byte[] all = [.. recent, (byte)verdict, ResponseTimes.BucketOf(milliseconds)];
        return all[Math.Max(0, all.Length - (2 * Count))..];
    }

    /// <returns>What each found, and how long it took, right to within 6 %. What somebody else wrote there is left out.</returns>
    public static IReadOnlyList<(CheckVerdict Verdict, int Milliseconds)> Read(byte[] recent)
    {
        ArgumentNullException.ThrowIfNull(recent);
        return [.. recent.Chunk(2).Where(pair => pair.Length == 2 && Enum.IsDefined((CheckVerdict)pair[0])).Select(pair => ((CheckVerdict)pair[0], ResponseTimes.MiddleOf(pair[1])))];
    }
}
