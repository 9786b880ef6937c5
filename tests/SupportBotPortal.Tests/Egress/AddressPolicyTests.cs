using System.Net;
using SupportBotPortal.Core.Egress;

namespace SupportBotPortal.Tests.Egress;

public sealed class AddressPolicyTests
{
    [Theory]
    // This network, unspecified
    [InlineData("0.0.0.0", AddressKind.Never)]
    [InlineData("0.1.2.3", AddressKind.Never)]
    [InlineData("0.255.255.255", AddressKind.Never)]
    [InlineData("::", AddressKind.Never)]
    // Link-local and metadata
    [InlineData("169.253.255.255", AddressKind.Public)]
    [InlineData("169.254.0.0", AddressKind.Never)]
    [InlineData("169.254.169.254", AddressKind.Never)]
    [InlineData("169.254.170.2", AddressKind.Never)]
    [InlineData("169.254.255.255", AddressKind.Never)]
    [InlineData("169.255.0.0", AddressKind.Public)]
    [InlineData("168.63.129.15", AddressKind.Public)]
    [InlineData("168.63.129.16", AddressKind.Never)]
    [InlineData("168.63.129.17", AddressKind.Public)]
    [InlineData("100.100.100.199", AddressKind.Private)]
    [InlineData("100.100.100.200", AddressKind.Never)]
    [InlineData("192.0.0.0", AddressKind.Never)]
    [InlineData("192.0.0.192", AddressKind.Never)]
    [InlineData("192.0.1.0", AddressKind.Public)]
    [InlineData("fe80::1", AddressKind.Never)]
    [InlineData("fe80::1%1", AddressKind.Never)]
    [InlineData("febf:ffff::1", AddressKind.Never)]
    [InlineData("fd00:ec2::254", AddressKind.Never)]
    [InlineData("fd00:ec2:1::1", AddressKind.Never)]
    [InlineData("fd20:ce::254", AddressKind.Never)]
    [InlineData("fd00:ec3::254", AddressKind.Private)]
    // Multicast, reserved, broadcast
    [InlineData("223.255.255.255", AddressKind.Public)]
    [InlineData("224.0.0.1", AddressKind.Never)]
    [InlineData("239.255.255.250", AddressKind.Never)]
    [InlineData("240.0.0.1", AddressKind.Never)]
    [InlineData("255.255.255.255", AddressKind.Never)]
    [InlineData("ff02::1", AddressKind.Never)]
    [InlineData("ff0e::1", AddressKind.Never)]
    [InlineData("100::1", AddressKind.Never)]
    [InlineData("4000::1", AddressKind.Never)]
    [InlineData("5f00::1", AddressKind.Never)]
    [InlineData("2001:db8::1", AddressKind.Never)]
    // What IANA's special-purpose registries do not call globally reachable
    [InlineData("192.0.2.1", AddressKind.Never)]
    [InlineData("198.51.100.1", AddressKind.Never)]
    [InlineData("203.0.113.1", AddressKind.Never)]
    [InlineData("198.17.255.255", AddressKind.Public)]
    [InlineData("198.18.0.0", AddressKind.Never)]
    [InlineData("198.19.255.255", AddressKind.Never)]
    [InlineData("198.20.0.0", AddressKind.Public)]
    [InlineData("192.88.98.255", AddressKind.Public)]
    [InlineData("192.88.99.1", AddressKind.Never)]
    [InlineData("192.88.100.0", AddressKind.Public)]
    [InlineData("3ffe:ffff::1", AddressKind.Public)]
    [InlineData("3fff::1", AddressKind.Never)]
    [InlineData("3fff:fff:ffff::1", AddressKind.Never)]
    [InlineData("3fff:1000::1", AddressKind.Public)]
    [InlineData("2001:1::1", AddressKind.Never)]
    [InlineData("2001:2::1", AddressKind.Never)]
    [InlineData("2001:10::1", AddressKind.Never)]
    [InlineData("2001:20::1", AddressKind.Never)]
    [InlineData("2001:2f:ffff::1", AddressKind.Never)]
    [InlineData("2001:1ff:ffff::1", AddressKind.Never)]
    [InlineData("2001:200::1", AddressKind.Public)]
    [InlineData("5f00:0:1::1", AddressKind.Never)]
    [InlineData("::ffff:198.18.0.1", AddressKind.Never)]
    [InlineData("2002:c058:6301::1", AddressKind.Never)]
    // Loopback
    [InlineData("126.255.255.255", AddressKind.Public)]
    [InlineData("127.0.0.0", AddressKind.Loopback)]
    [InlineData("127.0.0.1", AddressKind.Loopback)]
    [InlineData("127.255.255.255", AddressKind.Loopback)]
    [InlineData("128.0.0.0", AddressKind.Public)]
    [InlineData("::1", AddressKind.Loopback)]
    // Private
    [InlineData("9.255.255.255", AddressKind.Public)]
    [InlineData("10.0.0.1", AddressKind.Private)]
    [InlineData("10.255.255.255", AddressKind.Private)]
    [InlineData("11.0.0.0", AddressKind.Public)]
    [InlineData("172.15.255.255", AddressKind.Public)]
    [InlineData("172.16.0.1", AddressKind.Private)]
    [InlineData("172.31.255.255", AddressKind.Private)]
    [InlineData("172.32.0.0", AddressKind.Public)]
    [InlineData("192.167.255.255", AddressKind.Public)]
    [InlineData("192.168.0.1", AddressKind.Private)]
    [InlineData("192.168.255.255", AddressKind.Private)]
    [InlineData("192.169.0.0", AddressKind.Public)]
    [InlineData("100.63.255.255", AddressKind.Public)]
    [InlineData("100.64.0.1", AddressKind.Private)]
    [InlineData("100.127.255.255", AddressKind.Private)]
    [InlineData("100.128.0.0", AddressKind.Public)]
    [InlineData("fc00::1", AddressKind.Private)]
    [InlineData("fdff:ffff::1", AddressKind.Private)]
    [InlineData("fec0::1", AddressKind.Private)]
    // Public
    [InlineData("1.1.1.1", AddressKind.Public)]
    [InlineData("8.8.8.8", AddressKind.Public)]
    [InlineData("2606:4700::6812:c0", AddressKind.Public)]
    [InlineData("2a00:1450::1", AddressKind.Public)]
    // IPv4-mapped
    [InlineData("::ffff:127.0.0.1", AddressKind.Loopback)]
    [InlineData("::ffff:7f00:1", AddressKind.Loopback)]
    [InlineData("::ffff:10.1.2.3", AddressKind.Private)]
    [InlineData("::ffff:169.254.169.254", AddressKind.Never)]
    [InlineData("::ffff:a9fe:a9fe", AddressKind.Never)]
    [InlineData("::ffff:0.0.0.0", AddressKind.Never)]
    [InlineData("::ffff:8.8.8.8", AddressKind.Public)]
    // IPv4-translated and -compatible
    [InlineData("::ffff:0:127.0.0.1", AddressKind.Loopback)]
    [InlineData("::ffff:0:169.254.169.254", AddressKind.Never)]
    [InlineData("::127.0.0.1", AddressKind.Loopback)]
    [InlineData("::169.254.169.254", AddressKind.Never)]
    [InlineData("::192.168.1.1", AddressKind.Private)]
    [InlineData("::2", AddressKind.Never)]
    // NAT64
    [InlineData("64:ff9b::127.0.0.1", AddressKind.Loopback)]
    [InlineData("64:ff9b::a00:1", AddressKind.Private)]
    [InlineData("64:ff9b::169.254.169.254", AddressKind.Never)]
    [InlineData("64:ff9b::168.63.129.16", AddressKind.Never)]
    [InlineData("64:ff9b::8.8.8.8", AddressKind.Public)]
    [InlineData("64:ff9b:1::8.8.8.8", AddressKind.Never)]
    // 6to4
    [InlineData("2002:7f00:1::", AddressKind.Loopback)]
    [InlineData("2002:a00:1::1", AddressKind.Private)]
    [InlineData("2002:a9fe:a9fe::1", AddressKind.Never)]
    [InlineData("2002:808:808::1", AddressKind.Public)]
    // Teredo: the last 32 bits inverted
    [InlineData("2001:0:4136:e378:8000:63bf:80ff:fffe", AddressKind.Loopback)]
    [InlineData("2001:0:4136:e378:8000:63bf:f5ff:fffe", AddressKind.Private)]
    [InlineData("2001:0:4136:e378:8000:63bf:5601:5601", AddressKind.Never)]
    [InlineData("2001:0:4136:e378:8000:63bf:f7f7:f7f7", AddressKind.Public)]
    // ISATAP
    [InlineData("2606:4700::5efe:127.0.0.1", AddressKind.Loopback)]
    [InlineData("2606:4700::200:5efe:169.254.169.254", AddressKind.Never)]
    [InlineData("2606:4700::5efe:808:808", AddressKind.Public)]
    [InlineData("fd12:3456::5efe:808:808", AddressKind.Private)]
    [InlineData("fec0::200:5efe:808:808", AddressKind.Private)]
    [InlineData("fe80::5efe:808:808", AddressKind.Never)]
    [InlineData("fd00:ec2::5efe:808:808", AddressKind.Never)]
    [InlineData("ff02::5efe:808:808", AddressKind.Never)]
    [InlineData("64:ff9b:1::5efe:808:808", AddressKind.Never)]
    // A tunnel in a tunnel, and Teredo's server: the strictest counts
    [InlineData("2002:808:808::5efe:7f00:1", AddressKind.Loopback)]
    [InlineData("2002:7f00:1::5efe:808:808", AddressKind.Loopback)]
    [InlineData("2001:0:a9fe:a9fe:8000:63bf:f7f7:f7f7", AddressKind.Never)]
    [InlineData("2001:0:a00:1:8000:63bf:f7f7:f7f7", AddressKind.Private)]
    public void An_address_is_what_it_leads_to(string text, AddressKind kind) =>
        AddressPolicy.Classify(IPAddress.Parse(text)).ShouldBe(kind);

