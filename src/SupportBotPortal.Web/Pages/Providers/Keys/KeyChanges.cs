using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.PluginSdk;
using SupportBotPortal.Web.Display;

namespace SupportBotPortal.Web.Pages.Providers.Keys;

/// <summary>Reads and words the history of a provider's secrets.</summary>
public static class KeyChanges
{
    /// <param name="before">Only what came before this line; <see langword="null"/> = from the newest on.</param>
    public static async Task<(IReadOnlyList<ProviderKeyChange> Changes, bool HasMore)> ReadAsync(PortalDbContext db, Guid providerId, long? before, int count, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var query = db.ProviderKeyChanges.AsNoTracking().Where(c => c.ProviderId == providerId);
        if (before is { } id) query = query.Where(c => c.Id < id);
        var changes = await query.OrderByDescending(c => c.Id).Take(count + 1).ToListAsync(cancellationToken);
        return ([.. changes.Take(count)], changes.Count > count);
    }

    public static string Say(ProviderKeyChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return change.Kind switch
        {
            ProviderKeyChangeKind.Set => "set",
            ProviderKeyChangeKind.Replaced => "replaced",
            ProviderKeyChangeKind.Removed => "removed",
            _ => throw new InvalidOperationException($"No word for {change.Kind}."),
        };
    }

    /// <summary>What was known of the new one before it was stored, and how old the one before it was.</summary>
    public static string? Before(ProviderKeyChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        List<string> parts = [];
        if (change.Proof is { } proof) parts.Add(proof >= ProofLevel.KeyProven ? "proven before it was stored" : "stored although it was not proven");
        if (change.PreviousSetAt is { } previous) parts.Add($"the one before was {(change.At - previous).TotalDays switch { < 1 => "less than a day", _ => Durations.Age(change.At - previous) }} old");
        return parts.Count == 0 ? null : string.Join(", ", parts);
    }
}
