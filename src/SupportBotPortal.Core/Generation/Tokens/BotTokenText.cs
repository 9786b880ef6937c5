using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace SupportBotPortal.Core.Generation.Tokens;

/// <summary>How a token is written: a word by which secret scanners can tell it, and 256 random bits.</summary>
internal static class BotTokenText
{
    private const string Beginning = "sbp_";
    private const int Bytes = 32;

    /// <summary>What is shown of it: too little to guess by.</summary>
    private const int Shown = 10;

    public static string Make() => Beginning + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    public static string PrefixOf(string token) => token[..Shown];

    public static bool CanBe(string text) => text.Length == Beginning.Length + ((Bytes * 8) + 5) / 6 && text.StartsWith(Beginning, StringComparison.Ordinal);

    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
