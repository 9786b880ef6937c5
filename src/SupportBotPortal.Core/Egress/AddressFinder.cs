using System.Net;
using System.Net.Sockets;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Egress;

/// <summary>Looks a host up once and judges every answer. What it returns is connected as it is, never looked up again.</summary>
internal sealed class AddressFinder(INameResolver resolver, AddressPolicy policy, ProxyAddress? proxy, TimeProvider time)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <returns>Judged addresses. Empty: only the proxy can look the name up.</returns>
    public async Task<IReadOnlyList<IPAddress>> FindAsync(Uri url, CancellationToken cancellationToken)
    {
        IReadOnlyList<IPAddress> addresses;
        try
        {
            addresses = await LookUpAsync(EgressUrl.HostOf(url), cancellationToken);
        }
        catch (EgressException) when (proxy is not null && url.Scheme == Uri.UriSchemeHttps)
        {
            // Where a proxy is needed, there is often no name server for the internet.
            addresses = [];
        }

        var verdict = addresses.Count == 0 ? policy.JudgeUnresolved(url) : policy.Judge(url, addresses);
        return verdict.IsAllowed ? addresses : throw new EgressException(FailureCause.AddressRefused, verdict.Reason!);
    }

    /// <summary>Without a judgement: only for the operator's own proxy.</summary>
    public async Task<IReadOnlyList<IPAddress>> LookUpAsync(string host, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host, out var literal)) return [literal];
        try
        {
            var addresses = await Within.RunAsync(
                time, Limit, async token => await resolver.ResolveAsync(host, token),
                () => new(FailureCause.Address, $"{host} could not be looked up within {Limit.TotalSeconds:0} seconds. Is the name server reachable?"), cancellationToken);
            return addresses.Count > 0 ? addresses : throw NotFound(host, null);
        }
        catch (SocketException e)
        {
            throw e.SocketErrorCode == SocketError.TryAgain
                ? new EgressException(FailureCause.Address, $"{host} could not be looked up: the name server does not answer.", e)
                : NotFound(host, e);
        }
    }

    private static EgressException NotFound(string host, Exception? e) =>
        new(FailureCause.Address, $"There is no host named {host}. Check the spelling.", e);
}
