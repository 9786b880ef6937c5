using MailKit.Net.Smtp;
using MimeKit;

namespace SupportBotPortal.Core.Health.Delivery;

/// <summary>Goes on with the other recipients if the server refuses one, and remembers what it said.</summary>
internal sealed class ForgivingSmtpClient : SmtpClient
{
    public Dictionary<string, string> Refused { get; } = new(StringComparer.OrdinalIgnoreCase);

    protected override void OnRecipientNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        ArgumentNullException.ThrowIfNull(response);
        Refused[mailbox.Address] = $"{(int)response.StatusCode} {response.Response}";
    }
}
