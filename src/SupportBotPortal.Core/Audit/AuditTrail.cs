using System.Data;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Audit;

/// <summary>Saves a change together with the line that says who made it: both or neither.</summary>
public sealed class AuditTrail(TimeProvider time)
{
    /// <summary>
    /// Saves all pending changes of <paramref name="db"/> and appends <paramref name="record"/> to the audit log, in one
    /// transaction (the caller's, if one is open).
    /// </summary>
    public async Task CommitAsync(PortalDbContext db, Actor actor, AuditRecord record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(record);

        // IMMEDIATE: only one writer at a time reads the last hash and appends.
        await using var own = db.Database.CurrentTransaction is null
            ? await db.Database.BeginTransactionAsync(cancellationToken)
            : null;
        var previous = await db.Audit.OrderByDescending(a => a.Id).Select(a => a.Hash).FirstOrDefaultAsync(cancellationToken);
        var entry = new AuditEntry
        {
            At = time.GetUtcNow().UtcDateTime,
            ActorId = actor.Id,
            ActorName = actor.Name,
            Address = actor.Address,
            Action = record.Action,
            SubjectType = record.SubjectType,
            SubjectId = record.SubjectId,
            SubjectName = record.SubjectName,
            Changes = JsonSerializer.Serialize(record.Changes, JsonSerializerOptions.Web),
            PreviousHash = previous ?? AuditHash.First,
            Hash = [],
        };
        entry.Hash = AuditHash.Of(entry);
        db.Audit.Add(entry);
        await db.SaveChangesAsync(cancellationToken);
        if (own is not null) await own.CommitAsync(cancellationToken);
    }

    /// <summary>Walks the chain from the first row, and counts along.</summary>
    /// <remarks>
    /// Rows cut off at the end leave a shorter chain that fits, and whoever can cut them can set back the count as well: only
    /// somebody who knows the last row can miss them.
    /// </remarks>
    public static async Task<AuditCheck> CheckAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        // Rows and count as they are at one moment: beside a running portal they grow. Deferred, so that nobody waits for it.
        await using var moment = await db.Database.BeginTransactionAsync(IsolationLevel.ReadUncommitted, cancellationToken);
        var start = await AuditStart.OfAsync(db, cancellationToken);
        var previous = start.Hash;
        var count = 0L;
        AuditEntry? last = null;
        long? broken = null;
        long? told = null;
        var gaps = new AuditGaps(start.LastId);
        await foreach (var entry in db.Audit.AsNoTracking().OrderBy(a => a.Id).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            gaps.Pass(entry.Id);
            // What follows a row that does not fit is counted only.
            if (broken is not null) continue;
            if (!entry.PreviousHash.AsSpan().SequenceEqual(previous) || !entry.Hash.AsSpan().SequenceEqual(AuditHash.Of(entry)))
            {
                broken = entry.Id;
                continue;
            }

            previous = entry.Hash;
            if (start.IsToldBy(entry)) told = entry.Id;
            last = entry;
            count++;
        }

        var given = await db.Database.SqlQueryRaw<long>("SELECT coalesce(max(CAST(seq AS INTEGER)), 0) AS Value FROM sqlite_sequence WHERE name = 'Audit'").ToListAsync(cancellationToken);
        return new(count, last, broken, gaps.Close(given[0])) { BeginsAfter = start.LastId, RemovedAt = start.At, ToldBy = told };
    }
}
