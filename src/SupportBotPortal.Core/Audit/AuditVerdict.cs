using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Data.Storage;

namespace SupportBotPortal.Core.Audit;

/// <summary>Whether the audit log is as the portal wrote it, in sentences for whoever asks.</summary>
/// <param name="Wrong">What is not; empty if all is well.</param>
/// <param name="Good">What was found if all is well.</param>
public sealed record AuditVerdict(IReadOnlyList<string> Wrong, IReadOnlyList<string> Good)
{
    public static async Task<AuditVerdict> OfAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        var check = await AuditTrail.CheckAsync(db, cancellationToken);
        List<string> wrong = [.. check.Gaps, .. await DatabaseGuards.DifferencesAsync(db, cancellationToken)];
        if (check.FirstBroken is { } broken)
            wrong.Insert(0, $"Row {broken} does not fit the one before: it, or its predecessor, was changed, removed or moved outside the portal. The {check.Count:N0} rows before it fit.");
        if (check is { BeginsAfter: > 0, ToldBy: null, FirstBroken: null })
            wrong.Insert(0, $"The log begins after row {check.BeginsAfter}, and no row says that the portal removed those before: somebody else did.");
        if (wrong.Count > 0) return new(wrong, []);
        if (check.Last is not { } last) return new([], ["The audit log has no rows: nothing was checked."]);
        return new([],
        [
            $"{check.Count:N0} rows checked, from the first to the last: each is as it was written and fits the one before.",
            .. check.BeginsAfter == 0 ? (IEnumerable<string>)[] : [$"The first is row {check.BeginsAfter + 1}: those before it were removed after their time, on {check.RemovedAt:yyyy-MM-dd}, as row {check.ToldBy} says."],
            $"The last is row {last.Id} of {last.At:yyyy-MM-dd HH:mm:ss} UTC, hash {Convert.ToHexStringLower(last.Hash.AsSpan(0, 8))}.",
            "Rows cut off behind it leave no trace here: compare it with the last row that you noted, and note this one outside of this machine.",
        ]);
    }
}
