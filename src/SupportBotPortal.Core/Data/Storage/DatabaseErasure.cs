using Microsoft.EntityFrameworkCore;

namespace SupportBotPortal.Core.Data.Storage;

/// <summary>
/// Sees to it that what was deleted is gone from the files, too. SQLite overwrites what it deletes (<c>secure_delete</c>), but the
/// write-ahead log keeps the pages as they were, and the database itself is overwritten only when the log is written back.
/// </summary>
public sealed class DatabaseErasure
{
    /// <summary>How long a try waits for readers, in milliseconds: nobody can write meanwhile. Of this connection until it is closed, see <see cref="SqliteSetup"/>.</summary>
    private const string Patience = "PRAGMA busy_timeout=500";

    private int isPending = 1;

    /// <summary>Whether something that was deleted may still be in the files: also after a start, for a portal that was killed.</summary>
    public bool IsPending => Volatile.Read(ref isPending) == 1;

    /// <summary>Writes the log back and cuts it off. Whoever reads or writes at the same time can prevent that.</summary>
    /// <returns>Whether it was done; if not, <see cref="IsPending"/> says so until a later try succeeds.</returns>
    public async Task<bool> CompleteAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        // Before the look: what is deleted meanwhile asks for another one.
        Volatile.Write(ref isPending, 0);
        var done = false;
        try
        {
            await db.Database.OpenConnectionAsync(cancellationToken);
            await db.Database.ExecuteSqlRawAsync(Patience, cancellationToken);
            var rows = await db.Database.SqlQueryRaw<Outcome>("PRAGMA wal_checkpoint(TRUNCATE)").ToListAsync(cancellationToken);
            done = rows is [{ Busy: 0 }];
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
            if (!done) Request();
        }

        return done;
    }

    /// <summary>Something was deleted that must not stay.</summary>
    public void Request() => Volatile.Write(ref isPending, 1);

    private sealed record Outcome(int Busy, int Log, int Checkpointed);
}
