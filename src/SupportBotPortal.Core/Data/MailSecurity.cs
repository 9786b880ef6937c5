namespace SupportBotPortal.Core.Data;

/// <summary>How the connection to a mail server is kept secret.</summary>
public enum MailSecurity
{
    /// <summary>Begun in clear and made secure before anything is said (usually port 587). Without it nothing is sent.</summary>
    StartTls,

    /// <summary>Secure from the first byte (usually port 465).</summary>
    Tls,

    /// <summary>In clear: only to servers of one's own network.</summary>
    None,
}
