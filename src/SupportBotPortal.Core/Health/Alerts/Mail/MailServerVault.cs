using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Egress;
using SupportBotPortal.Core.Secrets;

namespace SupportBotPortal.Core.Health.Alerts.Mail;

/// <summary>Seals and opens the mail server's password, bound to host, port, and whether the connection is secure.</summary>
public sealed class MailServerVault(ISecretBox box)
{
    /// <returns>What is dialled; <see langword="null"/> if no host can be called that.</returns>
    public static Uri? AddressOf(MailServer server)
    {
        ArgumentNullException.ThrowIfNull(server);
        return AddressOf(server.Host, server.Port, server.Security);
    }

    public static Uri? AddressOf(string host, int port, MailSecurity security) => EgressUrl.OfServer(host, port, isSecure: security != MailSecurity.None);

    /// <exception cref="PortalLockedException">The key ring is locked.</exception>
    public byte[] Seal(MailServer server, string password) => box.Seal(password, ContextOf(server));

    public OpenedSecret Open(MailServer server)
    {
        ArgumentNullException.ThrowIfNull(server);
        return server.Password is { } blob ? box.Open(blob, ContextOf(server)) : new(SecretState.Empty, null);
    }

    public SecretState StateOf(MailServer server)
    {
        ArgumentNullException.ThrowIfNull(server);
        return server.Password is { } blob ? box.Check(blob, ContextOf(server)) : SecretState.Empty;
    }

    private static SecretContext ContextOf(MailServer server) =>
        // A host that was made unusable in the database must not open anything either.
        new("mail_server", server.Id, "password", "", AddressOf(server) is { } address ? EgressUrl.OriginOf(address) : "");
}
