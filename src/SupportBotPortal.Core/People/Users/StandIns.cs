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
    internal async Task<IReadOnlyList<AuditChange>> EndAsync(PortalUser user, Actor actor, CancellationToken cancellationToken)
    {
        // Whoever is on the way in, and has shown what let in until now, begins again.
        user.SecurityStamp = Guid.NewGuid().ToString();
        await SessionStore.RemoveAllAsync(db, user.Id, cancellationToken);
        await links.VoidMadeByAsync(user.Id, cancellationToken);
        return await ApiTokens.RevokeAllAsync(db, user.Id, actor.Name, time.GetUtcNow().UtcDateTime, cancellationToken) is { } ended ? [ended] : [];
    }
}
