using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Providers.Models;

/// <summary>Applies what somebody decided about the difference that a discovery showed.</summary>
public sealed class ModelReview(PortalDbContext db, AuditTrail audit, TimeProvider time)
{
    /// <summary>
    /// Adds to the provider's list and takes out of it. Both refer to single models, so whatever else somebody changed
    /// meanwhile stays as it is: nothing can conflict.
    /// </summary>
    public async Task<ModelReviewResult> ApplyAsync(string slug, IReadOnlyCollection<string> add, IReadOnlyCollection<string> remove, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(add);
        ArgumentNullException.ThrowIfNull(remove);
        ArgumentNullException.ThrowIfNull(actor);
        if (add.FirstOrDefault(id => !ModelRules.IsUsable(id)) is { } bad) return ModelReviewResult.Refused($"“{VisiblePart(bad)}” cannot be a model's id: {ModelRules.MaximumIdLength} characters at most, none of them invisible. Nothing was changed.");

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.Providers.FirstOrDefaultAsync(p => p.Slug == slug, cancellationToken) is not { } provider) return ModelReviewResult.NotFound;
        var removed = provider.Models.Where(remove.Contains).ToList();
        var listed = provider.Models.Except(removed, StringComparer.Ordinal).ToList();
        var added = add.Except(listed, StringComparer.Ordinal).ToList();
        if (listed.Count + added.Count > ModelRules.MaximumCount) return ModelReviewResult.Refused($"A provider lists at most {ModelRules.MaximumCount:N0} models; with these it would be {listed.Count + added.Count:N0}. Nothing was changed.");

        var now = time.GetUtcNow().UtcDateTime;
        provider.ModelsReviewedAt = now;
        if (added.Count + removed.Count == 0)
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        else
        {
            var changes = new List<AuditChange>();
            ProviderEdit.NoteModels(changes, provider.Models, [.. listed, .. added]);
            provider.Models = [.. listed, .. added];
            await audit.SaveAsync(db, provider, actor, now, "provider.models_reviewed", changes, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return new(true, added.Count, removed.Count, IsEmpty: provider.Models.Count == 0);
    }

    private static string VisiblePart(string id) => new([.. id.Where(c => c is >= ' ' and <= '~').Take(60)]);
}
