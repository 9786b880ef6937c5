using SupportBotPortal.Core.Egress;

namespace SupportBotPortal.Tests.Egress;

public sealed class EgressUrlTests
{
    [Theory]
    [InlineData("https://api.openai.com/v1", "https://api.openai.com/v1")]
    [InlineData("  https://api.openai.com/v1\n", "https://api.openai.com/v1")]
    [InlineData("HTTPS://API.OpenAI.com/v1/", "https://api.openai.com/v1")]
    [InlineData("https://api.openai.com:443/v1", "https://api.openai.com/v1")]
    [InlineData("http://localhost:80", "http://localhost/")]
    [InlineData("https://api.openai.com", "https://api.openai.com/")]
    [InlineData("https://api.openai.com.", "https://api.openai.com/")]
    [InlineData("https://a.com/x/../v1//", "https://a.com/v1")]
    [InlineData("https://a.com/MixedCase", "https://a.com/MixedCase")]
    [InlineData("https://bücher.example/v1", "https://xn--bcher-kva.example/v1")]
    [InlineData("https://a_b.example:8443/", "https://a_b.example:8443/")]
    [InlineData("http://[::1]:11434/v1", "http://[::1]:11434/v1")]
    [InlineData("http://[0:0:0:0:0:0:0:1]:11434/v1", "http://[::1]:11434/v1")]
    [InlineData("http://[::ffff:127.0.0.1]/", "http://[::ffff:127.0.0.1]/")]
    // Every way of hiding an address comes out as the address.
    [InlineData("http://１２７.０.０.１/", "http://127.0.0.1/")]
    [InlineData("http://①②⑦.⓪.⓪.①/", "http://127.0.0.1/")]
    [InlineData("http://127。0。0。1/", "http://127.0.0.1/")]
    [InlineData("http://2130706433/", "http://127.0.0.1/")]
    [InlineData("http://0x7f000001/", "http://127.0.0.1/")]
    [InlineData("http://0x7f.1/", "http://127.0.0.1/")]
    [InlineData("http://0177.0.0.1/", "http://127.0.0.1/")]
    [InlineData("http://127.1/", "http://127.0.0.1/")]
    [InlineData("http://127.0.0.1./", "http://127.0.0.1/")]
    [InlineData("http://2852039166/latest", "http://169.254.169.254/latest")]
    [InlineData("http://０x7f.1/", "http://127.0.0.1/")]
    [InlineData("http://ⓛocalhost/", "http://localhost/")]
    public void An_address_is_made_canonical(string text, string canonical)
    {
        EgressUrl.TryParse(text, out var url, out var error).ShouldBeTrue(error);
        url.AbsoluteUri.ShouldBe(canonical);
        EgressUrl.TryParse(url.AbsoluteUri, out var again, out _).ShouldBeTrue();
        again.AbsoluteUri.ShouldBe(canonical);
    }

    [Theory]
    [InlineData(null, "Enter an address")]
    [InlineData("   ", "Enter an address")]
    [InlineData("api.openai.com/v1", "must begin with https://")]
    [InlineData("localhost:11434", "must begin with https://")]
    [InlineData("//a.com", "must begin with https://")]
    [InlineData("https:a.com", "must begin with https://")]
    [InlineData("https:/a.com", "must begin with https://")]
    [InlineData("/v1", "must begin with https://")]
    [InlineData("ftp://a.com", "Only http and https")]
    [InlineData("file:///etc/passwd", "Only http and https")]
    [InlineData("gopher://127.0.0.1:6379/_x", "Only http and https")]
    [InlineData("unix:///run/docker.sock", "Only http and https")]
    [InlineData("https://user:secret@a.com", "user name or password")]
    [InlineData("https://a.com:80@127.0.0.1:81/", "user name or password")]
    [InlineData("https://@a.com", "user name or password")]
    [InlineData("https://a.com?key=1", "query")]
    [InlineData("https://a.com/v1?", "query")]
    [InlineData("https://a.com#@b.com", "fragment")]
    [InlineData("https://a.com/v1#", "fragment")]
    [InlineData("https://a.com\\@b.com", "backslash")]
    [InlineData("https:\\\\a.com", "must begin with https://")]
    [InlineData("https://a.com/v 1", "space")]
    [InlineData("https://a.com/v1\r\nHost: b.com", "line break")]
    [InlineData("https://a\t.com", "invisible")]
    [InlineData("https://a.com/\u0000", "invisible")]
    [InlineData("https://a\u200b.com", "invisible")]
    [InlineData("https://a\u202ecom", "invisible")]
    [InlineData("https://a\u00adb.com", "invisible")]
    [InlineData("https://a.com/%0d%0aX:1", "encoded control character")]
    [InlineData("https://a.com/%00", "encoded control character")]
    [InlineData("https://%31%32%37.0.0.1/", "percent sign")]
    [InlineData("http://[fe80::1%25eth0]/", "percent sign")]
    [InlineData("https://", "names no host")]
    [InlineData("https:///v1", "names no host")]
    [InlineData("https://a.com:0/", "Port 0")]
    [InlineData("https://a.com:99999/", "not a valid address")]
    [InlineData("https://a.com:x/", "not a valid address")]
    [InlineData("https://[::1/", "not a valid address")]
    [InlineData("https://a..com/", "not a valid address")]
    [InlineData("https://./", "not a valid address")]
    [InlineData("https://a<b>.com/", "not a valid address")]
    [InlineData("https://256.256.256.256.256\"/", "not a valid address")]
    public void What_is_no_base_address_is_refused_with_a_sentence(string? text, string expected)
    {
        EgressUrl.TryParse(text, out var url, out var error).ShouldBeFalse();
        url.ShouldBeNull();
        error.ShouldContain(expected);
    }

