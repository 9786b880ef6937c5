using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Egress;

/// <summary>The one door for outgoing calls.</summary>
public interface IEgress
{
    /// <summary>
    /// A client that calls nothing but the origin of <paramref name="baseUrl"/>, where and as the policy allows.
    /// Cheap; connections are shared. Every transport failure is an <see cref="EgressException"/>; the caller's own
    /// cancellation stays an <see cref="OperationCanceledException"/>.
    /// </summary>
    /// <exception cref="ArgumentException">Not an absolute http or https address.</exception>
    HttpClient CreateClient(Uri baseUrl, EgressProfile profile);

    /// <summary>
    /// For a library that follows the addresses which a service names itself, such as an identity provider's: each request may go
    /// to another origin, where and as the policy allows, and never from https to http.
    /// </summary>
    /// <param name="first">Where it begins.</param>
    /// <exception cref="ArgumentException">Not an absolute http or https address.</exception>
    HttpMessageHandler CreateHandler(Uri first, EgressProfile profile);

    /// <summary>
    /// Address, connection and (https) TLS on a fresh connection, each yielded as it finishes; stops at the first that fails.
    /// Sends no request.
    /// </summary>
    IAsyncEnumerable<ProbeStage> InspectAsync(Uri baseUrl, CancellationToken cancellationToken);

    /// <summary>
    /// Looks the host up and judges it, without connecting: for saying at a form's field what a call would say later. A name
    /// that cannot be looked up is not refused; a test will say so.
    /// </summary>
    Task<EgressVerdict> JudgeAsync(Uri baseUrl, CancellationToken cancellationToken);

    /// <summary>Opens a connection to a server for mail or logs, after the same judgement of its address.</summary>
    /// <param name="server">See <see cref="EgressUrl.OfServer"/>.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="EgressException">It may not be called, or does not answer; the message says which.</exception>
    Task<EgressConnection> DialAsync(Uri server, CancellationToken cancellationToken);
}
