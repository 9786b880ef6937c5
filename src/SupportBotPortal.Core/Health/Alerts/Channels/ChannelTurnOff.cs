using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Health.Alerts.Channels;

/// <summary>Turns a channel off whose receiver says that it wants nothing more.</summary>
internal sealed class ChannelTurnOff(IDbContextFactory<PortalDbContext> contexts, AuditTrail audit, TimeProvider time)
{
    public async Task RunAsync(Guid id, string because, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.AlertChannels.FirstOrDefaultAsync(c => c.Id == id && c.IsActive, cancellationToken) is not { } channel) return;
        (channel.IsActive, channel.TurnedOffBecause, channel.UpdatedAt) = (false, because, time.GetUtcNow().UtcDateTime);
        channel.Version++;
        await audit.CommitAsync(db, Actor.Portal, AlertChannelChanges.RecordOf(channel, "alert_channel.deactivated", [new("Active", ChannelWords.YesNo(true), ChannelWords.YesNo(false)), new("Because", null, because)]), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
