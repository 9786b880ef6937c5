using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace SupportBotPortal.Core.Secrets;

/// <summary>
/// The master key as text: one line with a header by which a person recognises what lies there. Bare base64 is accepted
/// too, because that is what <c>openssl rand -base64 32</c> and secret stores hand out.
/// </summary>
internal static class MasterKeyText
{
    /// <summary>More than any valid text with white space around it.</summary>
    public const int MaxLength = 256;

    private static ReadOnlySpan<byte> Header => "supportbot-master-key-1:"u8;

    /// <summary>A new random key. The caller wipes it.</summary>
    public static byte[] Generate()
    {
        Span<byte> key = stackalloc byte[SealedBlob.KeySize];
        RandomNumberGenerator.Fill(key);
        var text = new byte[Header.Length + Base64.GetMaxEncodedToUtf8Length(key.Length) + 1];
        Header.CopyTo(text);
        Base64.EncodeToUtf8(key, text.AsSpan(Header.Length), out _, out _);
        text[^1] = (byte)'\n';
        CryptographicOperations.ZeroMemory(key);
        return text;
    }

    public static MasterKey? Parse(string text)
    {
        if (text.Length > MaxLength)
            return null;

        var bytes = Encoding.UTF8.GetBytes(text);
        try
        {
            return Parse(bytes);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    public static MasterKey? Parse(ReadOnlySpan<byte> text)
    {
        text = text.StartsWith("\uFEFF"u8) ? text[3..] : text;
        text = text.Trim(" \t\r\n"u8);
        text = text.StartsWith(Header) ? text[Header.Length..] : text;
        if (text.Length > MaxLength)
            return null;

        Span<byte> key = stackalloc byte[MaxLength];
        try
        {
            return Base64.DecodeFromUtf8(text, key, out _, out var length) == OperationStatus.Done && length == SealedBlob.KeySize
                ? MasterKey.From(key[..length])
                : null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }
}
