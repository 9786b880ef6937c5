using SupportBotPortal.Core.Data;
using System.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using SupportBotPortal.Core.Health.Alerts;
using SupportBotPortal.Core.Health.States;

namespace SupportBotPortal.Core.Health.History;

/// <summary>
/// Writes many results in one transaction: the tests, the sums of their hours and days, where each provider stands after them, what changed, and the incidents that
/// this opens and closes, and what people are to be alerted of. Killed in the middle, all of it is there or nothing.
/// </summary>
public sealed class HealthWriter(IDbContextFactory<HealthDbContext> contexts)
{
    public async Task<WrittenChecks> WriteAsync(IReadOnlyCollection<FinishedCheck> finished, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(finished);
        if (finished.Count == 0) return WrittenChecks.None;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var subjects = await SubjectsAsync(db, finished, cancellationToken);
        var incidents = await OpenIncidentsAsync(db, subjects.Values, cancellationToken);
        var turns = new List<HealthTurn>();
        // By hand: the context needs some milliseconds for ten of these, and there are thousands.
        using var insert = CheckInsert.On((SqliteConnection)db.Database.GetDbConnection(), (SqliteTransaction)transaction.GetDbTransaction());
        using var periods = PeriodUpsert.On((SqliteConnection)db.Database.GetDbConnection(), (SqliteTransaction)transaction.GetDbTransaction());
        foreach (var check in finished.OrderBy(c => c.Record.At))
        {
            var subject = subjects[check.ProviderId];
            var id = insert.Run(subject.Id, check);
            periods.Run(subject.Id, check.Record.At, check.Verdict, check.Record.Milliseconds);
            if (check.Verdict == CheckVerdict.Interrupted || check.IsUnwatched || check.ConnectionRevision < subject.ConnectionRevision) continue;
            var before = subject.Standing;
            Fold(subject, check);
            subject.LastCheckId = id;
            if (incidents.TryGetValue(subject.Id, out var open) && StateOf(check.Verdict) is { } state && Gravity(state) >= Gravity(open.State)) open.Cause = check.Record.Cause;
            subject.Recent = RecentChecks.Add(subject.Recent, check.Verdict, check.Record.Milliseconds);
            if (subject.Standing.State == before.State && subject.Standing.IsInTrouble == before.IsInTrouble) continue;
            turns.Add(await TurnAsync(db, subject, before, check, incidents, cancellationToken));
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(turns, [.. subjects.Values]);
    }

    private static void Fold(HealthSubject subject, FinishedCheck check)
    {
        if (check.ConnectionRevision > subject.ConnectionRevision) (subject.Standing, subject.IsDeepFailing) = (subject.Standing.WithAnotherConnection(), false);
        subject.ConnectionRevision = check.ConnectionRevision;
        if (check.Generated is { } generated) subject.IsDeepFailing = !generated;
        // That it lists its models does not mean that they answer again, whoever asked.
        var settlesNothing = subject.IsDeepFailing && check is { IsShallow: true, Verdict: CheckVerdict.Passed or CheckVerdict.Slow };
        subject.IsLastByPerson = check.Kind == CheckKind.Manual && !settlesNothing;
        if (settlesNothing) return;
        subject.Standing = subject.Standing.After(check.Verdict, check.Rules, isDecisive: subject.IsLastByPerson);
        if (check.Verdict is CheckVerdict.Failed or CheckVerdict.RateLimited or CheckVerdict.Quota)
        {
            subject.WrongSince ??= check.Record.At;
            // While failures are counted, the state is still what it was, and so is its cause.
            if (subject.Standing.State == StateOf(check.Verdict)) subject.Cause = check.Record.Cause;
        }
        else if (check.Verdict is CheckVerdict.Passed or CheckVerdict.Slow)
        {
            subject.WrongSince = null;
            subject.Proof = check.Record.Proof;
            if (!subject.Standing.IsInTrouble) subject.Cause = null;
        }
    }

    private static async Task<HealthTurn> TurnAsync(HealthDbContext db, HealthSubject subject, HealthStanding before, FinishedCheck check, Dictionary<int, Incident> incidents, CancellationToken cancellationToken)
    {
        var at = check.Record.At;
        var now = subject.Standing;
        var incident = incidents.GetValueOrDefault(subject.Id);
        var recovers = before.IsInTrouble && !now.IsInTrouble;
        var isGraver = false;
        if (now.IsInTrouble && incident is null)
        {
            isGraver = true;
            incident = new() { SubjectId = subject.Id, StartedAt = subject.WrongSince ?? at, State = now.State, Cause = check.Record.Cause };
            incidents[subject.Id] = incident;
            db.Incidents.Add(incident);
            // Its number is part of what is told.
            await db.SaveChangesAsync(cancellationToken);
        }
        else if (incident is not null && now.IsInTrouble && Gravity(now.State) > Gravity(incident.State))
        {
            isGraver = true;
            (incident.State, incident.Cause) = (now.State, check.Record.Cause);
        }

        if (recovers && incident is not null)
        {
            incident.EndedAt = at;
            incidents.Remove(subject.Id);
        }

        if (incident is not null && (isGraver || recovers)) await AlertOutbox.AddAsync(db, subject.ProviderId, incident, at, cancellationToken);
        if (now.State != before.State)
        {
            subject.Since = at;
            db.StateChanges.Add(new() { SubjectId = subject.Id, At = at, From = before.State, To = now.State, Cause = check.Record.Cause, CheckId = subject.LastCheckId, IncidentId = incident?.Id });
        }

        return new(subject.ProviderId, before.State, now.State, check.Record.Cause, at, incident?.Id, recovers);
    }

    /// <summary>What a refusal comes to, often enough repeated.</summary>
    private static HealthState? StateOf(CheckVerdict verdict) => verdict switch
    {
        CheckVerdict.Failed => HealthState.Down,
        CheckVerdict.RateLimited => HealthState.RateLimited,
        CheckVerdict.Quota => HealthState.Quota,
        _ => null,
    };

    private static int Gravity(HealthState state) => state switch
    {
        HealthState.Down => 3,
        HealthState.Quota => 2,
        HealthState.RateLimited => 1,
        _ => 0,
    };

    private static async Task<Dictionary<Guid, HealthSubject>> SubjectsAsync(HealthDbContext db, IReadOnlyCollection<FinishedCheck> finished, CancellationToken cancellationToken)
    {
        var ids = finished.Select(c => c.ProviderId).Distinct().ToList();
        var subjects = await db.Subjects.Where(s => ids.Contains(s.ProviderId)).ToDictionaryAsync(s => s.ProviderId, cancellationToken);
        var fresh = ids.Where(id => !subjects.ContainsKey(id)).Select(id => new HealthSubject { ProviderId = id }).ToList();
        if (fresh.Count == 0) return subjects;
        db.Subjects.AddRange(fresh);
        await db.SaveChangesAsync(cancellationToken);
        foreach (var subject in fresh) subjects.Add(subject.ProviderId, subject);
        return subjects;
    }

    private static async Task<Dictionary<int, Incident>> OpenIncidentsAsync(HealthDbContext db, IEnumerable<HealthSubject> subjects, CancellationToken cancellationToken)
    {
        var ids = subjects.Where(s => s.Standing.IsInTrouble).Select(s => s.Id).ToList();
        return ids.Count == 0 ? [] : await db.Incidents.Where(i => i.EndedAt == null && ids.Contains(i.SubjectId)).ToDictionaryAsync(i => i.SubjectId, cancellationToken);
    }
}
