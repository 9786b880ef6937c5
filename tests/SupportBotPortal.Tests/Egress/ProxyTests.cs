using System.Net;
using System.Net.Sockets;
using SupportBotPortal.Core.Egress;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Tests.Egress;

[Collection(nameof(ChangesTheProcess))]
public sealed class ProxyTests
{
    [Fact]
    public async Task The_environments_proxies_are_ignored()
    {
        using var trap = new Trap();
        var names = new[] { "http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY" };
        var before = names.ToDictionary(name => name, Environment.GetEnvironmentVariable);
        var ambient = HttpClient.DefaultProxy;
        try
        {
            foreach (var name in names) Environment.SetEnvironmentVariable(name, $"http://127.0.0.1:{trap.Port}");
            // The framework reads the variables once per process; this is where it keeps what it read.
            HttpClient.DefaultProxy = new WebProxy($"http://127.0.0.1:{trap.Port}");
            await using var server = new ScriptedServer(ScriptedServer.Ok("{}"));
            using var door = new TestDoor();
            using var client = door.Client(server.Url);
            (await client.GetStringAsync("models", TestContext.Current.CancellationToken)).ShouldBe("{}");
        }
        finally
        {
            foreach (var (name, value) in before) Environment.SetEnvironmentVariable(name, value);
            HttpClient.DefaultProxy = ambient;
        }

        trap.WasCalled.ShouldBeFalse();
    }

    [Fact]
    public async Task The_operators_proxy_tunnels_public_addresses_only()
    {
        await using var proxy = new ScriptedServer("HTTP/1.1 403 Forbidden\r\n\r\n");
        using var door = new TestDoor(proxy: $"http://user:secret@127.0.0.1:{proxy.Port}");
        door.Resolver.With("api.example.com", "8.8.8.8");

        var failure = await door.FailureOf("https://api.example.com/v1");
        failure.Cause.ShouldBe(FailureCause.Connect);
        failure.Message.ShouldBe($"The proxy 127.0.0.1:{proxy.Port} refused to connect to api.example.com at its address 8.8.8.8 (status 403).");
        proxy.Requests.ShouldHaveSingleItem().ShouldBe(
            "CONNECT 8.8.8.8:443 HTTP/1.1\r\nHost: 8.8.8.8:443\r\nProxy-Authorization: Basic dXNlcjpzZWNyZXQ=\r\n\r\n");

        await using var local = new ScriptedServer(ScriptedServer.Ok("{}"));
        using var client = door.Client(local.Url);
        (await client.GetStringAsync("", TestContext.Current.CancellationToken)).ShouldBe("{}");
        proxy.Connections.ShouldBe(1);
    }

    [Fact]
    public async Task A_refused_address_is_refused_through_the_proxy_too()
    {
        using var proxy = new Trap();
        using var door = new TestDoor(allow: "", proxy: $"http://127.0.0.1:{proxy.Port}");
        door.Resolver.With("metadata.example", "169.254.169.254");
        (await door.FailureOf("https://metadata.example/")).Cause.ShouldBe(FailureCause.AddressRefused);
        (await door.FailureOf("https://10.0.0.1/")).Cause.ShouldBe(FailureCause.AddressRefused);
        proxy.WasCalled.ShouldBeFalse();
    }

    [Fact]
    public async Task A_name_only_the_proxy_knows_is_left_to_it()
    {
        await using var proxy = new ScriptedServer("HTTP/1.1 200 OK\r\n\r\nnot TLS");
        using var door = new TestDoor(proxy: $"http://127.0.0.1:{proxy.Port}");
        var stages = await door.Inspect("https://api.example.com");
        stages.Select(stage => (stage.Kind, stage.Verdict)).ShouldBe(
            [(ProbeStageKind.Address, ProbeVerdict.Passed), (ProbeStageKind.Connection, ProbeVerdict.Passed), (ProbeStageKind.Tls, ProbeVerdict.Failed)]);
        (await door.FailureOf("http://api.example.com")).Cause.ShouldBe(FailureCause.Address);
        proxy.Requests.ShouldHaveSingleItem().ShouldStartWith("CONNECT api.example.com:443 HTTP/1.1\r\n");
    }

