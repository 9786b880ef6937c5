using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SupportBotPortal.Core.Health.Delivery;

/// <summary>Shows a receiver that a message comes from this portal, and when it was sent: so that neither a stranger's nor an old one passes.</summary>
internal static class WebhookSignature
{
    public const string TimestampHeader = "X-SupportBot-Timestamp";
    public const string SignatureHeader = "X-SupportBot-Signature";
    public const string DeliveryHeader = "X-SupportBot-Delivery";

    private const string Version = "v1=";

    public static string Timestamp(DateTimeOffset now) => now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    public static string Of(string secret, string timestamp, byte[] body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hash.AppendData(Encoding.ASCII.GetBytes(timestamp + "."));
        hash.AppendData(body);
        return Version + Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
