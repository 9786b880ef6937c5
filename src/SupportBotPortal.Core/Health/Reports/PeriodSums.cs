using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Health.History;
using SupportBotPortal.Core.Health.Reading;

namespace SupportBotPortal.Core.Health.Reports;

/// <summary>Sums up what tests found from one hour to another: whole days of UTC from the days, the rest from the hours.</summary>
internal static class PeriodSums
{
    /// <param name="subjects">A few; those without tests are left out of the answer.</param>
    /// <param name="from">The beginning of an hour.</param>
    /// <param name="until">The end of an hour.</param>
    public static async Task<IReadOnlyDictionary<int, HistorySummary>> OfAsync(HealthDbContext db, IReadOnlyCollection<int> subjects, DateTime from, DateTime until, CancellationToken cancellationToken)
    {
        var firstDay = from.TimeOfDay == TimeSpan.Zero ? from : from.Date.AddDays(1);
        var endDay = until.Date;
        var periods = new List<PeriodOfChecks>();
        if (firstDay >= endDay)
        {
            await AddAsync(db.Hours, from, until);
        }
        else
        {
            await AddAsync(db.Hours, from, firstDay);
            await AddAsync(db.Days, firstDay, endDay);
            await AddAsync(db.Hours, endDay, until);
        }

        return periods.GroupBy(p => p.SubjectId).ToDictionary(g => g.Key, HistorySummary.Of);

        async Task AddAsync<T>(IQueryable<T> some, DateTime start, DateTime end) where T : PeriodOfChecks
        {
            if (start < end) periods.AddRange(await some.AsNoTracking().Where(p => subjects.Contains(p.SubjectId) && p.Start >= start && p.Start < end).ToListAsync(cancellationToken));
        }
    }
}
