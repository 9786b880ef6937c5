using Microsoft.Extensions.Logging;

namespace SupportBotPortal.PluginSdk;

/// <summary>Everything a plugin needs to talk to one provider.</summary>
public sealed class ProviderConnection
{
    /// <summary>Absolute http or https address without query, fragment and user info; its path has no trailing slash.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>With what to authenticate.</summary>
    public required ProviderCredential Credential { get; init; }

    /// <summary>The type's own settings.</summary>
    public required ProviderSettings Settings { get; init; }

    /// <summary>
    /// The portal's client: the only way out. It connects only where the operator's policy allows and only to the
    /// origin of <see cref="BaseUrl"/>, follows no redirects, and bounds time and size. Do not dispose it.
    /// </summary>
    /// <remarks>
    /// What one request may take depends on what the connection was made for:
    /// <list type="table">
    /// <listheader><term>Made for</term><description>Time, size of the answer's body</description></listheader>
    /// <item><term>Connection test</term><description>15 seconds, 8 MiB</description></item>
    /// <item><term>Test that may generate</term><description>60 seconds, 8 MiB</description></item>
    /// <item><term>Discovery</term><description>30 seconds, 8 MiB; at most 5,000 models</description></item>
    /// <item><term>Chat</term><description>60 seconds to the response's headers and 60 seconds between two pieces of the body,
    /// no limit on the whole; 32 MiB</description></item>
    /// </list>
    /// Beyond that the request ends with an <see cref="HttpRequestException"/> that carries a sentence and a cause for the
    /// portal: let it pass. <see cref="HttpClient.Timeout"/> decides nothing; shorter deadlines of the plugin's own are made
    /// with <see cref="Time"/>. Its <see cref="HttpClient.BaseAddress"/> is the base URL with a slash at its end, so that a relative
    /// address without a leading slash works too. Answers are never decompressed, and a compressed one is refused.
    /// </remarks>
    public required HttpClient Http { get; init; }

    /// <summary>Logs in the category <c>Plugin.&lt;id&gt;</c>, the id of <c>plugin.json</c>. Never log credentials or bodies.</summary>
    public required ILogger Logger { get; init; }

    /// <summary>The clock; measure durations with <see cref="TimeProvider.GetTimestamp"/>.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>The address of an endpoint below the base URL.</summary>
    /// <param name="relative">Path and query, e.g. <c>models?limit=100</c>. Slashes at its beginning do not count: it is always below the base URL's path.</param>
    public Uri Endpoint(string relative)
    {
        ArgumentNullException.ThrowIfNull(relative);
        return new($"{BaseUrl.AbsoluteUri.TrimEnd('/')}/{relative.TrimStart('/')}", UriKind.Absolute);
    }
}
