using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Providers;

/// <summary>Changes providers; each change is one transaction with its audit line.</summary>
public sealed class ProviderChanges(PortalDbContext db, ProviderSecretsVault vault, AuditTrail audit, TimeProvider time)
{
    public async Task<ChangeResult> CreateAsync(ProviderCheck check, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(check);
        ArgumentNullException.ThrowIfNull(actor);
        // The write lock first: a name and a slug that are free now are still free when they are saved.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await IsTakenAsync(check.Input.Name, Guid.Empty, cancellationToken)) return new(ChangeOutcome.NameTaken);
        var provider = new Provider
        {
            Id = Guid.NewGuid(),
            // Empty before, so that the audit log names what it began with.
            Name = "",
            NormalizedName = "",
            Slug = await FreeSlugAsync(check.Input.Name, cancellationToken),
            TypeId = check.Type!.Id,
            BaseUrl = "",
            AuthScheme = "",
            CreatedAt = Now,
        };
        var changes = ProviderEdit.Apply(provider, check, vault, actor.Name, Now);
        var changed = await TakePlanAsync(provider, check.Input.DuplicateOf, cancellationToken) is { } plan ? [.. changes.Changes, plan] : changes.Changes;
        provider.IsDefault = !await db.Providers.AnyAsync(cancellationToken);
        if (provider.IsDefault) await DefaultProvider.ForgetDeletedAsync(db, cancellationToken);
        db.Providers.Add(provider);
        await audit.SaveAsync(db, provider, actor, Now, "provider.created", changed, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(ChangeOutcome.Done, provider.Slug, ConnectionChanged: true);
    }

    /// <param name="slug">Which.</param>
    /// <param name="version">The version that was shown in the form.</param>
    /// <param name="check">The checked input.</param>
    public async Task<ChangeResult> UpdateAsync(string slug, int version, ProviderCheck check, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(check);
        ArgumentNullException.ThrowIfNull(actor);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var provider = await FindAsync(slug, cancellationToken);
        if (provider is null) return new(ChangeOutcome.NotFound);
        if (provider.Version != version) return new(ChangeOutcome.Conflict, slug);
        if (await IsTakenAsync(check.Input.Name, provider.Id, cancellationToken)) return new(ChangeOutcome.NameTaken, slug);
        var edit = ProviderEdit.Apply(provider, check, vault, actor.Name, Now);
        if (edit.Changes.Count == 0) return new(ChangeOutcome.Done, slug);
        if (edit.ConnectionChanged)
        {
            provider.ConnectionRevision++;
            // What was tested before says nothing about what is configured now.
            provider.LastTest = null;
            provider.Health.State = null;
        }

        var result = await TrySaveAsync(provider, actor, "provider.edited", edit.Changes, cancellationToken);
        if (result.Outcome == ChangeOutcome.Done) await transaction.CommitAsync(cancellationToken);
        return result with { ConnectionChanged = edit.ConnectionChanged };
    }

    /// <summary>What a checked input would change. Nothing is stored.</summary>
    /// <param name="existing">The provider as it is, with its secrets, tracked by nobody: it is changed on the way. <see langword="null"/> for a new one.</param>
    /// <exception cref="Secrets.PortalLockedException">A typed secret cannot be sealed now.</exception>
    public IReadOnlyList<AuditChange> Preview(Provider? existing, ProviderCheck check)
    {
        ArgumentNullException.ThrowIfNull(check);
        var provider = existing ?? new() { Id = Guid.NewGuid(), Name = "", NormalizedName = "", Slug = "", TypeId = check.Type!.Id, BaseUrl = "", AuthScheme = "" };
        return ProviderEdit.Apply(provider, check, vault, "", Now).Changes;
    }

    public async Task<ChangeResult> SetActiveAsync(string slug, bool active, Actor actor, CancellationToken cancellationToken)
    {
        var provider = await FindAsync(slug, cancellationToken);
        if (provider is null) return new(ChangeOutcome.NotFound);
        if (provider.IsActive == active) return new(ChangeOutcome.Done, slug);
        provider.IsActive = active;
        // Nobody knows how it is doing: at the next tick, not in its next slot.
        if (active && provider.Checks.Rhythm != CheckRhythm.Off) provider.CheckSlot.NextAt = Now;
        return await TrySaveAsync(provider, actor, active ? "provider.activated" : "provider.deactivated", [new("Active", ProviderCommit.Text(!active), ProviderCommit.Text(active))], cancellationToken);
    }

    /// <summary>
    /// Takes a provider out of everything: no query sees it any more. Key and settings stay, so that it can come back as it was,
    /// see <see cref="DeletedProviders"/>.
    /// </summary>
    /// <param name="version">The version that was shown; <see langword="null"/>: whatever there is now.</param>
    public async Task<ChangeResult> DeleteAsync(string slug, Actor actor, CancellationToken cancellationToken, int? version = null)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var provider = await FindAsync(slug, cancellationToken);
        if (provider is null) return new(ChangeOutcome.NotFound);
        if (version is { } shown && provider.Version != shown) return new(ChangeOutcome.Conflict, slug);
        List<AuditChange> changes = [new("Name", provider.Name, null), new("Base URL", provider.BaseUrl, null)];
        // The mark itself stays, unseen: if nobody else has become the default when it comes back, it is that again.
        if (provider.IsDefault) changes.Add(new("Default", ProviderCommit.Text(true), ProviderCommit.Text(false)));
        provider.DeletedAt = Now;
        provider.DeletedBy = actor.Name;
        // What is being tested at this moment must not become its state when it comes back.
        provider.ConnectionRevision++;
        return await TrySaveAsync(provider, actor, "provider.deleted", changes, cancellationToken);
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private Task<Provider?> FindAsync(string slug, CancellationToken cancellationToken) =>
        db.Providers.Include(p => p.Secrets).FirstOrDefaultAsync(p => p.Slug == slug, cancellationToken);

    private Task<ChangeResult> TrySaveAsync(Provider provider, Actor actor, string action, IReadOnlyList<AuditChange> changes, CancellationToken cancellationToken) =>
        audit.TrySaveAsync(db, provider, actor, Now, action, changes, cancellationToken);

    /// <summary>A duplicate is tested as its original is; if that is gone by now, as usual.</summary>
    private async Task<AuditChange?> TakePlanAsync(Provider copy, string slug, CancellationToken cancellationToken)
    {
        if (slug.Length == 0 || await db.Providers.AsNoTracking().FirstOrDefaultAsync(p => p.Slug == slug, cancellationToken) is not { } original) return null;
        copy.Checks = original.Checks;
        return new("Tests by schedule", null, $"as “{original.Name}”");
    }

    private Task<bool> IsTakenAsync(string name, Guid by, CancellationToken cancellationToken)
    {
        var normalized = ProviderNames.Normalize(name);
        return db.Providers.AnyAsync(p => p.NormalizedName == normalized && p.Id != by, cancellationToken);
    }

    private async Task<string> FreeSlugAsync(string name, CancellationToken cancellationToken)
    {
        var wanted = ProviderNames.Slug(name);
        // Those of deleted ones stay taken: they may come back.
        var taken = await db.Providers.IgnoreQueryFilters([Provider.NotDeleted]).Where(p => p.Slug.StartsWith(wanted)).Select(p => p.Slug).ToHashSetAsync(cancellationToken);
        return Enumerable.Range(1, int.MaxValue).Select(n => n == 1 ? wanted : $"{wanted}-{n}").First(slug => !taken.Contains(slug) && !ProviderNames.IsReserved(slug));
    }
}
