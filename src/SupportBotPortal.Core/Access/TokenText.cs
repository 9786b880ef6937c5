using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace SupportBotPortal.Core.Access;

/// <summary>How a token for machines is written: a word by which secret scanners can tell it, and 256 random bits.</summary>
/// <param name="beginning">The word, such as <c>sbp_</c>.</param>
public sealed class TokenText(string beginning)
{
    private const int Bytes = 32;

    /// <summary>How many of the random characters are shown: too few to guess by.</summary>
    private const int Shown = 6;

    public string Beginning => beginning;

    public string Make() => beginning + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>What is shown of one, so that one found somewhere can be told.</summary>
    public string PrefixOf(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return token[..(beginning.Length + Shown)];
    }

    public bool CanBe(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == beginning.Length + ((Bytes * 8) + 5) / 6 && text.StartsWith(beginning, StringComparison.Ordinal);
    }

    /// <summary>What is stored: whoever reads the database cannot ask with it.</summary>
    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
