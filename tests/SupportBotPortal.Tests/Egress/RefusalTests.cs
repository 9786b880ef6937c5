using System.Net;
using SupportBotPortal.Core.Egress;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Tests.Egress;

/// <summary>Through the real HTTP stack: a guard that nothing calls is worth nothing.</summary>
public sealed class RefusalTests : IDisposable
{
    private readonly Trap trap = new();

    // A trap never answers: a regression fails instead of hanging.
    [Theory(Timeout = 20_000)]
    [InlineData("http://127.0.0.1:{0}/")]
    [InlineData("http://127.1:{0}/")]
    [InlineData("http://2130706433:{0}/")]
    [InlineData("http://0x7f.1:{0}/")]
    [InlineData("http://0177.0.0.1:{0}/")]
    [InlineData("http://１２７.０.０.１:{0}/")]
    [InlineData("http://[::ffff:127.0.0.1]:{0}/")]
    [InlineData("https://127.0.0.1:{0}/")]
    [InlineData("http://localhost:{0}/")]
    [InlineData("http://localhost.:{0}/")]
    [InlineData("http://rebind.example:{0}/")]
    [InlineData("http://mixed.example:{0}/")]
    public async Task A_refused_address_sees_no_connection(string format)
    {
        using var door = new TestDoor(allow: "loopback:1");
        door.Resolver.With("localhost", "127.0.0.1").With("rebind.example", "127.0.0.1").With("mixed.example", "8.8.8.8", "127.0.0.1");
        var url = string.Format(null, format, trap.Port);

        var failure = await door.FailureOf(url);
        failure.Cause.ShouldBe(FailureCause.AddressRefused);
        failure.Message.ShouldNotBeEmpty();
        var stage = (await door.Inspect(url)).ShouldHaveSingleItem();
        (stage.Kind, stage.Verdict, stage.Cause).ShouldBe((ProbeStageKind.Address, ProbeVerdict.Failed, FailureCause.AddressRefused));
        trap.WasCalled.ShouldBeFalse();
    }

    [Fact]
    public async Task The_system_resolver_leads_to_the_same_refusal()
    {
        var addresses = await new SystemNameResolver().ResolveAsync("localhost", TestContext.Current.CancellationToken);
        new AddressPolicy(new(), new StubListeners()).Judge(new Uri("https://localhost"), addresses).IsAllowed.ShouldBeFalse();
    }

    [Fact]
    public async Task A_name_is_looked_up_once_per_connection_and_connected_as_judged()
    {
        await using var server = new ScriptedServer(ScriptedServer.Ok("{}"));
        using var door = new TestDoor(allow: "llm.lan:*");
        // A second look-up would lead elsewhere; it must not happen between judging and connecting.
        door.Resolver.With("llm.lan", "127.0.0.1").With("llm.lan", "169.254.169.254");
        using var client = door.Client($"http://llm.lan:{server.Port}/v1");

        (await client.GetStringAsync("models", TestContext.Current.CancellationToken)).ShouldBe("{}");
        door.Resolver.Asked.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_name_that_moves_to_a_refused_address_is_refused_on_the_next_connection()
    {
        await using var server = new ScriptedServer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}");
        using var door = new TestDoor(allow: "llm.lan:*");
        door.Resolver.With("llm.lan", "127.0.0.1").With("llm.lan", "169.254.169.254");
        var url = $"http://llm.lan:{server.Port}/v1";
        using var client = door.Client(url);
        await client.GetStringAsync("models", TestContext.Current.CancellationToken);

        (await door.FailureOf(url)).Cause.ShouldBe(FailureCause.AddressRefused);
    }

    [Fact]
    public async Task The_portals_own_port_is_refused_although_loopback_is_allowed()
    {
        using var door = new TestDoor(own: [new(IPAddress.Loopback, trap.Port)]);
        (await door.FailureOf($"http://127.0.0.1:{trap.Port}/")).Message.ShouldContain("this portal itself");
        trap.WasCalled.ShouldBeFalse();
    }