    [Theory]
    [InlineData("http://\u0301x.com/")]
    [InlineData("https://xn--a.\u0301b.example/v1")]
    public async Task A_host_that_cannot_exist_has_no_origin_and_is_refused_in_a_sentence(string text)
    {
        var url = new Uri(text);
        EgressUrl.OriginOf(url).ShouldBe("");
        EgressUrl.TryParse(text, out _, out var error).ShouldBeFalse();
        error.ShouldContain("not a valid address");

        using var door = new TestDoor();
        (await door.Egress.JudgeAsync(url, TestContext.Current.CancellationToken)).Reason.ShouldNotBeNull().ShouldContain("cannot exist");
        Should.Throw<EgressException>(() => door.Client(text));
        using var client = door.Client("https://api.example.com");
        (await Should.ThrowAsync<EgressException>(() => client.GetAsync(url, TestContext.Current.CancellationToken))).Message.ShouldContain("only its provider's own address, api.example.com");
    }

    [Fact]
    public void A_longer_address_than_2048_characters_is_refused()
    {
        EgressUrl.TryParse("https://a.com/" + new string('a', 2034), out _, out _).ShouldBeTrue();
        EgressUrl.TryParse("https://a.com/" + new string('a', 2035), out _, out var error).ShouldBeFalse();
        error.ShouldContain("2,048");
    }

    [Theory]
    [InlineData("https://API.openai.com/v1", "https://api.openai.com:443")]
    [InlineData("http://localhost/", "http://localhost:80")]
    [InlineData("http://[::1]:8000/v1", "http://[::1]:8000")]
    [InlineData("https://bücher.example", "https://xn--bcher-kva.example:443")]
    [InlineData("https://a.com./x", "https://a.com:443")]
    public void An_origin_always_names_its_port(string text, string origin) => EgressUrl.OriginOf(new Uri(text)).ShouldBe(origin);

    [Theory]
    [InlineData("https://api.example.com/v1", "https://API.example.com:443/other", true)]
    [InlineData("https://api.example.com/v1", "https://api.example.com./v1", true)]
    [InlineData("https://bücher.example", "https://xn--bcher-kva.example", true)]
    [InlineData("https://[fd00::5]/v1", "https://[fd00:0::5]/v1", true)]
    [InlineData("https://[fd00::5]/v1", "https://[fd00::5%2]/v1", false)]
    [InlineData("https://api.example.com/v1", "http://api.example.com:443/v1", false)]
    [InlineData("https://api.example.com/v1", "https://api.example.com:8443/v1", false)]
    [InlineData("https://api.example.com/v1", "https://api.example.org/v1", false)]
    [InlineData("https://127.0.0.1", "https://127.0.0.2", false)]
    public void Two_addresses_have_one_origin_however_they_are_written(string one, string other, bool same) => EgressUrl.HaveSameOrigin(new Uri(one), new Uri(other)).ShouldBe(same);
}
