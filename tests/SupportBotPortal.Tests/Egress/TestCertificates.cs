using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SupportBotPortal.Tests.Egress;

/// <summary>An authority of the test's own and what it issues, around the test clock's time.</summary>
internal sealed class TestCertificates : IDisposable
{
    private readonly X509Certificate2 authority;

    public TestCertificates()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Test Authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        authority = request.CreateSelfSigned(TestDoor.Now.AddYears(-5), TestDoor.Now.AddYears(5));
        PemFile = Path.Combine(Path.GetTempPath(), $"authority-{Guid.NewGuid():N}.pem");
        File.WriteAllText(PemFile, authority.ExportCertificatePem());
    }

    public string PemFile { get; }

    public X509Certificate2 Issue(string host, double fromDays = -10, double untilDays = 83.5, string usage = "1.3.6.1.5.5.7.3.1", string? issuerAt = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = Request(host, key, usage);
        if (issuerAt is not null) request.CertificateExtensions.Add(IssuerAt(issuerAt));
        using var issued = request.Create(authority, TestDoor.Now.AddDays(fromDays), TestDoor.Now.AddDays(untilDays), RandomNumberGenerator.GetBytes(8));
        return issued.CopyWithPrivateKey(key);
    }

    public static X509Certificate2 SelfSigned(string host)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Request(host, key, "1.3.6.1.5.5.7.3.1").CreateSelfSigned(TestDoor.Now.AddDays(-1), TestDoor.Now.AddDays(90));
    }

    private static CertificateRequest Request(string host, ECDsa key, string usage)
    {
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(host, out var address)) names.AddIpAddress(address);
        else names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], false));
        return request;
    }

    private static X509AuthorityInformationAccessExtension IssuerAt(string url) =>
        new X509AuthorityInformationAccessExtension(ocspUris: [url], caIssuersUris: [url]);

    public void Dispose()
    {
        authority.Dispose();
        File.Delete(PemFile);
    }
}
