using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.History;

namespace SupportBotPortal.Core.Health.Reading;

/// <summary>
/// Reads what tests have found. Sums come from the hours and days that are kept beside the tests, never from the tests themselves,
/// of which a year has millions.
/// </summary>
public sealed class HealthHistory(IDbContextFactory<HealthDbContext> contexts)
{
    /// <summary>How many incidents are shown before one asks for the rest.</summary>
    public const int ShownIncidents = 10;

    /// <summary>A provider that changes its state more often than this in 90 days shows its last changes.</summary>
    private const int MostChanges = 2_000;

    /// <returns><see langword="null"/> for one that was never tested.</returns>
    public async Task<ProviderHistory?> ReadAsync(Guid providerId, HistoryWindow window, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(window);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await SubjectAsync(db, providerId, cancellationToken) is not { } subject) return null;
        var ranges = Enum.GetValues<HistoryRange>().ToDictionary(range => range, range => new HistoryWindow(range, window.Now));
        IReadOnlyList<PeriodOfChecks> hours = await Since(db.Hours, subject.Id, ranges[HistoryRange.Week].From).ToListAsync(cancellationToken);
        IReadOnlyList<PeriodOfChecks> days = await Since(db.Days, subject.Id, ranges[HistoryRange.Quarter].From).ToListAsync(cancellationToken);
        return new(
            subject,
            ranges.ToDictionary(range => range.Key, range => HistorySummary.Of((range.Value.IsHourly ? hours : days).Where(p => p.Start >= range.Value.From))),
            SlotsOf(window, window.IsHourly ? hours : days),
            await StatesAsync(db, subject.Id, window.From, window.Now, cancellationToken),
            await db.Incidents.AsNoTracking().Where(i => i.SubjectId == subject.Id && (i.EndedAt == null || i.EndedAt >= window.From)).OrderByDescending(i => i.StartedAt).Take(ShownIncidents).ToListAsync(cancellationToken));
    }

    /// <summary>The provider as the history knows it; <see langword="null"/> if it was never tested.</summary>
    public async Task<HealthSubject?> SubjectAsync(Guid providerId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await SubjectAsync(db, providerId, cancellationToken);
    }

    /// <summary>How a provider stood from one time to another, without gaps.</summary>
    internal static async Task<IReadOnlyList<StateSpan>> StatesAsync(HealthDbContext db, int subjectId, DateTime from, DateTime until, CancellationToken cancellationToken)
    {
        var changes = db.StateChanges.AsNoTracking().Where(c => c.SubjectId == subjectId);
        var within = await changes.Where(c => c.At > from && c.At <= until).OrderByDescending(c => c.At).ThenByDescending(c => c.Id).Take(MostChanges).ToListAsync(cancellationToken);
        within.Reverse();
        var before = within.Count == MostChanges ? null : await changes.Where(c => c.At <= from).OrderByDescending(c => c.At).ThenByDescending(c => c.Id).FirstOrDefaultAsync(cancellationToken);
        var spans = new List<StateSpan> { new(from, until, before?.To ?? within.FirstOrDefault()?.From ?? HealthState.Unknown, before?.Cause, before?.IncidentId) };
        foreach (var change in within)
        {
            spans[^1] = spans[^1] with { Until = change.At };
            // Two changes at one moment: the later one counts.
            if (spans[^1].Until == spans[^1].From) spans.RemoveAt(spans.Count - 1);
            spans.Add(new(change.At, until, change.To, change.Cause, change.IncidentId));
        }

        return spans;
    }

    private static Task<HealthSubject?> SubjectAsync(HealthDbContext db, Guid providerId, CancellationToken cancellationToken) =>
        db.Subjects.AsNoTracking().FirstOrDefaultAsync(s => s.ProviderId == providerId, cancellationToken);

    private static IQueryable<T> Since<T>(IQueryable<T> periods, int subjectId, DateTime from) where T : PeriodOfChecks =>
        periods.AsNoTracking().Where(p => p.SubjectId == subjectId && p.Start >= from).OrderBy(p => p.Start);

    private static List<HistorySlot> SlotsOf(HistoryWindow window, IReadOnlyList<PeriodOfChecks> periods)
    {
        var known = periods.ToDictionary(p => p.Start);
        return [.. window.Starts.Select(start => new HistorySlot(start, known.TryGetValue(start, out var period) ? HistorySummary.Of([period]) : HistorySummary.None))];
    }
}