    [Fact]
    public async Task A_name_that_does_not_exist_is_an_address_failure()
    {
        using var door = new TestDoor();
        var failure = await door.FailureOf("https://api.opennai.example/v1");
        failure.Cause.ShouldBe(FailureCause.Address);
        failure.Message.ShouldBe("There is no host named api.opennai.example. Check the spelling.");
    }

    [Theory(Timeout = 20_000)]
    [InlineData("http://localhost:{0}/v1/models")]
    [InlineData("http://127.0.0.1:{1}/v1/models")]
    [InlineData("https://127.0.0.1:{0}/v1/models")]
    [InlineData("http://127.0.0.2:{0}/v1/models")]
    [InlineData("http://base.example@127.0.0.1:{1}/")]
    public async Task A_client_calls_its_own_origin_only(string format)
    {
        using var other = new Trap();
        using var door = new TestDoor();
        door.Resolver.With("localhost", "127.0.0.1");
        using var client = door.Client($"http://127.0.0.1:{other.Port}/v1");

        var failure = await Should.ThrowAsync<EgressException>(() =>
            client.GetAsync(new Uri(string.Format(null, format, other.Port, trap.Port)), TestContext.Current.CancellationToken));
        failure.Cause.ShouldBe(FailureCause.PluginError);
        (trap.WasCalled || other.WasCalled).ShouldBeFalse();
    }

    [Fact]
    public void A_synchronous_send_is_no_way_around()
    {
        using var door = new TestDoor();
        using var client = door.Client($"http://127.0.0.1:{trap.Port}");
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"http://127.0.0.1:{trap.Port}"));
        Should.Throw<NotSupportedException>(() => client.Send(request, TestContext.Current.CancellationToken));
        trap.WasCalled.ShouldBeFalse();
    }

    [Theory(Timeout = 20_000)]
    [InlineData("x-api-key", "abc\r\nX-Evil: 1")]
    [InlineData("x-api-key", "abc\nX-Evil: 1")]
    [InlineData("x-api-key", "abc\0")]
    [InlineData("x-api-key", "abcü")]
    [InlineData("OpenAI-Organization", "abc–1")]
    [InlineData("Authorization", "Bearer a\r\n\r\nGET / HTTP/1.1")]
    [InlineData("Metadata-Flavor", "Google")]
    [InlineData("Metadata", "true")]
    [InlineData("X-aws-ec2-metadata-token", "t")]
    [InlineData("Proxy-Authorization", "Basic x")]
    [InlineData("Host", "other.example")]
    public async Task A_header_that_smuggles_is_stopped_before_anything_is_opened(string name, string value)
    {
        using var door = new TestDoor();
        using var client = door.Client($"http://127.0.0.1:{trap.Port}");
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"http://127.0.0.1:{trap.Port}"));
        request.Headers.TryAddWithoutValidation(name, value);

        var failure = await Should.ThrowAsync<EgressException>(() => client.SendAsync(request, TestContext.Current.CancellationToken));
        failure.Message.ShouldNotContain("abc");
        trap.WasCalled.ShouldBeFalse();
    }

    [Theory]
    [InlineData("x-api-key", "abc", true)]
    [InlineData("OpenAI-Organization", "org-1", true)]
    [InlineData("Host", "a", false)]
    [InlineData("content-length", "1", false)]
    [InlineData("Transfer-Encoding", "chunked", false)]
    [InlineData("Connection", "close", false)]
    [InlineData("Proxy-Anything", "1", false)]
    [InlineData("Metadata-Flavor", "Google", false)]
    [InlineData("x y", "1", false)]
    [InlineData("", "1", false)]
    [InlineData("X-A", "1\r\n2", false)]
    [InlineData("X-A", "1\t2", true)]
    [InlineData("X-A", "ü", false)]
    [InlineData("X-A", "\u007f", false)]
    [InlineData("X-A", "\u0085", false)]
    [InlineData("X-A", "🚀", false)]
    public void Custom_headers_leave_the_connection_alone(string name, string value, bool allowed) =>
        HeaderRules.TryCheckCustom(name, value, out _).ShouldBe(allowed);

    public void Dispose() => trap.Dispose();
}
