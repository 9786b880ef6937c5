using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers;

namespace SupportBotPortal.Core.Generation.Settings;

/// <summary>Saves versions; each is one transaction with its audit line.</summary>
public sealed class GenerationChanges(PortalDbContext db, AuditTrail audit, TimeProvider time)
{
    /// <param name="seen">The version that was shown; 0 if there was none.</param>
    /// <param name="settings">Checked.</param>
    /// <param name="comment">Why, in a person's words.</param>
    public Task<GenerationSaved> SaveAsync(int seen, GenerationSettings settings, string comment, Actor actor, CancellationToken cancellationToken) =>
        AddAsync(seen, settings, comment, null, actor, cancellationToken);

    /// <summary>Brings an earlier version back, as a new one.</summary>
    public Task<GenerationSaved> RestoreAsync(int seen, GenerationVersion earlier, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        return AddAsync(seen, earlier.Settings, "", earlier.Number, actor, cancellationToken);
    }

    private async Task<GenerationSaved> AddAsync(int seen, GenerationSettings settings, string comment, int? restoredFrom, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        // The write lock first: two who save at once would make the same number.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var current = await db.GenerationVersions.AsNoTracking().OrderByDescending(v => v.Number).FirstOrDefaultAsync(cancellationToken);
        if ((current?.Number ?? 0) != seen) return new(ChangeOutcome.Conflict, current?.Number ?? 0);
        var differences = GenerationWords.Differences(current?.Settings, settings);
        if (current is not null && differences.Count == 0 && !current.Settings.IsUnreadable) return new(ChangeOutcome.Done, current.Number);
        var version = new GenerationVersion { Number = seen + 1, At = time.GetUtcNow().UtcDateTime, By = actor.Name, Comment = comment, RestoredFrom = restoredFrom, Settings = settings };
        db.GenerationVersions.Add(version);
        var changes = GenerationWords.ForAudit(differences);
        if (comment.Length > 0) changes = [.. changes, new("Comment", null, comment)];
        if (restoredFrom is { } number) changes = [new("Version", $"{seen}", $"{version.Number}, as version {number} was"), .. changes];
        await audit.CommitAsync(db, actor, new(restoredFrom is null ? "generation.saved" : "generation.restored") { SubjectType = "generation", SubjectId = $"{version.Number}", SubjectName = $"Version {version.Number}", Changes = changes }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(ChangeOutcome.Done, version.Number, IsNew: true);
    }
}
