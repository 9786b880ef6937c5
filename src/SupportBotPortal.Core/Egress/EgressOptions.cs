namespace SupportBotPortal.Core.Egress;

/// <summary>The operator's say about outgoing calls. From file or environment only; the portal shows it and cannot change it.</summary>
public sealed class EgressOptions
{
    public const string Section = "Egress";

    /// <summary>
    /// What may be called beside public https addresses: <c>loopback:11434</c>, <c>loopback:*</c>, <c>private:*</c>,
    /// <c>10.20.0.0/16:8000</c>, <c>llm.lan:8000</c>. A host name may then resolve into loopback or private ranges.
    /// </summary>
    public string[] Allow { get; set; } = [];

    public EgressMode Mode { get; set; }

    /// <summary>
    /// An http proxy for public addresses, e.g. <c>http://proxy.lan:3128</c>. It is asked for the judged address, and for a name
    /// only where the portal's own name server does not know it. The environment's proxies are never used.
    /// </summary>
    public string? Proxy { get; set; }

    /// <summary>PEM files with certificate authorities that are trusted beside the machine's own.</summary>
    public string[] TrustedAuthorities { get; set; } = [];
}
