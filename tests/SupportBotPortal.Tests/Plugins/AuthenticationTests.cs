using System.Text;
using Microsoft.Extensions.AI;
using SupportBotPortal.FakeProviders;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Tests.Plugins;

public sealed class AuthenticationTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("none", FakeAuth.None)]
    [InlineData("bearer", FakeAuth.Bearer)]
    [InlineData("basic", FakeAuth.Basic)]
    [InlineData("header", FakeAuth.Header)]
    public async Task Each_scheme_lists_and_chats(string scheme, FakeAuth auth)
    {
        await using var bench = await PluginBench.StartAsync(o => o.CustomAuth = auth);
        await using var client = bench.Custom(scheme, scheme == "none" ? null : "sk-fake-custom", PluginBench.Settings(("username", "fake")));

        (await client.DiscoverModelsAsync(Token)).ShouldNotBeEmpty();
        using var chat = client.CreateChatClient("fake-small");
        (await chat.GetResponseAsync("hello", cancellationToken: Token)).Text.ShouldContain("You said: hello");
    }

    [Fact]
    public async Task The_key_travels_in_exactly_one_header()
    {
        await using var bench = await PluginBench.StartAsync(o => (o.CustomAuth, o.CustomHeaderName) = (FakeAuth.Header, "api-key"));
        var client = bench.Custom("header", settings: PluginBench.Settings(("header_name", "api-key")));
        await client.DiscoverModelsAsync(Token);
        using var chat = client.CreateChatClient("fake-small");
        await chat.GetResponseAsync("hello", cancellationToken: Token);

        foreach (var request in bench.Fake.Requests)
        {
            request.Headers.Where(h => h.Value.Contains("sk-fake-custom")).Select(h => h.Key).ShouldBe(["api-key"]);
            request.Header("Authorization").ShouldBeNull("the vendor's library would add its own");
        }
    }

    [Fact]
    public async Task Custom_headers_go_with_listing_and_chat_alike()
    {
        await using var bench = await PluginBench.StartAsync();
        var client = bench.Custom(settings: new(new Dictionary<string, string>(), [new("X-Tenant", "acme")]));
        await client.DiscoverModelsAsync(Token);
        using var chat = client.CreateChatClient("fake-small");
        await chat.GetResponseAsync("hello", cancellationToken: Token);

        bench.Fake.Requests.Count.ShouldBe(2);
        bench.Fake.Requests.ShouldAllBe(r => r.Header("X-Tenant") == "acme");
    }

    [Theory]
    [InlineData("X-A", "b\r\nX-Evil: 1")]
    [InlineData("X-A", "schlüssel")]
    [InlineData("X A", "secret-value")]
    [InlineData("Host", "elsewhere")]
    [InlineData("Content-Length", "4711")]
    [InlineData("Content-Language", "de-CH")]
    [InlineData("Proxy-Authorization", "Basic x")]
    [InlineData("Metadata-Flavor", "Google")]
    [InlineData("Authorization", "Bearer another")]
    public async Task A_header_that_would_harm_is_refused_before_anything_is_sent(string name, string value)
    {
        await using var bench = await PluginBench.StartAsync();
        var failure = Should.Throw<ProviderFailureException>(() => bench.Custom(settings: new(new Dictionary<string, string>(), [new(name, value)])));

        failure.Cause.ShouldBe(FailureCause.BadParameter);
        failure.ToString().ShouldNotContain(value);
        bench.Fake.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_no_header_can_carry_is_refused_whatever_setting_it_comes_from()
    {
        await using var bench = await PluginBench.StartAsync();
        foreach (var settings in new[] { PluginBench.Settings(("organization", "org–1")), PluginBench.Settings(("project", "prüj_1")) })
            Should.Throw<ProviderFailureException>(() => bench.OpenAi(settings: settings)).Cause.ShouldBe(FailureCause.BadParameter);
        Should.Throw<ProviderFailureException>(() => bench.Custom(key: "sk-ü")).Cause.ShouldBe(FailureCause.BadParameter);
    }

    [Fact]
    public async Task A_line_break_in_a_key_is_refused()
    {
        await using var bench = await PluginBench.StartAsync();
        Should.Throw<ProviderFailureException>(() => bench.Custom(key: "abc\r\nX-Evil: 1")).Cause.ShouldBe(FailureCause.BadParameter);
        Should.Throw<ProviderFailureException>(() => bench.OpenAi("abc\r\nX-Evil: 1")).Cause.ShouldBe(FailureCause.BadParameter);
    }

    [Fact]
    public async Task A_user_name_with_a_colon_is_refused()
    {
        await using var bench = await PluginBench.StartAsync();
        Should.Throw<ProviderFailureException>(() => bench.Custom("basic", settings: PluginBench.Settings(("username", "a:b"))));
    }

    [Fact]
    public async Task Basic_authentication_is_user_name_and_password()
    {
        await using var bench = await PluginBench.StartAsync(o => o.CustomAuth = FakeAuth.Basic);
        await bench.Custom("basic", settings: PluginBench.Settings(("username", "fake"))).DiscoverModelsAsync(Token);
        bench.Fake.Requests[0].Header("Authorization").ShouldBe("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("fake:sk-fake-custom")));
    }
}
