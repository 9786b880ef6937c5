using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace SupportBotPortal.Core.People.Users;

/// <summary>The secret in a link to an account: 256 random bits, of which the database has a hash.</summary>
internal static class AccountLinkToken
{
    private const int Longest = 100;

    public static string Make() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <returns><see langword="null"/> for what is none.</returns>
    public static byte[]? HashOf(string? token) => token is { Length: > 0 and <= Longest } ? SHA256.HashData(Encoding.UTF8.GetBytes(token)) : null;
}
