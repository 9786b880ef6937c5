using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Egress;

namespace SupportBotPortal.Tests.Egress;

public sealed class EgressOptionsTests
{
    [Theory]
    [InlineData("loopback", "a port is missing")]
    [InlineData("llm.lan", "a port is missing")]
    [InlineData("[::1]", "a port is missing")]
    [InlineData("", "a port is missing")]
    [InlineData("loopback:0", "is not a port")]
    [InlineData("loopback:70000", "is not a port")]
    [InlineData("loopback:80-90", "is not a port")]
    [InlineData("10.20.0.1/16:8000", "is not a network")]
    [InlineData("10.20.0.0/33:8000", "is not a network")]
    [InlineData("*.lan:80", "is not a host name")]
    [InlineData("http://llm.lan:80", "is not a network")]
    [InlineData("fd12::5:80", "is not a host name")]
    [InlineData("a b:80", "is not a host name")]
    [InlineData("169.254.169.254:80", "no setting allows it")]
    [InlineData("[fe80::1]:80", "no setting allows it")]
    [InlineData("169.254.0.0/16:80", "no setting allows it")]
    [InlineData("0.0.0.0/0:*", "no setting allows it")]
    public void A_bad_entry_is_named(string entry, string expected)
    {
        var error = Should.Throw<OptionsValidationException>(() => Read(("Egress:Allow:0", "loopback:1"), ("Egress:Allow:1", entry))).Message;
        error.ShouldContain($"Egress:Allow contains \"{entry}\"");
        error.ShouldContain(expected);
    }

    [Fact]
    public void One_environment_variable_may_hold_the_whole_list() =>
        Read(("Egress:Allow", "loopback:11434, llm.lan:8000"), ("Egress:Allow:0", "private:*")).Allow
            .ShouldBe(["private:*", "loopback:11434", "llm.lan:8000"]);

    [Theory]
    [InlineData("proxy.lan:3128")]
    [InlineData("https://proxy.lan")]
    [InlineData("http://\u0301x.lan:3128")]
    [InlineData("socks5://proxy.lan:1080")]
    [InlineData("http://user:secret@proxy.lan/path")]
    public void A_bad_proxy_is_refused_without_repeating_its_password(string proxy)
    {
        var error = Should.Throw<OptionsValidationException>(() => Read(("Egress:Proxy", proxy))).Message;
        error.ShouldContain("Egress:Proxy must be");
        error.ShouldNotContain("secret");
    }

    [Fact]
    public void A_missing_authority_is_named() =>
        Should.Throw<OptionsValidationException>(() => Read(("Egress:TrustedAuthorities:0", "/no/such/ca.pem"))).Message
            .ShouldContain("Egress:TrustedAuthorities names \"/no/such/ca.pem\"");

    private static EgressOptions Read(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value)).Build();
        using var services = new ServiceCollection().AddEgress(configuration).BuildServiceProvider();
        return services.GetRequiredService<IOptions<EgressOptions>>().Value;
    }
}
