using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Providers;

/// <summary>Keeps what a connection test of a saved provider found that a person started.</summary>
public sealed class ProviderTestResults(IDbContextFactory<PortalDbContext> contexts, ITestHistory history)
{
    public Task KeepAsync(KeptTest test, CancellationToken cancellationToken) => KeepAsync([test], cancellationToken);

    /// <summary>
    /// Stores many in one transaction: waiting for the disk once. One whose connection has been changed since becomes no state: it
    /// says nothing about what is configured.
    /// </summary>
    public async Task KeepAsync(IReadOnlyCollection<KeptTest> tests, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tests);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        foreach (var test in tests) await KeepAsync(db, test, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        foreach (var test in tests) history.Add(test);
    }

    /// <summary>The last result of a provider becomes this one. Not a change of the configuration: neither the version nor the audit log knows of it.</summary>
    public static Task<int> SetLastAsync(IQueryable<Provider> provider, ProviderTestRecord record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        return provider.ExecuteUpdateAsync(set => set
            .SetProperty(p => p.LastTest!.At, record.At)
            .SetProperty(p => p.LastTest!.Outcome, record.Outcome)
            .SetProperty(p => p.LastTest!.Cause, record.Cause)
            .SetProperty(p => p.LastTest!.Message, record.Message)
            .SetProperty(p => p.LastTest!.Milliseconds, record.Milliseconds)
            .SetProperty(p => p.LastTest!.Proof, record.Proof)
            .SetProperty(p => p.LastTest!.StartedBy, record.StartedBy), cancellationToken);
    }

    private static async Task KeepAsync(PortalDbContext db, KeptTest test, CancellationToken cancellationToken)
    {
        var provider = db.Providers.Where(p => p.Id == test.ProviderId && p.ConnectionRevision == test.ConnectionRevision);
        if (await SetLastAsync(provider, test.Test.Record, cancellationToken) == 0) return;
        // The person saw it: it is so, whatever went before.
        await provider.ExecuteUpdateAsync(set => set.SetProperty(p => p.Health.State, (HealthState?)null), cancellationToken);
    }
}
