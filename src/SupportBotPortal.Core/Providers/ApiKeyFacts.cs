using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Secrets;

namespace SupportBotPortal.Core.Providers;

/// <summary>
/// Keeps what the list filters and sorts by of an API key beside its provider: since when, due when, sealed with which data key.
/// At every save, so that no way of changing a key can forget it.
/// </summary>
internal sealed class ApiKeyFacts : SaveChangesInterceptor
{
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Keep(eventData.Context);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Keep(eventData.Context);
        return ValueTask.FromResult(result);
    }

    private static void Keep(DbContext? context)
    {
        if (context is not PortalDbContext db) return;
        var keys = db.ChangeTracker.Entries<ProviderSecret>().Where(e => e.Entity.Field == ProviderSecret.ApiKeyField).ToLookup(e => e.Entity.ProviderId);
        foreach (var provider in db.ChangeTracker.Entries<Provider>().Where(e => e.State != EntityState.Deleted).Select(e => e.Entity))
        {
            // One that was not read with its secrets has kept its key.
            if (keys.Contains(provider.Id)) Note(provider, keys[provider.Id]);
            provider.KeyDueAt = provider.KeySetAt is { } setAt ? KeyRotation.Of(setAt, provider.KeyRotationDays, setAt).DueAt : null;
        }
    }

    private static void Note(Provider provider, IEnumerable<EntityEntry<ProviderSecret>> keys)
    {
        var key = keys.FirstOrDefault(e => e.State is not (EntityState.Deleted or EntityState.Detached))?.Entity;
        (provider.KeySetAt, provider.KeySealedWith) = (key?.SetAt, key is null ? null : SealingKeyId.Of(key.Blob));
    }
}
