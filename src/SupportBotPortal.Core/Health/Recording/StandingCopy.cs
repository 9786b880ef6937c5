using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.History;
using SupportBotPortal.Core.Health.Schedule;
using SupportBotPortal.Core.Health.States;
using SupportBotPortal.Core.Providers;

namespace SupportBotPortal.Core.Health.Recording;

/// <summary>Copies where providers stand from the history into the configuration, where lists filter and sort by it.</summary>
internal sealed class StandingCopy(IDbContextFactory<PortalDbContext> contexts)
{
    public async Task ApplyAsync(IReadOnlyCollection<FinishedCheck> finished, IReadOnlyCollection<HealthSubject> subjects, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        foreach (var check in finished.Where(c => c.Kind != CheckKind.Manual)) await EndAsync(db, check, cancellationToken);
        foreach (var check in finished.Where(c => c is { Kind: CheckKind.Deep, Generated: false })) await TryAgainAsync(db, check, subjects.First(s => s.ProviderId == check.ProviderId), cancellationToken);
        foreach (var subject in subjects) await CopyAsync(db, subject, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Makes the copy of one provider again.</summary>
    public static Task<int> CopyAsync(PortalDbContext db, HealthSubject subject, CancellationToken cancellationToken)
    {
        HealthState? state = subject.IsLastByPerson || subject.Standing.State == HealthState.Unknown ? null : subject.Standing.State;
        return db.Providers.IgnoreQueryFilters([Provider.NotDeleted])
            .Where(p => p.Id == subject.ProviderId && p.ConnectionRevision == subject.ConnectionRevision && p.Health.CheckId < subject.LastCheckId)
            .ExecuteUpdateAsync(set => set
                .SetProperty(p => p.Health.State, state)
                .SetProperty(p => p.Health.Since, subject.Since)
                .SetProperty(p => p.Health.Proof, subject.Proof)
                .SetProperty(p => p.Health.Cause, subject.Cause)
                .SetProperty(p => p.Health.Recent, subject.Recent)
                .SetProperty(p => p.Health.CheckId, subject.LastCheckId), cancellationToken);
    }

    /// <summary>A model that did not generate is asked again with the next test: until it is settled that it is down, and then from time to time.</summary>
    private static Task<int> TryAgainAsync(PortalDbContext db, FinishedCheck check, HealthSubject subject, CancellationToken cancellationToken)
    {
        var next = subject.Standing.IsInTrouble ? check.Record.At + DeepTimes.Shortest : check.Record.At;
        return db.Providers.Where(p => p.Id == check.ProviderId && p.CheckSlot.NextDeepAt > next).ExecuteUpdateAsync(set => set.SetProperty(p => p.CheckSlot.NextDeepAt, next), cancellationToken);
    }

    /// <summary>The slot has been used; and what it found is the last result, unless a person's is newer or it is about another connection.</summary>
    private static async Task EndAsync(PortalDbContext db, FinishedCheck check, CancellationToken cancellationToken)
    {
        var provider = db.Providers.IgnoreQueryFilters([Provider.NotDeleted]).Where(p => p.Id == check.ProviderId);
        await provider.ExecuteUpdateAsync(set => set.SetProperty(p => p.CheckSlot.LeasedAt, (DateTime?)null), cancellationToken);
        if (check.Verdict == CheckVerdict.Interrupted) return;
        var at = check.Record.At;
        await ProviderTestResults.SetLastAsync(provider.Where(p => p.ConnectionRevision == check.ConnectionRevision && (p.TestedAt == null || p.TestedAt <= at)), check.Record, cancellationToken);
    }
}
