using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Schedule;
using SupportBotPortal.Core.Providers;

namespace SupportBotPortal.Core.Health.Plans;

/// <summary>Changes when providers are tested; each change is one transaction with its audit line, and takes effect at once.</summary>
public sealed class CheckPlanChanges(PortalDbContext db, AuditTrail audit, IOptions<HealthOptions> options, TimeProvider time)
{
    /// <param name="slug">Which.</param>
    /// <param name="version">The version of the provider that was shown.</param>
    /// <param name="plan">The checked plan.</param>
    public async Task<ChangeResult> SaveAsync(string slug, int version, CheckPlan plan, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(actor);
        // The write lock first: a sweep gives slots, too.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var provider = await db.Providers.FirstOrDefaultAsync(p => p.Slug == slug, cancellationToken);
        if (provider is null) return new(ChangeOutcome.NotFound);
        if (provider.Version != version) return new(ChangeOutcome.Conflict, slug);
        var before = provider.Checks;
        var changes = new CheckPlanWords(options.Value).Differences(before, plan);
        if (changes.Count == 0) return new(ChangeOutcome.Done, slug);
        var now = time.GetUtcNow().UtcDateTime;
        // Other thresholds are no reason to test earlier or later.
        if (HasOtherTimes(before, plan)) provider.CheckSlot.NextAt = CheckTimes.NextAfter(now, provider.Id, plan, options.Value.Interval, RandomNumberGenerator.GetInt32(1_000) / 1_000.0);
        provider.Checks = plan;
        var result = await audit.TrySaveAsync(db, provider, actor, now, "provider.checks_edited", changes, cancellationToken);
        if (result.Outcome == ChangeOutcome.Done) await transaction.CommitAsync(cancellationToken);
        return result;
    }

    private static bool HasOtherTimes(CheckPlan before, CheckPlan after) =>
        (before.Rhythm, before.Seconds, before.Cron, before.TimeZone) != (after.Rhythm, after.Seconds, after.Cron, after.TimeZone);
}
