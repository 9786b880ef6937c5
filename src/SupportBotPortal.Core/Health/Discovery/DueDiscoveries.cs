using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Schedule;

namespace SupportBotPortal.Core.Health.Discovery;

/// <summary>
/// Says who is to be asked for its models now. What was missed is made up for, once: a portal that is off every night would
/// otherwise never ask those whose time is then.
/// </summary>
internal sealed class DueDiscoveries(IDbContextFactory<PortalDbContext> contexts, IOptions<HealthOptions> options, TimeProvider time)
{
    /// <summary>So many are given a slot in one transaction: others want to write, too.</summary>
    private const int SlotsAtOnce = 500;

    /// <summary>Takes some that are due: their next slot is stored before they are called.</summary>
    /// <returns>With their secrets, the longest due first.</returns>
    public async Task<IReadOnlyList<Provider>> TakeAsync(int count, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = Now;
        var due = await db.Providers.AsNoTracking().Include(p => p.Secrets)
            .Where(p => p.IsActive && p.DiscoverySlot.NextAt <= now)
            .OrderBy(p => p.DiscoverySlot.NextAt).Take(count)
            .ToListAsync(cancellationToken);
        foreach (var provider in due) await MoveAsync(db, provider.Id, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return due;
    }

    /// <summary>Gives a slot to those that have none, and another one to those whose slot is further away than the interval.</summary>
    public async Task GiveSlotsAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var now = Now;
            var latest = now + options.Value.DiscoveryInterval + CheckTimes.MostJitter;
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            var without = await db.Providers.Where(p => p.IsActive && (p.DiscoverySlot.NextAt == null || p.DiscoverySlot.NextAt > latest)).OrderBy(p => p.Id).Select(p => p.Id).Take(SlotsAtOnce).ToListAsync(cancellationToken);
            if (without.Count == 0) return;
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            foreach (var id in without) await MoveAsync(db, id, now, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }

    /// <summary>What came of it. Nothing, if the connection is another one by now.</summary>
    public async Task EndAsync(Provider provider, string? problem, CancellationToken cancellationToken)
    {
        var (now, kept) = (Now, problem is { Length: > DiscoverySlot.LongestProblem } ? problem[..DiscoverySlot.LongestProblem] : problem);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.Providers.Where(p => p.Id == provider.Id && p.ConnectionRevision == provider.ConnectionRevision)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.DiscoverySlot.TriedAt, now).SetProperty(p => p.DiscoverySlot.Problem, kept), cancellationToken);
    }

    private async Task MoveAsync(PortalDbContext db, Guid id, DateTime now, CancellationToken cancellationToken)
    {
        DateTime? next = CheckTimes.Slot(now, id, options.Value.DiscoveryInterval, RandomNumberGenerator.GetInt32(1_000) / 1_000.0);
        await db.Providers.Where(p => p.Id == id).ExecuteUpdateAsync(set => set.SetProperty(p => p.DiscoverySlot.NextAt, next), cancellationToken);
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;
}
