using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.History;
using SupportBotPortal.Core.Health.Reading;

namespace SupportBotPortal.Core.Health.Reports;

/// <summary>How long a provider was down within a time: not how long an incident lasted in which it was down at some moment.</summary>
internal static class DownTimes
{
    /// <param name="incidents">Its incidents in that time, in order.</param>
    public static async Task<TimeSpan> OfAsync(HealthDbContext db, int subject, IReadOnlyList<Incident> incidents, ReportPeriod period, DateTime now, CancellationToken cancellationToken)
    {
        if (!incidents.Any(i => i.State == HealthState.Down)) return TimeSpan.Zero;
        var spans = await HealthHistory.StatesAsync(db, subject, period.Start, now < period.End ? now : period.End, cancellationToken);
        var sum = TimeSpan.Zero;
        for (var index = 0; index < spans.Count; index++)
        {
            var span = spans[index];
            if (span.State != HealthState.Down) continue;
            sum += span.Until - span.From;
            // It takes some failures in a row to be called down; it was from the first of them on.
            if (index > 0 && spans[index - 1].IncidentId != span.IncidentId && incidents.FirstOrDefault(i => i.Id == span.IncidentId) is { } incident && incident.StartedAt < span.From)
                sum += span.From - (incident.StartedAt > period.Start ? incident.StartedAt : period.Start);
        }

        return sum;
    }
}
