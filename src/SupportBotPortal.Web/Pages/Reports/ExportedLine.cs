using System.Text.Json;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Reports;

namespace SupportBotPortal.Web.Pages.Reports;

/// <summary>A provider of a report as a file has it: the same names in CSV and JSON.</summary>
/// <param name="Uptime">Which part of its tests was answered, 0 to 1; nothing if nothing is known.</param>
public sealed record ExportedLine(
    Guid Id,
    string Name,
    string? Environment,
    double? Uptime,
    int Tests,
    int Passed,
    int Slow,
    int RateLimited,
    int Quota,
    int Failed,
    int NotTestable,
    int Interrupted,
    int? MedianMs,
    int? P95Ms,
    double? UptimeBefore,
    int TestsBefore,
    int? MedianBeforeMs,
    int? P95BeforeMs,
    int Incidents,
    long DownSeconds,
    bool Inactive,
    bool TestsOff)
{
    public static ExportedLine Of(ReportLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var (figures, counts) = (line.Figures, line.Figures.Counts);
        return new(
            figures.Id,
            line.Name,
            figures.Environment == ProviderEnvironment.None ? null : JsonNamingPolicy.CamelCase.ConvertName(figures.Environment.ToString()),
            counts.Uptime,
            counts.Telling,
            counts.Passed,
            counts.Slow,
            counts.RateLimited,
            counts.Quota,
            counts.Failed,
            counts.NotTestable,
            counts.Interrupted,
            figures.Median,
            figures.P95,
            figures.Before.Uptime,
            figures.Before.Telling,
            figures.MedianBefore,
            figures.P95Before,
            figures.IncidentCount,
            figures.DownSeconds,
            figures.IsInactive,
            figures.IsOff);
    }
}
