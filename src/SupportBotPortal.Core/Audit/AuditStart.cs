using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Audit.Reading;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Audit;

/// <summary>Where the chain that is there begins: at the first line ever, or after those that were removed after their time.</summary>
/// <param name="LastId">The last line that is gone; 0 if none is.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="At">When it was removed.</param>
internal sealed record AuditStart(long LastId, byte[] Hash, DateTime? At)
{
    public static async Task<AuditStart> OfAsync(PortalDbContext db, CancellationToken cancellationToken) =>
        await db.AuditAnchors.AsNoTracking().OrderByDescending(a => a.LastId).FirstOrDefaultAsync(cancellationToken) is { } anchor ? new(anchor.LastId, anchor.Hash, anchor.At) : new(0, AuditHash.First, null);

    /// <summary>Whether a line, which is in the chain, tells of this beginning: otherwise somebody else made it.</summary>
    public bool IsToldBy(AuditEntry entry)
    {
        if (entry.Action != AuditKeeping.Action) return false;
        var changes = AuditReader.ChangesOf(entry);
        return Has(AuditKeeping.UpTo, LastId.ToString(CultureInfo.InvariantCulture)) && Has(AuditKeeping.ItsHash, Convert.ToHexStringLower(Hash));

        bool Has(string field, string value) => changes.Any(c => c.Field == field && c.After == value);
    }
}
