using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using SupportBotPortal.Core.Data.Storage;

namespace SupportBotPortal.Core.Access;

/// <summary>
/// The one-time link with which the first owner is made. Its token lives in this process only: each start makes a new
/// one and so voids the one before.
/// </summary>
public sealed class SetupLink(TimeProvider time, DataDirectory directory)
{
    public const string FileName = "setup-link.txt";

    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    private readonly Lock gate = new();
    private byte[]? tokenHash;
    private DateTimeOffset expiresAt;

    /// <summary>Whether the portal still waits for its first owner.</summary>
    public bool IsOpen
    {
        get
        {
            lock (gate) return tokenHash is not null;
        }
    }

    /// <summary>Makes a new token, 128 bits, and voids the one before.</summary>
    public string Open()
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        lock (gate)
        {
            tokenHash = Hash(token);
            expiresAt = time.GetUtcNow() + Lifetime;
        }

        return token;
    }

    /// <summary>Writes the whole link where only the operator can read it.</summary>
    public void WriteFile(string url) => directory.WritePrivateText(FileName, url + "\n");

    public SetupLinkState Check(string? token)
    {
        lock (gate)
        {
            if (tokenHash is null) return SetupLinkState.Closed;
            if (string.IsNullOrEmpty(token) || !CryptographicOperations.FixedTimeEquals(Hash(token), tokenHash)) return SetupLinkState.Wrong;
            return time.GetUtcNow() < expiresAt ? SetupLinkState.Valid : SetupLinkState.Expired;
        }
    }

    /// <summary>Ends setup for good: an owner exists.</summary>
    public void Close()
    {
        lock (gate) tokenHash = null;
        File.Delete(directory.File(FileName));
    }

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
