using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SupportBotPortal.FakeProviders.Tls;

/// <summary>A certificate authority and its certificates, made once per process.</summary>
public static class FakeCertificates
{
    private static readonly Lazy<X509Certificate2> Authority = new(MakeAuthority);

    private static readonly Lazy<Dictionary<FakeCertificate, X509Certificate2>> All = new(() => new()
    {
        [FakeCertificate.Valid] = Issue("localhost", Now.AddDays(-1), Now.AddDays(30)),
        [FakeCertificate.Expired] = Issue("localhost", Now.AddDays(-30), Now.AddDays(-1)),
        [FakeCertificate.WrongHost] = Issue("somewhere-else.example", Now.AddDays(-1), Now.AddDays(30)),
        [FakeCertificate.SelfSigned] = SelfSign("localhost"),
    });

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    /// <summary>The authority to trust, as PEM.</summary>
    public static string AuthorityPem => Authority.Value.ExportCertificatePem();

    /// <summary>An object of its own for each server: a certificate decodes its extensions on first use, which two threads must not do at once.</summary>
    internal static X509Certificate2 Get(FakeCertificate kind) => new(All.Value[kind]);

    private static X509Certificate2 MakeAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=SupportBot Portal test authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request.CreateSelfSigned(Now.AddDays(-60), Now.AddDays(60));
    }

    private static X509Certificate2 Issue(string host, DateTimeOffset from, DateTimeOffset to)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var publicOnly = Request(host, key).Create(Authority.Value, from, to, RandomNumberGenerator.GetBytes(8));
        return Usable(publicOnly.CopyWithPrivateKey(key));
    }

    private static X509Certificate2 SelfSign(string host)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Usable(Request(host, key).CreateSelfSigned(Now.AddDays(-1), Now.AddDays(30)));
    }

    private static CertificateRequest Request(string host, ECDsa key)
    {
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        if (host == "localhost")
        {
            names.AddIpAddress(IPAddress.Loopback);
            names.AddIpAddress(IPAddress.IPv6Loopback);
        }

        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        return request;
    }

    // Windows' TLS refuses keys that only live in memory: a round trip through PKCS#12 makes them usable everywhere.
    private static X509Certificate2 Usable(X509Certificate2 certificate)
    {
        using (certificate)
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
