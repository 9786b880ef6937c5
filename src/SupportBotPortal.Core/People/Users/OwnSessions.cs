using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.People.Users;

/// <summary>Ends sessions of one's own.</summary>
public sealed class OwnSessions(PortalDbContext db, AuditTrail audit)
{
    /// <param name="asking">The session that asks: it stays.</param>
    /// <param name="one">One of them, by its hash; <see langword="null"/> for all others.</param>
    /// <returns>How many were ended.</returns>
    public async Task<int> EndAsync(Actor actor, SessionMark? asking, byte[]? one, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.Users.FirstOrDefaultAsync(u => u.Id == actor.Id, cancellationToken) is not { } user) return 0;
        var ended = 0;
        foreach (var session in await db.Sessions.Where(s => s.UserId == user.Id && (one == null || s.KeyHash == one)).ToListAsync(cancellationToken))
        {
            if (asking?.IsOf(session) == true) continue;
            db.Sessions.Remove(session);
            ended++;
        }

        if (ended == 0) return 0;
        await audit.CommitAsync(db, actor, PersonRecords.Of(user, "user.sessions_ended", new AuditChange("Sessions", $"{ended:N0}", null)), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return ended;
    }
}
