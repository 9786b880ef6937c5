using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Alerts.Channels;
using SupportBotPortal.Core.Health.Alerts.Mail;
using SupportBotPortal.Core.Secrets;

namespace SupportBotPortal.Core.Health.Alerts;

/// <summary>The sealed secrets that alerts need.</summary>
public sealed class AlertSecrets(SigningSecrets signing, MailServerVault mail)
{
    /// <summary>How many are stored, and how many of them do not open.</summary>
    public async Task<(int Stored, int Closed)> CountAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var channels = await db.AlertChannels.AsNoTracking().Where(c => c.SigningSecret != null).ToListAsync(cancellationToken);
        var servers = await db.MailServers.AsNoTracking().Where(s => s.Password != null).ToListAsync(cancellationToken);
        return (channels.Count + servers.Count, channels.Count(c => signing.StateOf(c) != SecretState.Ready) + servers.Count(s => mail.StateOf(s) != SecretState.Ready));
    }
}
