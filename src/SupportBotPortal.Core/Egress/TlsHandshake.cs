using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Egress;

/// <summary>Makes a connection secure, with the same judgement for tests and for calls.</summary>
internal sealed class TlsHandshake(TrustedAuthorities authorities, TimeProvider time)
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private static readonly List<SslApplicationProtocol> Http = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11];

    /// <summary>Takes over <paramref name="connection"/>: it is disposed with the result, or when this fails.</summary>
    public Task<SslStream> SecureAsync(Stream connection, Uri url, CancellationToken cancellationToken) => SecureAsync(connection, url, Http, cancellationToken);

    /// <param name="protocols">What may be spoken; none = it is not asked.</param>
    /// <inheritdoc cref="SecureAsync(Stream, Uri, CancellationToken)"/>
    public async Task<SslStream> SecureAsync(Stream connection, Uri url, List<SslApplicationProtocol> protocols, CancellationToken cancellationToken)
    {
        var host = EgressUrl.HostOf(url);
        CertificateProblem? problem = null;
        var ssl = new SslStream(connection, leaveInnerStreamOpen: false);
        var now = time.GetUtcNow();
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = host,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            ApplicationProtocols = protocols.Count > 0 ? protocols : null,
            CertificateChainPolicy = TrustedAuthorities.Policy(now),
            RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
            {
                problem = Judge(certificate, chain, errors, host, now);
                return problem is null;
            },
        };
        try
        {
            return await Within.RunAsync(time, Limit, async token =>
            {
                await ssl.AuthenticateAsClientAsync(options, token);
                return ssl;
            }, () => new(FailureCause.Timeout, $"{Named.Host(url)} accepted the connection, but did not finish the TLS handshake within {Limit.TotalSeconds:0} seconds."), cancellationToken);
        }
        catch (Exception e) when (e is AuthenticationException or IOException)
        {
            await ssl.DisposeAsync();
            cancellationToken.ThrowIfCancellationRequested();
            throw problem is not null ? new EgressException(FailureCause.Tls, problem.Sentence, e) { Advice = problem.Advice }
                : e is AuthenticationException ? TransportFailure.Tls(url, e)
                : new EgressException(FailureCause.Tls, $"{Named.Host(url)} broke off the TLS handshake: it may speak no TLS on port {url.Port}, or not serve this host name.", e) { Advice = TransportFailure.SpeaksNoTls };
        }
        catch
        {
            await ssl.DisposeAsync();
            throw;
        }
    }

    private CertificateProblem? Judge(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors, string host, DateTimeOffset now)
    {
        if (certificate is not X509Certificate2 leaf || chain is null) return new($"{host} presented no certificate.", []);
        if (errors == SslPolicyErrors.None) return null;
        var status = CertificateProblem.Combine(chain);
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) && authorities.Judge(leaf, chain, now) is { } own)
        {
            status = own;
            if (own == X509ChainStatusFlags.NoError) errors &= ~SslPolicyErrors.RemoteCertificateChainErrors;
        }

        return errors == SslPolicyErrors.None ? null : CertificateProblem.For(leaf, status, errors, host, now);
    }
}
