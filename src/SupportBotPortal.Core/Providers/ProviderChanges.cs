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
        var changes = ProviderEdit.Apply(provider, check, vault, actor.Name);
        provider.IsDefault = !await db.Providers.AnyAsync(cancellationToken);
        db.Providers.Add(provider);
        await SaveAsync(provider, actor, "provider.created", changes.Changes, cancellationToken);
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
        var edit = ProviderEdit.Apply(provider, check, vault, actor.Name);
        if (edit.Changes.Count == 0) return new(ChangeOutcome.Done, slug);
        if (edit.ConnectionChanged)
        {
            provider.ConnectionRevision++;
            // What was tested before says nothing about what is configured now.
            provider.LastTest = null;
        }

        var result = await TrySaveAsync(provider, actor, "provider.edited", edit.Changes, cancellationToken);
        if (result.Outcome == ChangeOutcome.Done) await transaction.CommitAsync(cancellationToken);
        return result with { ConnectionChanged = edit.ConnectionChanged };
    }

    public async Task<ChangeResult> SetActiveAsync(string slug, bool active, Actor actor, CancellationToken cancellationToken)
    {
        var provider = await FindAsync(slug, cancellationToken);
        if (provider is null) return new(ChangeOutcome.NotFound);
        if (provider.IsActive == active) return new(ChangeOutcome.Done, slug);
        provider.IsActive = active;
        return await TrySaveAsync(provider, actor, active ? "provider.activated" : "provider.deactivated", [new("Active", Text(!active), Text(active))], cancellationToken);
    }

    public async Task<ChangeResult> DeleteAsync(string slug, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var provider = await FindAsync(slug, cancellationToken);
        if (provider is null) return new(ChangeOutcome.NotFound);
        List<AuditChange> changes = [new("Name", provider.Name, null), new("Base URL", provider.BaseUrl, null), .. provider.Secrets.Select(s => AuditChange.Secret(ProviderEdit.NameOf(s.Field), "removed"))];
        db.Providers.Remove(provider);
        try
        {
            await audit.CommitAsync(db, actor, Record(provider, "provider.deleted", changes), cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new(ChangeOutcome.Conflict, slug);
        }

        return new(ChangeOutcome.Done, slug);
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private Task<Provider?> FindAsync(string slug, CancellationToken cancellationToken) =>
        db.Providers.Include(p => p.Secrets).FirstOrDefaultAsync(p => p.Slug == slug, cancellationToken);

    private async Task<ChangeResult> TrySaveAsync(Provider provider, Actor actor, string action, IReadOnlyList<AuditChange> changes, CancellationToken cancellationToken)
    {
        try
        {
            await SaveAsync(provider, actor, action, changes, cancellationToken);
            return new(ChangeOutcome.Done, provider.Slug);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Whoever tries again must read anew.
            db.ChangeTracker.Clear();
            return new(ChangeOutcome.Conflict, provider.Slug);
        }
    }

    private async Task SaveAsync(Provider provider, Actor actor, string action, IReadOnlyList<AuditChange> changes, CancellationToken cancellationToken)
    {
        provider.Version++;
        provider.UpdatedAt = Now;
        await audit.CommitAsync(db, actor, Record(provider, action, changes), cancellationToken);
    }

    private static AuditRecord Record(Provider provider, string action, IReadOnlyList<AuditChange> changes) =>
        new(action) { SubjectType = "provider", SubjectId = provider.Id.ToString(), SubjectName = provider.Name, Changes = changes };

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

    private static string Text(bool value) => value ? "yes" : "no";
}
