using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Reading;

namespace SupportBotPortal.Core.Health.Reports;

/// <summary>What a report says of one provider.</summary>
/// <param name="Id">Which.</param>
/// <param name="Environment">Its label at that time.</param>
/// <param name="Counts">How many tests found what.</param>
/// <param name="Median">Half of the answers came within so many milliseconds.</param>
/// <param name="P95">95 % of the answers came within so many milliseconds.</param>
/// <param name="Before">How many tests found what in the time before that.</param>
/// <param name="MedianBefore">As <paramref name="Median"/>, in the time before that.</param>
/// <param name="P95Before">As <paramref name="P95"/>, in the time before that.</param>
/// <param name="Incidents">The last of its incidents.</param>
/// <param name="IncidentCount">How many there were in all.</param>
/// <param name="DownSeconds">How long it was down within that time.</param>
/// <param name="IsInactive">It was inactive when the report was made.</param>
/// <param name="IsOff">Its tests by schedule were off when the report was made.</param>
public sealed record ReportedProvider(
    Guid Id,
    ProviderEnvironment Environment,
    VerdictCounts Counts,
    int? Median,
    int? P95,
    VerdictCounts Before,
    int? MedianBefore,
    int? P95Before,
    IReadOnlyList<ReportedIncident> Incidents,
    int IncidentCount,
    long DownSeconds,
    bool IsInactive,
    bool IsOff)
{
    /// <summary>From which part of its tests on a provider counts as well.</summary>
    private const int WellPerThousand = 995;

    /// <summary>Whether there are tests that say something of it.</summary>
    public bool IsTested => Counts.Telling > 0;

    /// <summary>It answered nearly all of its tests: at least 99.5 % of them. One without tests is not well.</summary>
    public bool IsWell => IsTested && Counts.Answered * 1_000L >= Counts.Telling * (long)WellPerThousand;
}
