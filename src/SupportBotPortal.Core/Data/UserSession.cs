namespace SupportBotPortal.Core.Data;

/// <summary>A signed-in browser. The cookie holds a random key; the ticket lies here, so that it can be ended here.</summary>
public sealed class UserSession
{
    /// <summary>SHA-256 of the cookie's key: whoever reads the database cannot sign in with it.</summary>
    public required byte[] KeyHash { get; set; }

    public Guid UserId { get; set; }

    /// <summary>The protected authentication ticket.</summary>
    public required byte[] Ticket { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime LastSeenAt { get; set; }

    /// <summary>When the person last showed who he is, other than by a password: at the identity provider, or by a passkey.</summary>
    public DateTime? ProvenAt { get; set; }

    public string Address { get; set; } = "";

    public string Browser { get; set; } = "";
}
