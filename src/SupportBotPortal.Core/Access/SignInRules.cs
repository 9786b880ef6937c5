using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Access;

/// <summary>What signing in demands, besides a password. It is looked up by whatever asks for permissions, so that it holds from the next request on.</summary>
public sealed class SignInRules(PortalDbContext db, AuditTrail audit)
{
    public Task<SecondFactorDemand> SecondFactorAsync(CancellationToken cancellationToken) => db.SignInPolicy.Select(p => p.SecondFactor).SingleOrDefaultAsync(cancellationToken);

    /// <returns>Whether that is another one than before.</returns>
    public async Task<bool> DemandAsync(SecondFactorDemand demand, Actor actor, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var policy = await db.SignInPolicy.SingleOrDefaultAsync(cancellationToken);
        if (policy is null) db.SignInPolicy.Add(policy = new());
        var before = policy.SecondFactor;
        if (before == demand) return false;
        policy.SecondFactor = demand;
        var record = new AuditRecord("settings.changed") { SubjectType = "settings", SubjectName = "Signing in", Changes = [new("Second factor demanded of", before.ToString(), demand.ToString())] };
        await audit.CommitAsync(db, actor, record, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
