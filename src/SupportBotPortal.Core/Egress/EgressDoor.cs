using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Egress;

/// <summary>The one place that makes clients and handlers.</summary>
[SuppressMessage("ApiDesign", "RS0030", Justification = "This is the door: nobody else makes a handler or a client.")]
internal sealed class EgressDoor : IEgress, IDisposable
{
    public const int HeaderKiB = 16;

    private readonly TimeProvider time;
    private readonly AddressFinder finder;
    private readonly Connector connector;
    private readonly HttpMessageInvoker encrypted;
    private readonly HttpMessageInvoker plain;
    private readonly ConditionalWeakTable<Uri, Uri> bases = [];

    public EgressDoor(
        IOptions<EgressOptions> options, AddressPolicy policy, INameResolver resolver, TrustedAuthorities authorities, TimeProvider time)
    {
        this.time = time;
        if (!ProxyAddress.TryParse(options.Value.Proxy, out var proxy, out var error)) throw new FormatException(error);
        finder = new AddressFinder(resolver, policy, proxy, time);
        connector = new(finder, new(finder, proxy, time), new(authorities, time));
        encrypted = new(MakeHandler(Uri.UriSchemeHttps), disposeHandler: true);
        plain = new(MakeHandler(Uri.UriSchemeHttp), disposeHandler: true);
    }

    public HttpClient CreateClient(Uri baseUrl, EgressProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(baseUrl);
        // An address is read once, however many clients are made for it.
        var below = bases.GetValue(baseUrl, BaseAddress);
        return new HttpClient(Bound(baseUrl, profile))
        {
            BaseAddress = below,
            // The profile's deadlines reach further and say which one it was.
            Timeout = Timeout.InfiniteTimeSpan,
            // A buffer that is the cap's own size: the counting stream speaks first.
            MaxResponseContentBufferSize = Math.Min(profile.MaximumBytes + 1, int.MaxValue),
        };
    }

    public HttpMessageHandler CreateHandler(Uri first, EgressProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return new FollowingHandler(Callable(first), url => Bound(url, profile));
    }

    public IAsyncEnumerable<ProbeStage> InspectAsync(Uri baseUrl, CancellationToken cancellationToken) =>
        new ConnectionInspection(connector, time).RunAsync(Callable(baseUrl), cancellationToken);

    public async Task<EgressVerdict> JudgeAsync(Uri baseUrl, CancellationToken cancellationToken)
    {
        try
        {
            await finder.FindAsync(IsServer(baseUrl) ? baseUrl : Callable(baseUrl), cancellationToken);
            return EgressVerdict.Allowed;
        }
        catch (EgressException refused) when (refused.Cause == FailureCause.AddressRefused)
        {
            return EgressVerdict.Refused(refused.Message);
        }
        catch (EgressException)
        {
            return EgressVerdict.Allowed;
        }
    }

    public async Task<EgressConnection> DialAsync(Uri server, CancellationToken cancellationToken)
    {
        if (!IsServer(server)) throw new ArgumentException("The address of a server for mail or logs is needed.", nameof(server));
        var addresses = await finder.FindAsync(server, cancellationToken);
        return new(await connector.Dialer.DialAsync(server, addresses, cancellationToken), server, connector.Tls);
    }

    public void Dispose()
    {
        encrypted.Dispose();
        plain.Dispose();
    }

    private BoundHandler Bound(Uri baseUrl, EgressProfile profile) => new(baseUrl.Scheme == Uri.UriSchemeHttps ? encrypted : plain, baseUrl, profile, time);

    /// <summary>With a trailing slash, or relative addresses would replace the last segment of the path.</summary>
    private static Uri BaseAddress(Uri baseUrl) => new(Callable(baseUrl).AbsoluteUri.TrimEnd('/') + "/");

    private static bool IsServer(Uri server)
    {
        ArgumentNullException.ThrowIfNull(server);
        return server is { IsAbsoluteUri: true, Scheme: EgressUrl.Mail or EgressUrl.SecureMail, UserInfo.Length: 0 };
    }

    private static Uri Callable(Uri baseUrl)
    {
        ArgumentNullException.ThrowIfNull(baseUrl);
        if (!baseUrl.IsAbsoluteUri || baseUrl.Scheme is not ("http" or "https") || baseUrl.UserInfo.Length > 0)
            throw new ArgumentException("An absolute http or https address without user name is needed.", nameof(baseUrl));
        return EgressUrl.HostOf(baseUrl).Length > 0 ? baseUrl : throw new EgressException(FailureCause.AddressRefused, "The address names a host that cannot exist. Check the spelling.");
    }

    private SocketsHttpHandler MakeHandler(string scheme) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false, // the connector tunnels through the operator's; the environment's would decide where keys go
        AutomaticDecompression = DecompressionMethods.None,
        PreAuthenticate = false,
        Credentials = null,
        ActivityHeadersPropagator = null, // our trace ids are nobody's business
        EnableMultipleHttp2Connections = true,
        MaxResponseHeadersLength = HeaderKiB,
        MaxResponseDrainSize = 0, // what is not read is cut off, not swallowed in the background
        ResponseDrainTimeout = TimeSpan.Zero,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2), // then the address is looked up and judged again
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        // A backstop only: each step has a limit of its own, and a sentence for it.
        ConnectTimeout = TimeSpan.FromSeconds(30),
        // From the endpoint and the client's own scheme, not from the message: a plugin could change that one meanwhile.
        ConnectCallback = (context, cancellationToken) =>
            connector.ConnectAsync(new UriBuilder(scheme, context.DnsEndPoint.Host, context.DnsEndPoint.Port).Uri, cancellationToken),
    };
}
