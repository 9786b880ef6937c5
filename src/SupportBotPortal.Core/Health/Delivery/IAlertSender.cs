using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Alerts;

namespace SupportBotPortal.Core.Health.Delivery;

/// <summary>Sends messages in one way.</summary>
internal interface IAlertSender
{
    AlertChannelKind Kind { get; }

    /// <summary>Tries once. A failure is an outcome, not an exception.</summary>
    /// <param name="channel">To whom.</param>
    /// <param name="message">What.</param>
    /// <param name="soFar">Who needs it no more.</param>
    /// <param name="cancellationToken">The portal ends.</param>
    Task<SendOutcome> SendAsync(AlertChannel channel, AlertMessage message, SentSoFar soFar, CancellationToken cancellationToken);
}
