using System.Buffers.Text;
using System.Security.Cryptography;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Secrets;

namespace SupportBotPortal.Core.Health.Alerts.Channels;

/// <summary>The secrets that sign what webhooks are sent: made here, shown once, sealed, bound to their channel.</summary>
public sealed class SigningSecrets(ISecretBox box)
{
    private const string Prefix = "whsec_";
    private const int Bytes = 32;

    /// <summary>256 bits, as a text that can be copied.</summary>
    public static string New() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <exception cref="PortalLockedException">The key ring is locked.</exception>
    public byte[] Seal(Guid channelId, string secret) => box.Seal(secret, ContextOf(channelId));

    public OpenedSecret Open(AlertChannel channel)
    {
        ArgumentNullException.ThrowIfNull(channel);
        return channel.SigningSecret is { } blob ? box.Open(blob, ContextOf(channel.Id)) : new(SecretState.Empty, null);
    }

    public SecretState StateOf(AlertChannel channel)
    {
        ArgumentNullException.ThrowIfNull(channel);
        return channel.SigningSecret is { } blob ? box.Check(blob, ContextOf(channel.Id)) : SecretState.Empty;
    }

    /// <summary>It is never sent, only used to sign: so it is bound to no origin.</summary>
    private static SecretContext ContextOf(Guid channelId) => new("alert_channel", channelId, "signing_secret", "", "");
}