    [Theory]
    [InlineData("loopback:11434", "http://127.0.0.1:11434", "127.0.0.1", true)]
    [InlineData("loopback:11434", "http://127.0.0.1:11435", "127.0.0.1", false)]
    [InlineData("loopback:*", "http://localhost:1", "::1", true)]
    [InlineData("loopback:*", "http://localhost:1", "::ffff:127.0.0.1", true)]
    [InlineData("loopback:*", "http://10.0.0.1:1", "10.0.0.1", false)]
    [InlineData("private:*", "http://10.0.0.1:1", "10.0.0.1", true)]
    [InlineData("private:*", "http://127.0.0.1:1", "127.0.0.1", false)]
    [InlineData("private:*", "http://x.lan:1", "100.100.100.200", false)]
    [InlineData("private:*", "http://x.lan:1", "fd00:ec2::254", false)]
    [InlineData("10.20.0.0/16:8000", "http://x.lan:8000", "10.20.9.9", true)]
    [InlineData("10.20.0.0/16:8000", "http://x.lan:8000", "::ffff:10.20.9.9", true)]
    [InlineData("10.20.0.0/16:8000", "http://x.lan:8000", "10.21.0.1", false)]
    [InlineData("10.20.0.0/16:8000", "http://x.lan:8001", "10.20.0.1", false)]
    [InlineData("fd12::/16:8000", "http://x.lan:8000", "fd12::7", true)]
    [InlineData("LLM.lan:8000", "http://llm.lan:8000", "10.0.0.1", true)]
    [InlineData("llm.lan:8000", "http://llm.lan:8000", "127.0.0.1", true)]
    [InlineData("llm.lan:8000", "http://llm.lan.:8000", "10.0.0.1", true)]
    [InlineData("llm.lan:8000", "http://other.lan:8000", "10.0.0.1", false)]
    [InlineData("llm.lan:8000", "http://sub.llm.lan:8000", "10.0.0.1", false)]
    [InlineData("llm.lan:8000", "http://llm.lan:8000", "169.254.169.254", false)]
    [InlineData("llm.lan:8000", "http://llm.lan:8000", "8.8.8.8", false)]
    [InlineData("10.0.0.5:8000", "http://10.0.0.5:8000", "10.0.0.5", true)]
    [InlineData("[fd12::5]:8000", "http://[fd12::5]:8000", "fd12::5", true)]
    [InlineData("", "https://api.example.com", "8.8.8.8", true)]
    [InlineData("", "http://api.example.com", "8.8.8.8", false)]
    [InlineData("", "https://api.example.com", "10.0.0.1", false)]
    [InlineData("", "https://api.example.com", "64:ff9b::169.254.169.254", false)]
    public void The_list_allows_exactly_what_it_names(string allow, string url, string address, bool allowed) =>
        Policy(allow).Judge(new Uri(url), [IPAddress.Parse(address)]).IsAllowed.ShouldBe(allowed);

