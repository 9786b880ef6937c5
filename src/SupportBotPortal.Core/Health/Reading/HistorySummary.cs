using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.History;

namespace SupportBotPortal.Core.Health.Reading;

/// <summary>What the tests of some time come to.</summary>
/// <param name="Counts">How many found what.</param>
/// <param name="Median">Half of the answers came within so many milliseconds; <see langword="null"/> without answers.</param>
/// <param name="P95">95 % of the answers came within so many milliseconds.</param>
public sealed record HistorySummary(VerdictCounts Counts, int? Median, int? P95)
{
    public static readonly HistorySummary None = new(VerdictCounts.None, null, null);

    public static HistorySummary Of(IEnumerable<PeriodOfChecks> periods)
    {
        ArgumentNullException.ThrowIfNull(periods);
        var counts = VerdictCounts.None;
        var times = new ResponseTimes();
        foreach (var period in periods)
        {
            counts += VerdictCounts.Of(period);
            // What somebody else wrote there takes the times of one hour, not the page.
            if (period.Times.Length % 5 == 0) times.Add(ResponseTimes.FromBytes(period.Times));
        }

        return new(counts, times.Percentile(0.5), times.Percentile(0.95));
    }
}
