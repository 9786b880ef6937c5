using System.Net.Http.Headers;
using System.Text;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Plugins.VendorHttp;

/// <summary>The headers of every call of a provider, listing, probing and chatting alike: the credential and custom ones.</summary>
public sealed class RequestHeaders
{
    // Those frame the message or the connection; the portal refuses them too, but a plugin must not depend on that.
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "Host", "Content-Length", "Content-Type", "Transfer-Encoding", "Connection", "Upgrade", "TE", "Trailer", "Keep-Alive", "Expect",
        "Cookie", "Accept-Encoding", "HTTP2-Settings", "Metadata", "Metadata-Flavor", "X-Google-Metadata-Request", "X-aws-ec2-metadata-token",
    };

    private readonly KeyValuePair<string, string>? credential;
    private readonly IReadOnlyList<KeyValuePair<string, string>> others;

    /// <exception cref="ProviderFailureException">A header cannot be sent.</exception>
    public RequestHeaders(KeyValuePair<string, string>? credential, IReadOnlyList<KeyValuePair<string, string>> others)
    {
        this.credential = credential;
        this.others = others;
        if (credential is var (name, value))
            Check(name, value);
        foreach (var (other, text) in others)
        {
            Check(other, text);
            if (other.Equals(credential?.Key, StringComparison.OrdinalIgnoreCase))
                throw Unusable("A custom header has the name of the header that carries the key; remove it");
        }

        using var trial = new HttpRequestMessage();
        Apply(trial.Headers);
    }

    /// <summary>Whether there is a credential to prove.</summary>
    public bool HasCredential => credential is not null;

    public static KeyValuePair<string, string>? Bearer(string? secret) =>
        secret is null ? null : new("Authorization", $"Bearer {secret}");

    public static KeyValuePair<string, string>? Basic(string user, string? secret) =>
        secret is null ? null : new("Authorization", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{secret}"))}");

    /// <summary>Adds the headers; replaces what a client library has put there for the credential.</summary>
    public void Apply(HttpRequestHeaders headers, bool withCredential = true)
    {
        headers.Authorization = null;
        try
        {
            // Add, which refuses line breaks: a value with one would otherwise become a header of its own on the wire.
            foreach (var (name, value) in others)
            {
                headers.Remove(name);
                headers.Add(name, value);
            }

            if (withCredential && credential is var (header, secret))
                headers.Add(header, secret);
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException or ArgumentException)
        {
            // Not kept as inner exception: its text contains the value.
            throw Unusable("A header cannot be sent: its name or value contains characters that are not allowed");
        }
    }

    private static void Check(string name, string value)
    {
        if (Reserved.Contains(name) || name.StartsWith("Proxy-", StringComparison.OrdinalIgnoreCase))
            throw Unusable("A header has a name that is reserved for the connection itself");
        // An HttpRequestMessage takes them; the connection would break on them.
        foreach (var c in value)
        {
            if (c is (< ' ' or > '~') and not '\t')
                throw Unusable("A header cannot be sent: its value may have only printable ASCII characters");
        }
    }

    private static ProviderFailureException Unusable(string message) => new(FailureCause.BadParameter, message);
}