    [Theory]
    [InlineData("https://api.example.com", "8.8.8.8", false)]
    [InlineData("https://api.openai.com", "8.8.8.8", true)]
    [InlineData("https://api.openai.com:444", "8.8.8.8", false)]
    public void In_allow_list_mode_public_hosts_are_named_too(string url, string address, bool allowed) =>
        Policy("api.openai.com:443", EgressMode.AllowListOnly).Judge(new Uri(url), [IPAddress.Parse(address)]).IsAllowed.ShouldBe(allowed);

    [Fact]
    public void One_refused_address_refuses_the_name() =>
        Policy("").Judge(new Uri("https://api.example.com"), [IPAddress.Parse("8.8.8.8"), IPAddress.Parse("169.254.169.254")]).IsAllowed.ShouldBeFalse();

    [Fact]
    public void No_address_at_all_is_refused() => Policy("").Judge(new Uri("https://api.example.com"), []).IsAllowed.ShouldBeFalse();

    [Theory]
    [InlineData("http://localhost:11434/v1", "127.0.0.1", "loopback:11434")]
    [InlineData("http://10.1.2.3:8000", "10.1.2.3", "10.1.2.3/32:8000")]
    [InlineData("http://[fd12::5]:8000", "fd12::5", "fd12::5/128:8000")]
    [InlineData("https://llm.lan", "192.168.1.9", "llm.lan:443")]
    public void The_refusal_names_the_line_that_would_allow_it_and_the_line_does(string url, string address, string line)
    {
        var (uri, ip) = (new Uri(url), IPAddress.Parse(address));
        var verdict = Policy("").Judge(uri, [ip]);
        verdict.AllowLine.ShouldBe(line);
        verdict.Reason.ShouldNotBeNull().ShouldContain($"Add \"{line}\" to Egress:Allow in appsettings.json");
        Policy(line).Judge(uri, [ip]).IsAllowed.ShouldBeTrue();
    }

