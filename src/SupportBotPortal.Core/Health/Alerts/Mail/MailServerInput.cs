using System.Text.Json.Serialization;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Health.Alerts.Mail;

/// <summary>What a person typed about the mail server, before it is checked.</summary>
public sealed record MailServerInput
{
    public string Host { get; init; } = "";

    public string Port { get; init; } = "587";

    public MailSecurity Security { get; init; }

    /// <summary>Empty: the server wants nobody to sign in.</summary>
    public string User { get; init; } = "";

    /// <summary>Empty keeps the stored one.</summary>
    [JsonIgnore]
    public string Password { get; init; } = "";

    public string FromAddress { get; init; } = "";

    public string FromName { get; init; } = "";

    /// <summary>Without the password.</summary>
    public override string ToString() => $"{nameof(MailServerInput)} {Host}:{Port} {Security}";
}