    [Theory]
    [InlineData("https://db.internal-only:5432/v1", "db.internal-only:5432", "port 443 only")]
    [InlineData("https://api.example.com:8443", "api.example.com:8443", "port 443 only")]
    [InlineData("https://metadata.google.internal/v1", "metadata.google.internal:443", "internal network")]
    [InlineData("https://METADATA.google.Internal./v1", "metadata.google.internal:443", "internal network")]
    [InlineData("https://intranet", "intranet:443", "internal network")]
    [InlineData("https://printer.local", "printer.local:443", "internal network")]
    [InlineData("https://llm.lan", "llm.lan:443", "internal network")]
    [InlineData("https://portal.localhost", "portal.localhost:443", "internal network")]
    [InlineData("https://nas.home.arpa", "nas.home.arpa:443", "internal network")]
    [InlineData("https://wiki.corp", "wiki.corp:443", "internal network")]
    [InlineData("https://wiki.intranet", "wiki.intranet:443", "internal network")]
    public async Task A_name_only_the_proxy_knows_is_not_called_where_it_may_be_a_machine_within_unless_it_is_listed(string url, string line, string why)
    {
        using var trap = new Trap();
        using var door = new TestDoor(proxy: $"http://127.0.0.1:{trap.Port}");
        var failure = await door.FailureOf(url);
        failure.Cause.ShouldBe(FailureCause.AddressRefused);
        failure.Message.ShouldContain(why);
        failure.Message.ShouldContain($"Add \"{line}\" to Egress:Allow");
        trap.WasCalled.ShouldBeFalse();

        await using var proxy = new ScriptedServer("HTTP/1.1 403 Forbidden\r\n\r\n");
        using var listed = new TestDoor(allow: line, proxy: $"http://127.0.0.1:{proxy.Port}");
        (await listed.FailureOf(url)).Cause.ShouldBe(FailureCause.Connect);
        proxy.Requests.ShouldHaveSingleItem().ShouldStartWith($"CONNECT {line} HTTP/1.1\r\n");
    }

    [Fact]
    public async Task The_proxy_is_asked_for_the_next_judged_address_where_it_does_not_reach_the_first()
    {
        var answers = new Queue<string>(["HTTP/1.1 502 Bad Gateway\r\n\r\n", "HTTP/1.1 403 Forbidden\r\n\r\n"]);
        await using var proxy = new ScriptedServer(stream => stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(answers.Dequeue())).AsTask());
        using var door = new TestDoor(proxy: $"http://127.0.0.1:{proxy.Port}");
        door.Resolver.With("api.example.com", "2606:4700::1", "8.8.8.8", "1.1.1.1");

        (await door.FailureOf("https://api.example.com")).Message.ShouldContain("api.example.com at its address 8.8.8.8 (status 403)");

        proxy.Requests.Select(request => request.Split("\r\n")[0]).ShouldBe(["CONNECT [2606:4700::1]:443 HTTP/1.1", "CONNECT 8.8.8.8:443 HTTP/1.1"]);
    }

    [Fact]
    public async Task In_allow_list_mode_a_name_only_the_proxy_knows_must_be_listed()
    {
        using var proxy = new Trap();
        using var door = new TestDoor(allow: "api.openai.com:443", proxy: $"http://127.0.0.1:{proxy.Port}", mode: EgressMode.AllowListOnly);
        var failure = await door.FailureOf("https://api.example.com");
        failure.Cause.ShouldBe(FailureCause.AddressRefused);
        failure.Message.ShouldContain("Add \"api.example.com:443\"");
        proxy.WasCalled.ShouldBeFalse();
    }

    [Fact]
    public async Task Through_the_proxy_the_certificate_is_still_the_providers()
    {
        using var certificates = new TestCertificates();
        using var certificate = certificates.Issue("api.example.com");
        await using var provider = new ScriptedServer(ScriptedServer.Ok("{}"), certificate);
        await using var proxy = new ScriptedServer(async stream =>
        {
            using var onward = new TcpClient("127.0.0.1", provider.Port);
            await stream.WriteAsync("HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray());
            await Task.WhenAny(stream.CopyToAsync(onward.GetStream()), onward.GetStream().CopyToAsync(stream));
        });
        using var door = new TestDoor(proxy: $"http://127.0.0.1:{proxy.Port}", authority: certificates.PemFile);
        door.Resolver.With("api.example.com", "8.8.8.8").With("other.example.com", "8.8.8.8");

        using var client = door.Client("https://api.example.com/v1");
        (await client.GetStringAsync("models", TestContext.Current.CancellationToken)).ShouldBe("{}");
        (await door.FailureOf("https://other.example.com/v1")).Message
            .ShouldBe("The certificate was issued for api.example.com, not for other.example.com.");
        proxy.Requests.ShouldAllBe(request => request.StartsWith("CONNECT 8.8.8.8:443 "));
        provider.Requests.ShouldHaveSingleItem().ShouldContain("Host: api.example.com\r\n");
    }
}
