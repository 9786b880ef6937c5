using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace SupportBotPortal.Core.Egress;

/// <summary>
/// The authorities that the operator trusts beside the machine's own: what a self-hosted endpoint needs instead of a
/// switch that ignores certificates.
/// </summary>
internal sealed class TrustedAuthorities(IOptions<EgressOptions> options)
{
    private static readonly Oid ServerAuthentication = new("1.3.6.1.5.5.7.3.1");

    // A wrong signature is an authority of the same name with another key: not this one's certificate.
    private const X509ChainStatusFlags NotVouched =
        X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.NotSignatureValid;

    private readonly X509Certificate2[] extra = [.. options.Value.TrustedAuthorities.SelectMany(Read)];

    public static X509Certificate2Collection Read(string path)
    {
        X509Certificate2Collection certificates = [];
        certificates.ImportFromPemFile(path);
        return certificates;
    }

    /// <summary>How every chain is built, for the machine's own authorities.</summary>
    public static X509ChainPolicy Policy(DateTimeOffset now)
    {
        var policy = new X509ChainPolicy
        {
            // A certificate may name addresses from which to fetch its issuer or its revocation list. Whoever presents
            // one would choose what the portal calls, past this door.
            DisableCertificateDownloads = true,
            RevocationMode = X509RevocationMode.NoCheck,
            VerificationTime = now.UtcDateTime,
        };
        policy.ApplicationPolicy.Add(ServerAuthentication);
        return policy;
    }

    /// <summary>Builds the chain once more, with the operator's authorities; <see langword="null"/> if they do not vouch for it.</summary>
    public X509ChainStatusFlags? Judge(X509Certificate2 leaf, X509Chain chain, DateTimeOffset now)
    {
        if (extra.Length == 0) return null;
        using var own = new X509Chain { ChainPolicy = Policy(now) };
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.CustomTrustStore.AddRange(extra);
        own.ChainPolicy.ExtraStore.AddRange(chain.ChainPolicy.ExtraStore);
        foreach (var element in chain.ChainElements) own.ChainPolicy.ExtraStore.Add(element.Certificate);
        own.Build(leaf);
        var status = CertificateProblem.Combine(own);
        return (status & NotVouched) == 0 ? status : null;
    }
}
