using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.People.Tokens;

namespace SupportBotPortal.Core.People.Users;

/// <summary>What acts for somebody without him: sessions in browsers, API tokens, and the links that he made for others.</summary>
public sealed class StandIns(PortalDbContext db, AccountLinks links, TimeProvider time)
{
    /// <summary>Ends them all, as the account may be in other hands: saved with what the caller commits.</summary>
    /// <returns>What to write down of it.</returns>
    internal async Task<IReadOnlyList<AuditChange>> EndAsync(Guid userId, Actor actor, CancellationToken cancellationToken)
    {
        await SessionStore.RemoveAllAsync(db, userId, cancellationToken);
        await links.VoidMadeByAsync(userId, cancellationToken);
        return await ApiTokens.RevokeAllAsync(db, userId, actor.Name, time.GetUtcNow().UtcDateTime, cancellationToken) is { } ended ? [ended] : [];
    }
}
