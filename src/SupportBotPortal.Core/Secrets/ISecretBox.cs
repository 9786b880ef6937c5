namespace SupportBotPortal.Core.Secrets;

/// <summary>Seals secrets before they are stored and opens them right before they are used.</summary>
public interface ISecretBox
{
    /// <summary>Whether sealing and opening work now, and if not why and what to do. Reads memory only.</summary>
    KeyRingStatus Status { get; }

    /// <summary>Seals with the active key. Two seals of the same text differ.</summary>
    /// <exception cref="PortalLockedException">The key ring is locked.</exception>
    /// <exception cref="ArgumentException">The text is not valid Unicode.</exception>
    byte[] Seal(string plaintext, SecretContext context);

    /// <summary>Opens, or says why not. Does not throw for any blob; an empty one is <see cref="SecretState.Empty"/>, also while locked.</summary>
    OpenedSecret Open(ReadOnlySpan<byte> blob, SecretContext context);

    /// <summary>As <see cref="Open"/>, without ever making a string of the secret: for lists and checks.</summary>
    SecretState Check(ReadOnlySpan<byte> blob, SecretContext context);

    /// <summary>The data keys that open now, by number; none while the ring is locked. Reads memory only.</summary>
    IReadOnlyCollection<int> OpenKeys { get; }
}
