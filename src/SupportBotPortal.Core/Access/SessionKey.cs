using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace SupportBotPortal.Core.Access;

/// <summary>The random key in the cookie, and the hash under which the session is stored.</summary>
internal static class SessionKey
{
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
