using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Providers;

/// <summary>Keeps what a connection test of a saved provider found.</summary>
public sealed class ProviderTestResults(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>Stores a result, unless the connection has been changed since: then it says nothing about what is configured.</summary>
    public async Task KeepAsync(Guid providerId, int connectionRevision, ProviderTestRecord record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await KeepAsync(db, new(providerId, connectionRevision, record), cancellationToken);
    }

    /// <summary>Stores many in one transaction: waiting for the disk once.</summary>
    public async Task KeepAsync(IReadOnlyCollection<KeptTest> tests, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tests);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        foreach (var test in tests) await KeepAsync(db, test, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task KeepAsync(PortalDbContext db, KeptTest test, CancellationToken cancellationToken)
    {
        var record = test.Record;
        // Not a change of the configuration: neither the version nor the audit log knows of it.
        await db.Providers.Where(p => p.Id == test.ProviderId && p.ConnectionRevision == test.ConnectionRevision)
            .ExecuteUpdateAsync(set => set
                .SetProperty(p => p.LastTest!.At, record.At)
                .SetProperty(p => p.LastTest!.Outcome, record.Outcome)
                .SetProperty(p => p.LastTest!.Cause, record.Cause)
                .SetProperty(p => p.LastTest!.Message, record.Message)
                .SetProperty(p => p.LastTest!.Milliseconds, record.Milliseconds)
                .SetProperty(p => p.LastTest!.Proof, record.Proof)
                .SetProperty(p => p.LastTest!.StartedBy, record.StartedBy), cancellationToken);
    }
}
