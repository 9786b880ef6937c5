using System.Net.Sockets;
using System.Security.Authentication;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Egress;

/// <summary>Turns what the network stack throws into a cause and a sentence.</summary>
internal static class TransportFailure
{
    public static EgressException From(Exception e, Uri url)
    {
        for (var inner = e; inner is not null; inner = inner.InnerException)
        {
            switch (inner)
            {
                // What the connector threw comes back wrapped by the connection pool.
                case EgressException known: return known;
                case AuthenticationException: return Tls(url, inner);
                case SocketException socket: return Connect(socket, url);
                // The pool's own limit on connecting, a backstop to ours.
                case TimeoutException: return new(FailureCause.Timeout, $"{Named.Host(url)} made no connection in time.", e);
            }
        }

        return (e as HttpRequestException)?.HttpRequestError switch
        {
            HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError or HttpRequestError.VersionNegotiationError =>
                new(FailureCause.NotTheExpectedApi, $"{Named.Host(url)} answered something that is not HTTP.", e),
            HttpRequestError.ConfigurationLimitExceeded =>
                new(FailureCause.NotTheExpectedApi, $"{Named.Host(url)} sent more than {EgressDoor.HeaderKiB} KB of response headers.", e),
            HttpRequestError.SecureConnectionError => Tls(url, e),
            HttpRequestError.NameResolutionError => new(FailureCause.Address, $"{EgressUrl.HostOf(url)} has no address.", e),
            HttpRequestError.ResponseEnded => Broken(url, e),
            _ => e is HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError }
                ? new(FailureCause.NotTheExpectedApi, $"{Named.Host(url)} sent an answer that breaks the rules of HTTP.", e)
                : Broken(url, e),
        };
    }

    public static readonly IReadOnlyList<string> SpeaksNoTls =
        ["Check the port. A service inside your own network that speaks plain http is called with http:// in the base URL; Egress:Allow must name it."];

    public static EgressException Connect(SocketException e, Uri url) => new(FailureCause.Connect, e.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => $"{EgressUrl.HostOf(url)} refused the connection: nothing listens on port {url.Port}.",
        SocketError.NetworkUnreachable or SocketError.HostUnreachable or SocketError.AddressFamilyNotSupported or SocketError.NetworkDown =>
            $"There is no route from this machine to {EgressUrl.HostOf(url)}.",
        SocketError.AccessDenied => $"This machine does not permit a connection to {Named.Host(url)}.",
        SocketError.TimedOut => $"{Named.Host(url)} did not accept the connection in time.",
        _ => $"The connection to {Named.Host(url)} broke.",
    }, e);

    public static EgressException Tls(Uri url, Exception e) => new(FailureCause.Tls,
        $"{Named.Host(url)} made no secure connection: it speaks no TLS on port {url.Port}, or no version that this machine accepts (1.2 or 1.3).", e)
    {
        Advice = SpeaksNoTls,
    };


    private static EgressException Broken(Uri url, Exception e) =>
        new(FailureCause.Connect, $"{Named.Host(url)} closed the connection before its answer was complete.", e);
}
