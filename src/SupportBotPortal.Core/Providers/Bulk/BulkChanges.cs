using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers.Listing;

namespace SupportBotPortal.Core.Providers.Bulk;

/// <summary>
/// Activates, deactivates, deletes or brings back many, each with its own audit line, a batch in a transaction: cancelled or broken off, what is
/// counted is done and the rest is as it was.
/// </summary>
public sealed class BulkChanges(IServiceScopeFactory scopes)
{
    /// <summary>Few enough that nobody else waits long for the write lock.</summary>
    private const int Batch = 50;

    /// <param name="where">For which labels this person may do it. Asked while nobody else can write, and held against the labels of that moment: a right that was taken away is gone at once, and a provider that was labelled anew is out of reach at once.</param>
    /// <exception cref="OperationCanceledException">It was cancelled, between two batches.</exception>
    public async Task RunAsync(BulkChange change, IReadOnlyList<BulkTarget> targets, Actor actor, BulkTally tally, Func<Task<Environments>> where, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(where);
        foreach (var batch in targets.Chunk(Batch))
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var tell in await ChangeAsync(change, batch, actor, where, cancellationToken)) tell(tally);
        }
    }

    private async Task<List<Action<BulkTally>>> ChangeAsync(BulkChange change, BulkTarget[] batch, Actor actor, Func<Task<Environments>> where, CancellationToken cancellationToken)
    {
        var outcomes = new List<Action<BulkTally>>();
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        // The write lock first, so that nobody changes one between its reading and its writing.
        await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
        var reach = await where();
        cancellationToken.ThrowIfCancellationRequested();
        var ids = batch.Select(t => t.Id).ToList();
        var asWanted = change is BulkChange.Delete or BulkChange.Restore ? [] : await db.Providers.Where(p => ids.Contains(p.Id) && p.IsActive == (change == BulkChange.Activate)).Select(p => p.Id).ToHashSetAsync(CancellationToken.None);
        // Deleted ones, too: what brings them back asks the same.
        var labels = await db.Providers.IgnoreQueryFilters([Provider.NotDeleted]).Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Environment }).ToDictionaryAsync(p => p.Id, p => p.Environment, CancellationToken.None);
        foreach (var target in batch)
        {
            if (labels.TryGetValue(target.Id, out var label) && !reach.Covers(EnvironmentSets.Of(label)))
            {
                outcomes.Add(tally => tally.LeaveAlone(target, label));
                continue;
            }

            if (asWanted.Contains(target.Id))
            {
                outcomes.Add(tally => tally.Skip(target, null));
                continue;
            }

            if (!labels.ContainsKey(target.Id))
            {
                outcomes.Add(tally => tally.Skip(target, Gone(change)));
                continue;
            }

            var why = await ChangeAsync(change, target, scope.ServiceProvider, actor);
            outcomes.Add(why is null ? tally => tally.Change(target) : tally => tally.Skip(target, why));
        }

        await transaction.CommitAsync(CancellationToken.None);
        return outcomes;
    }

    /// <returns>Why nothing was done, or <see langword="null"/>.</returns>
    private static async Task<string?> ChangeAsync(BulkChange change, BulkTarget target, IServiceProvider services, Actor actor)
    {
        var changes = services.GetRequiredService<ProviderChanges>();
        var outcome = change switch
        {
            BulkChange.Activate => (await changes.SetActiveAsync(target.Slug, true, actor, CancellationToken.None)).Outcome,
            BulkChange.Deactivate => (await changes.SetActiveAsync(target.Slug, false, actor, CancellationToken.None)).Outcome,
            BulkChange.Delete => (await changes.DeleteAsync(target.Slug, actor, CancellationToken.None)).Outcome,
            BulkChange.Restore => (await services.GetRequiredService<DeletedProviders>().RestoreAsync(target.Slug, actor, CancellationToken.None)).Outcome,
            _ => throw new ArgumentOutOfRangeException(nameof(change)),
        };
        return outcome switch
        {
            ChangeOutcome.Done => null,
            ChangeOutcome.NotFound => Gone(change),
            _ => "Somebody else changed it at the same moment.",
        };
    }

    private static string Gone(BulkChange change) => change == BulkChange.Restore ? "It is back already, or was destroyed." : "It was deleted meanwhile.";
}