    [Theory]
    [InlineData("http://169.254.169.254", "169.254.169.254")]
    [InlineData("https://metadata.example", "169.254.169.254")]
    [InlineData("https://metadata.example", "::ffff:169.254.169.254")]
    public void A_forbidden_address_says_that_no_setting_allows_it(string url, string address)
    {
        var verdict = Policy("loopback:*,private:*").Judge(new Uri(url), [IPAddress.Parse(address)]);
        verdict.AllowLine.ShouldBeNull();
        verdict.Reason.ShouldNotBeNull().ShouldContain("No setting allows it");
    }

    [Fact]
    public void A_public_address_without_encryption_asks_for_https() =>
        Policy("").Judge(new Uri("http://api.example.com"), [IPAddress.Parse("8.8.8.8")]).Reason.ShouldNotBeNull().ShouldContain("Use an https address");

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("2002:7f00:1::")]
    public void The_portal_itself_is_refused_even_where_loopback_is_allowed(string address)
    {
        var policy = new AddressPolicy(new() { Allow = ["loopback:*"] }, new StubListeners(new IPEndPoint(IPAddress.Loopback, 5000)));
        var verdict = policy.Judge(new Uri("http://localhost:5000"), [IPAddress.Parse(address)]);
        verdict.Reason.ShouldNotBeNull().ShouldContain("is this portal itself");
        policy.Judge(new Uri("http://localhost:5001"), [IPAddress.Parse(address)]).IsAllowed.ShouldBeTrue();
    }

    private static AddressPolicy Policy(string allow, EgressMode mode = EgressMode.Open) =>
        new(new() { Allow = allow.Split(',', StringSplitOptions.RemoveEmptyEntries), Mode = mode }, new StubListeners());
}
