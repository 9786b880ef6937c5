using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Schedule;

namespace SupportBotPortal.Core.Health.Sweep;

/// <summary>Gives every active provider its slots, and takes what is due: once each, whatever happens in between.</summary>
internal sealed class DueChecks(IDbContextFactory<PortalDbContext> contexts, IOptions<HealthOptions> options, TimeProvider time)
{
    /// <summary>How late a test may begin. What is later was missed, while the portal was off or the clock jumped, and waits for its next slot: not everything at once.</summary>
    public static readonly TimeSpan MostLate = TimeSpan.FromMinutes(1);

    /// <summary>What is due now and not under way. Its next slot, and that it is under way, are stored before anything is called.</summary>
    /// <returns>The longest due first.</returns>
    public async Task<IReadOnlyList<TakenCheck>> TakeAsync(int count, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // After the wait for the lock: what is taken now was ended before, and a start tells by these times what has a result.
        var now = Now;
        var due = await db.Providers.AsNoTracking().Include(p => p.Secrets)
            .Where(p => p.CheckDueAt != null && p.CheckDueAt <= now)
            .OrderBy(p => p.CheckDueAt).Take(count)
            .ToListAsync(cancellationToken);
        var taken = due.ConvertAll(p => new TakenCheck(p, DeepTimes.IsDue(p.Checks, p.CheckSlot, now)));
        foreach (var one in taken) await StoreAsync(db, one, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return taken;
    }

    /// <summary>
    /// Gives a slot to those that have none, and another one to those whose slot cannot be right: missed long ago, or further away
    /// than their interval, as after a clock that was set back.
    /// </summary>
    public async Task GiveSlotsAsync(CancellationToken cancellationToken)
    {
        var now = Now;
        var missed = now - MostLate;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var candidates = await db.Providers.AsNoTracking()
            .Where(p => p.IsActive && p.Checks.Rhythm != CheckRhythm.Off && (p.CheckSlot.NextAt == null || p.CheckSlot.NextAt < missed || p.CheckSlot.NextAt > now))
            .Select(p => new { p.Id, p.Checks, p.CheckSlot.NextAt })
            .ToListAsync(cancellationToken);
        var wrong = candidates.Where(p => p.NextAt is not { } at || at < missed || at > CheckTimes.LatestAfter(now, p.Id, p.Checks, options.Value.Interval))
            .Select(p => (p.Id, Was: p.NextAt, Next: NextOf(p.Id, p.Checks, now))).Where(p => p.Next != p.Was).ToList();
        if (wrong.Count == 0) return;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Only as they were: a plan may have been changed meanwhile.
        foreach (var (id, was, next) in wrong)
            await db.Providers.Where(p => p.Id == id && p.CheckSlot.NextAt == was).ExecuteUpdateAsync(set => set.SetProperty(p => p.CheckSlot.NextAt, next), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task StoreAsync(PortalDbContext db, TakenCheck taken, DateTime now, CancellationToken cancellationToken)
    {
        var provider = taken.Provider;
        var next = NextOf(provider.Id, provider.Checks, now);
        var row = db.Providers.Where(p => p.Id == provider.Id);
        await row.ExecuteUpdateAsync(set => set.SetProperty(p => p.CheckSlot.NextAt, next).SetProperty(p => p.CheckSlot.LeasedAt, now), cancellationToken);
        if (!taken.IsDeep) return;
        // Before the call: a portal that is killed in the middle of one has paid for it.
        var (nextDeep, month, calls) = (DeepTimes.NextAfter(now, provider.Checks, provider.CheckSlot), DeepTimes.MonthOf(now), DeepTimes.Used(provider.CheckSlot, now) + 1);
        await row.ExecuteUpdateAsync(set => set.SetProperty(p => p.CheckSlot.NextDeepAt, nextDeep).SetProperty(p => p.CheckSlot.PaidMonth, month).SetProperty(p => p.CheckSlot.PaidCalls, calls), cancellationToken);
    }

    private DateTime? NextOf(Guid id, CheckPlan plan, DateTime now) => CheckTimes.NextAfter(now, id, plan, options.Value.Interval, RandomNumberGenerator.GetInt32(1_000) / 1_000.0);

    private DateTime Now => time.GetUtcNow().UtcDateTime;
}
