using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Audit;

/// <summary>
/// Removes lines of the audit log after their time. The hash of the last one that goes is kept, and a line says so: the
/// chain can be checked from there on, and lines that somebody else removed still show.
/// </summary>
public sealed class AuditKeeping(IDbContextFactory<PortalDbContext> contexts, AuditTrail audit, IOptions<AuditOptions> options, IEnumerable<IAuditHold> holds, TimeProvider time)
{
    internal const string Action = "audit.trimmed";
    internal const string UpTo = "Up to line";
    internal const string ItsHash = "Its hash";

    /// <returns>How many were removed.</returns>
    public async Task<int> TrimAsync(CancellationToken cancellationToken)
    {
        if (options.Value.KeepDays == 0) return 0;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var limit = time.GetUtcNow().UtcDateTime.AddDays(-options.Value.KeepDays);
        // Everything before the first line that stays: a clock that was wrong for a while makes no hole.
        var first = await db.Audit.Where(a => a.At >= limit).OrderBy(a => a.Id).Select(a => (long?)a.Id).FirstOrDefaultAsync(cancellationToken);
        // What was not taken over yet by whoever is to have it stays.
        var held = holds.Select(hold => hold.TakenUpTo).Append(long.MaxValue).Min();
        var last = await db.Audit.Where(a => (first == null || a.Id < first) && a.Id <= held).OrderByDescending(a => a.Id).FirstOrDefaultAsync(cancellationToken);
        if (last is null) return 0;
        db.AuditAnchors.Add(new() { LastId = last.Id, Hash = last.Hash, At = time.GetUtcNow().UtcDateTime });
        await audit.CommitAsync(db, new Actor(null, "the portal", ""), new AuditRecord(Action) { Changes = [new(UpTo, null, last.Id.ToString(CultureInfo.InvariantCulture)), new(ItsHash, null, Convert.ToHexStringLower(last.Hash))] }, cancellationToken);
        var removed = await db.Audit.Where(a => a.Id <= last.Id).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return removed;
    }
}
