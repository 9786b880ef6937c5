using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.History;
using SupportBotPortal.Core.Health.States;

namespace SupportBotPortal.Core.Health.Reading;

/// <summary>Reads single tests, page by page by their keys: the last page costs what the first one costs.</summary>
public sealed class CheckPages(IDbContextFactory<HealthDbContext> contexts)
{
    public const int PageSize = 25;

    private const int ExportBatch = 2_000;

    /// <summary>Tests that ended within these times, both included, the latest first.</summary>
    public async Task<CheckPage> LatestAsync(int subjectId, DateTime? from, DateTime? until, CheckCursor? before, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var checks = db.Checks.AsNoTracking().Where(c => c.SubjectId == subjectId);
        if (from is not null) checks = checks.Where(c => c.At >= from);
        if (until is not null) checks = checks.Where(c => c.At <= until);
        // The first condition alone is what an index can begin with.
        if (before is not null) checks = checks.Where(c => c.At <= before.At && (c.At < before.At || c.Id < before.Id));
        return PageOf(await checks.OrderByDescending(c => c.At).ThenByDescending(c => c.Id).Take(PageSize + 1).ToListAsync(cancellationToken));
    }

    /// <summary>Those that were refused or failed, the latest first.</summary>
    /// <remarks>
    /// A provider that is well has thousands of tests between two that failed. The hours know where some are, so that no others are
    /// read; and they hold the order in which they are found, for which no plan is left to chance: CROSS JOIN keeps it.
    /// </remarks>
    public async Task<CheckPage> LatestRefusedAsync(int subjectId, CheckCursor? before, CancellationToken cancellationToken)
    {
        var (at, id) = before is null ? (long.MaxValue, long.MaxValue) : (UnixMilliseconds.Of(before.At), before.Id);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return PageOf(await db.Checks.FromSql($"""
            SELECT c.*
            FROM "Hours" AS h CROSS JOIN "Checks" AS c ON c."SubjectId" = h."SubjectId" AND c."At" >= h."Start" AND c."At" < h."Start" + 3600000
            WHERE h."SubjectId" = {subjectId} AND h."Start" <= {at} AND h."RateLimited" + h."Quota" + h."Failed" > 0
              AND c."Verdict" IN ({(int)CheckVerdict.RateLimited}, {(int)CheckVerdict.Quota}, {(int)CheckVerdict.Failed})
              AND (c."At" < {at} OR (c."At" = {at} AND c."Id" < {id}))
            ORDER BY h."Start" DESC, c."At" DESC, c."Id" DESC
            LIMIT {PageSize + 1}
            """).AsNoTracking().ToListAsync(cancellationToken));
    }

    /// <summary>
    /// All of some time, the oldest first. In portions, each read on its own: whoever takes an hour to receive them keeps no old
    /// state of the database alive meanwhile.
    /// </summary>
    public async IAsyncEnumerable<Check> AllAsync(int subjectId, DateTime from, DateTime until, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        CheckCursor? after = null;
        List<Check> some;
        do
        {
            await using (var db = await contexts.CreateDbContextAsync(cancellationToken))
            {
                var begin = after?.At ?? from;
                var id = after?.Id ?? 0;
                some = await db.Checks.AsNoTracking().Where(c => c.SubjectId == subjectId && c.At >= begin && c.At < until && (c.At > begin || c.Id > id))
                    .OrderBy(c => c.At).ThenBy(c => c.Id).Take(ExportBatch).ToListAsync(cancellationToken);
            }

            foreach (var check in some) yield return check;
            if (some.Count > 0) after = CheckCursor.Of(some[^1]);
        }
        while (some.Count == ExportBatch);
    }

    private static CheckPage PageOf(List<Check> found) =>
        found.Count > PageSize ? new(found[..PageSize], CheckCursor.Of(found[PageSize - 1])) : new(found, null);
}
