using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace SupportBotPortal.Core.Egress;

/// <summary>What is wrong with a certificate, so that one knows whom to ask, and what can be done about it.</summary>
internal sealed record CertificateProblem(string Sentence, IReadOnlyList<string> Advice)
{
    public static X509ChainStatusFlags Combine(X509Chain chain) =>
        chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, status) => all | status.Status);

    public static CertificateProblem For(X509Certificate2 leaf, X509ChainStatusFlags status, SslPolicyErrors errors, string host, DateTimeOffset now)
    {
        List<string> sentences = [], advice = [];
        if (status.HasFlag(X509ChainStatusFlags.NotTimeValid)) sentences.Add(Time(leaf, now));
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            sentences.Add($"The certificate was issued for {Names(leaf)}, not for {host}.");
            advice.Add("If that is the service you mean, write its name as in the certificate into the base URL. If not, the address leads somewhere else.");
        }

        if ((status & (X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain)) != 0) sentences.Add(Trust(leaf, status));
        if (status.HasFlag(X509ChainStatusFlags.NotValidForUsage)) sentences.Add("The certificate was not issued for servers.");
        if (status.HasFlag(X509ChainStatusFlags.Revoked)) sentences.Add("The certificate was revoked.");
        if (sentences.Count == 0) sentences.Add($"The certificate of {host} is not valid ({status}).");
        return new(string.Join(' ', sentences), advice);
    }

    private static string Time(X509Certificate2 leaf, DateTimeOffset now)
    {
        var (from, until) = (leaf.NotBefore.ToUniversalTime(), leaf.NotAfter.ToUniversalTime());
        if (until < now.UtcDateTime)
        {
            var days = (int)(now.UtcDateTime - until).TotalDays;
            return $"The certificate expired on {Date(until)}{(days == 0 ? "" : days == 1 ? ", 1 day ago" : $", {days} days ago")}.";
        }

        return from > now.UtcDateTime
            ? $"The certificate is valid only from {Date(from)} on; check the clocks of both machines."
            : "The certificate of the authority that issued it has expired.";
    }

    private static string Trust(X509Certificate2 leaf, X509ChainStatusFlags status)
    {
        const string Remedy = "If you trust it, put its PEM file under Egress:TrustedAuthorities in appsettings.json and restart the portal.";
        if (leaf.SubjectName.RawData.AsSpan().SequenceEqual(leaf.IssuerName.RawData))
            return $"The certificate is self-signed: nobody vouches for it. {Remedy}";
        var issuer = Named.Foreign(leaf.GetNameInfo(X509NameType.SimpleName, forIssuer: true));
        return status.HasFlag(X509ChainStatusFlags.PartialChain)
            ? $"The certificate was issued by \"{issuer}\", an authority unknown to this machine, or the server does not send its intermediate certificate. {Remedy}"
            : $"The certificate was issued by \"{issuer}\", an authority unknown to this machine. {Remedy}";
    }

    private static string Names(X509Certificate2 leaf)
    {
        var extension = leaf.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault();
        List<string> names = extension is null
            ? [leaf.GetNameInfo(X509NameType.SimpleName, forIssuer: false)]
            : [.. extension.EnumerateDnsNames(), .. extension.EnumerateIPAddresses().Select(address => address.ToString())];
        if (names.Count == 0) return "no host at all";
        var shown = string.Join(", ", names.Take(4).Select(Named.Foreign));
        return names.Count > 4 ? $"{shown} and {names.Count - 4} more" : shown;
    }

    private static string Date(DateTime day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}
