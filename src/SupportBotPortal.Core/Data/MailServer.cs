namespace SupportBotPortal.Core.Data;

/// <summary>The server through which mail is sent. There is at most one.</summary>
public sealed class MailServer
{
    /// <summary>The one; also what its password is sealed with.</summary>
    public static readonly Guid TheId = new("6a0c2d59-3f0e-4d0f-9b0a-5b5c1f6f7a11");

    public Guid Id { get; set; } = TheId;

    /// <summary>Lower case, punycode.</summary>
    public required string Host { get; set; }

    public int Port { get; set; }

    public MailSecurity Security { get; set; }

    /// <summary>Empty: the server wants nobody to sign in.</summary>
    public string User { get; set; } = "";

    /// <summary>The sealed password, bound to host, port and security.</summary>
    public byte[]? Password { get; set; }

    public DateTime? PasswordSetAt { get; set; }

    public string? PasswordSetBy { get; set; }

    public required string FromAddress { get; set; }

    public string FromName { get; set; } = "";

    public DateTime UpdatedAt { get; set; }

    /// <summary>Optimistic concurrency: grows with every change.</summary>
    public int Version { get; set; }
}
