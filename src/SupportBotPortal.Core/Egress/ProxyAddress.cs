using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace SupportBotPortal.Core.Egress;

/// <summary>The operator's proxy. Spoken to with CONNECT only, so that TLS still ends at the provider.</summary>
internal sealed record ProxyAddress(string Host, int Port)
{
    /// <summary>Value of <c>Proxy-Authorization</c>. Not in the text form: it is a password.</summary>
    private string? Authorization { get; init; }

    /// <summary>An empty setting is fine and means none: <paramref name="proxy"/> is then <see langword="null"/>.</summary>
    public static bool TryParse(string? text, out ProxyAddress? proxy, [NotNullWhen(false)] out string? error)
    {
        (proxy, error) = (null, null);
        if (string.IsNullOrWhiteSpace(text)) return true;
        // The value is not repeated: it may carry a password.
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttp
            || EgressUrl.HostOf(uri).Length == 0 || uri.PathAndQuery != "/" || uri.Fragment.Length > 0)
        {
            error = "Egress:Proxy must be an absolute http address without a path, such as \"http://proxy.lan:3128\".";
            return false;
        }

        var user = Uri.UnescapeDataString(uri.UserInfo);
        proxy = new(EgressUrl.HostOf(uri), uri.Port)
        {
            Authorization = user.Length == 0 ? null : "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(user)),
        };
        return true;
    }

    /// <summary>The bytes that ask for a tunnel.</summary>
    public byte[] ConnectRequest(string host, int port)
    {
        var authority = host.Contains(':') ? $"[{host}]:{port}" : $"{host}:{port}";
        var authorization = Authorization is null ? "" : $"Proxy-Authorization: {Authorization}\r\n";
        return Encoding.ASCII.GetBytes($"CONNECT {authority} HTTP/1.1\r\nHost: {authority}\r\n{authorization}\r\n");
    }

    public override string ToString() => $"{Host}:{Port}";
}
