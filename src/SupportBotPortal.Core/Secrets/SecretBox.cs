using System.Security.Cryptography;
using System.Text;

namespace SupportBotPortal.Core.Secrets;

/// <inheritdoc cref="ISecretBox"/>
internal sealed class SecretBox(KeyRing ring) : ISecretBox
{
    /// <summary>Strict: a lone surrogate would otherwise be sealed as a question mark, and the key would be silently another.</summary>
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public KeyRingStatus Status => ring.Status;

    public IReadOnlyCollection<int> OpenKeys => ring.Now is { Status.IsReady: true } now ? [.. now.Keys.Values.Where(k => k.State == RingKeyState.Open).Select(k => k.Kid)] : [];

    public byte[] Seal(string plaintext, SecretContext context)
    {
        ArgumentNullException.ThrowIfNull(plaintext);
        ArgumentNullException.ThrowIfNull(context);
        // Sealing is rare. Looking first keeps a portal from sealing with a key that a command beside it has just retired.
        ring.TryRefresh(always: true);
        var now = ring.Now;
        if (now is not { Status.IsReady: true, Active: { Key: { } key, Kid: var kid } })
            throw new PortalLockedException(now.Status.Sentence);

        var bytes = Encode(plaintext);
        try
        {
            return SealedBlob.Encrypt(key, kid, AssociatedData.ForSecret(now.InstallationId, SealedBlob.Header(kid), context), bytes);
        }
        catch (ObjectDisposedException)
        {
            throw new PortalLockedException("The key ring was changed at this very moment. Save again.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    public OpenedSecret Open(ReadOnlySpan<byte> blob, SecretContext context)
    {
        var state = Decrypt(blob, context, out var bytes);
        if (bytes is null)
            return new OpenedSecret(state, null);

        try
        {
            return new OpenedSecret(state, Encoding.UTF8.GetString(bytes));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    public SecretState Check(ReadOnlySpan<byte> blob, SecretContext context)
    {
        var state = Decrypt(blob, context, out var bytes);
        CryptographicOperations.ZeroMemory(bytes);
        return state;
    }

    private SecretState Decrypt(ReadOnlySpan<byte> blob, SecretContext context, out byte[]? plaintext)
    {
        plaintext = null;
        if (blob.IsEmpty)
            return SecretState.Empty;

        var wellFormed = SealedBlob.TryReadKid(blob, out var kid);
        var now = ring.Now;
        if (!now.Status.IsReady || (wellFormed && !now.Keys.ContainsKey(kid)))
        {
            ring.TryRefresh();
            now = ring.Now;
        }

        if (!now.Status.IsReady)
            return SecretState.Locked;

        if (!wellFormed)
            return SecretState.Damaged;

        if (!now.Keys.TryGetValue(kid, out var found))
            return SecretState.UnknownKey;

        if (found.Key is not { } key)
            return StateOf(found.State);

        try
        {
            plaintext = SealedBlob.Decrypt(key, kid, AssociatedData.ForSecret(now.InstallationId, SealedBlob.Header(kid), context), blob);
        }
        catch (ObjectDisposedException)
        {
            // Destroyed since we looked.
            return ring.Status.IsReady ? SecretState.NeedsReentry : SecretState.Locked;
        }

        return plaintext is null ? SecretState.Damaged : SecretState.Ready;
    }

    private static SecretState StateOf(RingKeyState state) => state switch
    {
        RingKeyState.Destroyed => SecretState.NeedsReentry,
        RingKeyState.Damaged => SecretState.Damaged,
        RingKeyState.Foreign => SecretState.UnknownKey,
        RingKeyState.Open or _ => SecretState.Damaged,
    };

    private static byte[] Encode(string plaintext)
    {
        try
        {
            return Strict.GetBytes(plaintext);
        }
        catch (EncoderFallbackException)
        {
            // Without the inner exception: it quotes a character of the secret.
            throw new ArgumentException("The secret is not valid text.", nameof(plaintext));
        }
    }
}
