using System.Globalization;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Alerts.Mail;
using SupportBotPortal.Web.Pages.Providers.Conflicts;

namespace SupportBotPortal.Web.Pages.Alerts.Mail;

/// <summary>What the form of the mail server sends.</summary>
public sealed class MailServerForm : ISettledForm
{
    /// <summary>The version that was shown; 0 if there was no mail server.</summary>
    public int Version { get; set; }

    /// <inheritdoc/>
    public string? Seen { get; set; }

    /// <inheritdoc/>
    public List<string> TakeSaved { get; set; } = [];

    public string? Host { get; set; }

    public string? Port { get; set; } = "587";

    public MailSecurity Security { get; set; }

    public string? User { get; set; }

    /// <summary>Never sent back.</summary>
    public string? Password { get; set; }

    public string? FromAddress { get; set; }

    public string? FromName { get; set; }

    public static MailServerForm From(MailServer? server) => server is null ? new() : new()
    {
        Version = server.Version,
        Host = server.Host,
        Port = server.Port.ToString(CultureInfo.InvariantCulture),
        Security = server.Security,
        User = server.User,
        FromAddress = server.FromAddress,
        FromName = server.FromName,
    };

    public MailServerInput ToInput() => new()
    {
        Host = Host ?? "",
        Port = Port ?? "",
        Security = Security,
        User = User ?? "",
        Password = Password ?? "",
        FromAddress = FromAddress ?? "",
        FromName = FromName ?? "",
    };
}
