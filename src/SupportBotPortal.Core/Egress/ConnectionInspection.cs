using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Runtime.CompilerServices;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Egress;

/// <summary>The first stages of a connection test: what a plugin cannot see.</summary>
internal sealed class ConnectionInspection(Connector connector, TimeProvider time)
{
    public async IAsyncEnumerable<ProbeStage> RunAsync(Uri url, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IReadOnlyList<IPAddress> addresses = [];
        Stream? stream = null;
        try
        {
            var address = await StageAsync(ProbeStageKind.Address, async () =>
            {
                addresses = await connector.Finder.FindAsync(url, cancellationToken);
                return addresses.Count == 0 ? new("The proxy looks the address up", "") : new("Address found", Shown(url, addresses));
            });
            yield return address;
            if (address.Verdict == ProbeVerdict.Failed) yield break;

            var connection = await StageAsync(ProbeStageKind.Connection, async () =>
            {
                stream = await connector.Dialer.DialAsync(url, addresses, cancellationToken);
                return new("Connected", connector.Dialer.ProxyFor(addresses) is { } proxy ? $"Through the proxy {proxy}" : $"Port {url.Port}");
            });
            yield return connection;
            if (connection.Verdict == ProbeVerdict.Failed || url.Scheme != Uri.UriSchemeHttps) yield break;

            yield return await StageAsync(ProbeStageKind.Tls, async () =>
            {
                var secure = await connector.Tls.SecureAsync(stream!, url, cancellationToken);
                stream = secure;
                return Describe(secure);
            });
        }
        finally
        {
            if (stream is not null) await stream.DisposeAsync();
        }
    }

    private async Task<ProbeStage> StageAsync(ProbeStageKind kind, Func<Task<Outcome>> step)
    {
        var start = time.GetTimestamp();
        try
        {
            var outcome = await step();
            return new(kind, outcome.Reservation ? ProbeVerdict.Warning : ProbeVerdict.Passed, outcome.Summary)
            {
                Detail = outcome.Detail.Length > 0 ? outcome.Detail : null,
                Duration = time.GetElapsedTime(start),
            };
        }
        catch (EgressException e)
        {
            return new(kind, ProbeVerdict.Failed, e.Message) { Cause = e.Cause, Advice = e.Advice, Duration = time.GetElapsedTime(start) };
        }
    }

    private static string Shown(Uri url, IReadOnlyList<IPAddress> addresses)
    {
        var more = addresses.Count > 1 ? $" and {addresses.Count - 1} more" : "";
        var where = AddressPolicy.Classify(addresses[0]) switch
        {
            AddressKind.Loopback => ", the machine that the portal runs on",
            AddressKind.Private => ", in a private network",
            _ => "",
        };
        return IPAddress.TryParse(EgressUrl.HostOf(url), out _) ? $"{addresses[0]}{where}" : $"{EgressUrl.HostOf(url)} is {addresses[0]}{more}{where}";
    }

    private Outcome Describe(SslStream secure)
    {
        var version = secure.SslProtocol == SslProtocols.Tls13 ? "TLS 1.3" : "TLS 1.2";
        var certificate = (X509Certificate2)secure.RemoteCertificate!;
        var (from, until) = (certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime());
        var left = until - time.GetUtcNow().UtcDateTime;
        // Certificates that live for days only are renewed late on purpose: a third of their life is early enough.
        var soon = left < TimeSpan.FromDays(14) && left < (until - from) / 3;
        var days = (int)left.TotalDays;
        return new(
            soon ? $"{version}, certificate expires soon" : $"{version}, certificate valid",
            days == 1 ? "1 day left" : string.Create(CultureInfo.InvariantCulture, $"{days} days left"),
            soon);
    }

    private sealed record Outcome(string Summary, string Detail, bool Reservation = false);
}
