using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Alerts;

namespace SupportBotPortal.Core.Health.Delivery;

/// <summary>Sends messages as mail, through the server that is set up.</summary>
internal sealed class MailSender(MailPost post, IOptions<PortalOptions> portal) : IAlertSender
{
    private readonly MailWriter writer = new(portal.Value);

    public AlertChannelKind Kind => AlertChannelKind.Mail;

    public async Task<SendOutcome> SendAsync(AlertChannel channel, AlertMessage message, SentSoFar soFar, CancellationToken cancellationToken)
    {
        // Those who were taken off the channel meanwhile are not written to any more; those who were added are.
        var recipients = soFar.LeftOf(channel.Recipients);
        if (recipients.Count == 0) return MailOutcome.NobodyLeft(channel.Recipients, soFar);
        return await post.SendAsync(server => writer.Write(message, server, channel.Recipients), channel.Recipients, recipients, soFar, cancellationToken);
    }
}
