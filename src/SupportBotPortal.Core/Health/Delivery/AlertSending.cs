using Microsoft.Extensions.Logging;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Alerts;

namespace SupportBotPortal.Core.Health.Delivery;

/// <summary>Sends a message in the way of its channel. Whatever fails becomes a sentence.</summary>
internal sealed class AlertSending(IEnumerable<IAlertSender> senders, ILogger<AlertSending> logger)
{
    /// <param name="soFar">Who needs it no more.</param>
    public async Task<SendOutcome> TryAsync(AlertChannel channel, AlertMessage message, SentSoFar soFar, CancellationToken cancellationToken)
    {
        try
        {
            return await senders.First(s => s.Kind == channel.Kind).SendAsync(channel, message, soFar, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Without its message: a password was in the hands of what failed.
            logger.LogError("Sending message {Message} to channel {Channel} failed: {Kind} {Where}", message.Id, channel.Id, exception.GetType().FullName, exception.StackTrace);
            return new(false, "The portal failed while it was sending; its log says where.");
        }
    }
}
