namespace SupportBotPortal.Tests.Architecture.Wrong.Health;

/// <summary>The right room, and the wrong corner of it.</summary>
public sealed class KnowsTheMailer
{
    public MailKit.Net.Smtp.SmtpClient? Client { get; set; }
}
