using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Data.Storage;

namespace SupportBotPortal.Core.Providers;

/// <summary>Brings deleted providers back, or destroys them for good.</summary>
public sealed class DeletedProviders(PortalDbContext db, AuditTrail audit, DatabaseErasure erasure, TimeProvider time)
{
    /// <summary>How long a deleted one can come back.</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromDays(30);

    /// <summary>All that are deleted and not destroyed.</summary>
    public static IQueryable<Provider> Of(PortalDbContext db)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.Providers.IgnoreQueryFilters([Provider.NotDeleted]).Where(p => p.DeletedAt != null);
    }

    public static DateTime DestroyedAt(Provider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return provider.DeletedAt!.Value + Retention;
    }

    /// <summary>
    /// Brings it back as it was: key, settings, models, active or not, the default if nobody else has become it. Its last test is
    /// forgotten, as it says nothing about now. A name that is taken by now gets an addition.
    /// </summary>
    public async Task<RestoreResult> RestoreAsync(string slug, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        // The write lock first (the caller's, if one is open): the name that is free now is still free when it is saved, and nobody destroys it meanwhile.
        await using var own = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancellationToken) : null;
        var provider = await Of(db).FirstOrDefaultAsync(p => p.Slug == slug, cancellationToken);
        if (provider is null) return new(ChangeOutcome.NotFound);
        var before = provider.Name;
        provider.Name = await FreeNameAsync(provider, cancellationToken);
        provider.NormalizedName = ProviderNames.Normalize(provider.Name);
        List<AuditChange> changes = [new("Deleted", provider.DeletedBy is { Length: > 0 } by ? $"by {by}" : "yes", null)];
        if (before != provider.Name) changes.Add(new("Name", before, provider.Name));
        if (provider.IsDefault) changes.Add(new("Default", ProviderCommit.Text(false), ProviderCommit.Text(true)));
        (provider.DeletedAt, provider.DeletedBy, provider.LastTest) = (null, null, null);
        var result = await audit.TrySaveAsync(db, provider, actor, Now, "provider.restored", changes, cancellationToken);
        if (own is not null && result.Outcome == ChangeOutcome.Done) await own.CommitAsync(cancellationToken);
        return new(result.Outcome, provider.Name, before != provider.Name, provider.IsActive);
    }

    /// <summary>Destroys one at once, with its sealed keys and everything that belongs to it.</summary>
    public async Task<DestroyResult> DestroyAsync(string slug, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var outcome = await DestroyAsync(Of(db).Where(p => p.Slug == slug), actor, cancellationToken);
        // It has happened: whoever hangs up now does not leave it in the log file.
        return new(outcome, outcome == ChangeOutcome.Done && await erasure.CompleteAsync(db, CancellationToken.None));
    }

    /// <summary>Destroys one whose time is over, unless it has come back meanwhile.</summary>
    public Task<ChangeOutcome> DestroyOverdueAsync(Guid id, CancellationToken cancellationToken)
    {
        var limit = Now - Retention;
        return DestroyAsync(Of(db).Where(p => p.Id == id && p.DeletedAt <= limit), Actor.Portal, cancellationToken);
    }

    private async Task<ChangeOutcome> DestroyAsync(IQueryable<Provider> which, Actor actor, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await which.Include(p => p.Secrets).FirstOrDefaultAsync(cancellationToken) is not { } provider) return ChangeOutcome.NotFound;
        List<AuditChange> changes = [new("Name", provider.Name, null), new("Base URL", provider.BaseUrl, null), .. provider.Secrets.Select(s => AuditChange.Secret(SecretHistory.NameOf(s.Field), "destroyed"))];
        db.Providers.Remove(provider);
        await audit.CommitAsync(db, actor, ProviderCommit.RecordOf(provider, "provider.destroyed", changes), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        erasure.Request();
        return ChangeOutcome.Done;
    }

    private async Task<string> FreeNameAsync(Provider provider, CancellationToken cancellationToken)
    {
        for (var number = 0; ; number++)
        {
            var name = ProviderNames.WithAddition(provider.Name, number switch { 0 => "", 1 => " (restored)", _ => $" (restored {number})" });
            var normalized = ProviderNames.Normalize(name);
            if (!await db.Providers.AnyAsync(p => p.NormalizedName == normalized, cancellationToken)) return name;
        }
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;
}
