using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Secrets;

/// <summary>The key ring's rows in the configuration database.</summary>
internal sealed class KeyRingStore(IDbContextFactory<PortalDbContext> contexts, AuditTrail audit) : IKeyRingStore
{
    public KeyRingContents Load()
    {
        using var db = contexts.CreateDbContext();
        return new KeyRingContents(
            db.Installation.Select(i => i.Id).Single(),
            db.SealingKeys.AsNoTracking().OrderBy(k => k.Id).ToList(),
            db.ProviderSecrets.Any());
    }

    public async Task<bool> AddActiveAsync(SealingKey key, int? expectedActive, Actor? adoptedBy, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        // IMMEDIATE: between the look and the write nobody else writes.
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var active = await db.SealingKeys.Where(k => k.State == SealingKeyState.Active).ToListAsync(ct);
        if (active.Select(k => (int?)k.Id).FirstOrDefault() != expectedActive) return false;
        if (await db.SealingKeys.AnyAsync(k => k.Id == key.Id, ct)) return false;

        foreach (var previous in active) previous.State = SealingKeyState.DecryptOnly;
        db.SealingKeys.Add(key);
        if (adoptedBy is null) await db.SaveChangesAsync(ct);
        else await audit.CommitAsync(db, adoptedBy, Adopted(key, active.FirstOrDefault()), ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    private static AuditRecord Adopted(SealingKey key, SealingKey? previous) => new("keys.adopted_new")
    {
        SubjectType = "sealing_key",
        SubjectId = key.Id.ToString(CultureInfo.InvariantCulture),
        SubjectName = $"key {key.Id.ToString(CultureInfo.InvariantCulture)}",
        // Fingerprints: they say which key, not what it is.
        Changes =
        [
            new("Key that seals", previous?.Id.ToString(CultureInfo.InvariantCulture), key.Id.ToString(CultureInfo.InvariantCulture)),
            new("Master key", previous?.MasterKeyId, key.MasterKeyId),
        ],
    };
}
