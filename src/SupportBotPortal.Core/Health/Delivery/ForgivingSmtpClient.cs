using MailKit.Net.Smtp;
using MimeKit;

namespace SupportBotPortal.Core.Health.Delivery;

/// <summary>Goes on with the other recipients if the server refuses one, and remembers what it said.</summary>
internal sealed class ForgivingSmtpClient : SmtpClient
{
    public Dictionary<string, string> Refused { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Those of <see cref="Refused"/> whom it will not take later either (5xx).</summary>
    public HashSet<string> RefusedForGood { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Notes that the server takes nothing for this recipient.</summary>
    public void Refuse(string recipient, SmtpStatusCode status, string said)
    {
        Refused[recipient] = $"{(int)status} {said}";
        if ((int)status >= 500) RefusedForGood.Add(recipient);
    }

    protected override void OnRecipientNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        ArgumentNullException.ThrowIfNull(response);
        Refuse(mailbox.Address, response.StatusCode, response.Response);
    }
}
