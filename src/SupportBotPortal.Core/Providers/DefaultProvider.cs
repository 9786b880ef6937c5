using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Providers;

/// <summary>Which provider is preselected for new things: at most one. It never changes what is in production.</summary>
public sealed class DefaultProvider(PortalDbContext db, AuditTrail audit, TimeProvider time)
{
    /// <summary>Why not, without naming the other one, which this person may not be allowed to see.</summary>
    public const string Refusal = "Another provider is the default, and you may not edit that one. Ask somebody who may edit both. Nothing was changed.";

    /// <summary>Makes it the default instead of the one that was, or leaves the portal without one.</summary>
    /// <param name="held">What the person may do: the one that loses the mark is changed, too.</param>
    public async Task<ChangeResult> SetAsync(string slug, bool isDefault, EffectivePermissions held, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(held);
        ArgumentNullException.ThrowIfNull(actor);
        // The write lock first: nobody else becomes the default between the look and the save.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var provider = await db.Providers.FirstOrDefaultAsync(p => p.Slug == slug, cancellationToken);
        if (provider is null) return new(ChangeOutcome.NotFound);
        if (provider.IsDefault == isDefault) return new(ChangeOutcome.Done, slug);
        if (isDefault)
        {
            var previous = await db.Providers.FirstOrDefaultAsync(p => p.IsDefault, cancellationToken);
            if (previous is not null && !held.Includes(ProviderPermissions.Edit, previous.Environment)) return new(ChangeOutcome.OtherNotAllowed);
            await ForgetDeletedAsync(db, cancellationToken);
            if (previous is not null) await MarkAsync(previous, false, actor, cancellationToken);
        }

        await MarkAsync(provider, isDefault, actor, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(ChangeOutcome.Done, slug);
    }

    /// <summary>A deleted one keeps the mark until somebody else takes it: only then does it come back as an ordinary one.</summary>
    internal static Task ForgetDeletedAsync(PortalDbContext db, CancellationToken cancellationToken) =>
        db.Providers.IgnoreQueryFilters([Provider.NotDeleted]).Where(p => p.IsDefault && p.DeletedAt != null)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.IsDefault, false), cancellationToken);

    private Task MarkAsync(Provider provider, bool isDefault, Actor actor, CancellationToken cancellationToken)
    {
        provider.IsDefault = isDefault;
        return audit.SaveAsync(db, provider, actor, time.GetUtcNow().UtcDateTime, isDefault ? "provider.default_set" : "provider.default_cleared", [new("Default", ProviderCommit.Text(!isDefault), ProviderCommit.Text(isDefault))], cancellationToken);
    }
}
