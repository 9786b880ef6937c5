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
        failure.Message.ShouldBe($"The proxy 127.0.0.1:{proxy.Port} refused to connect to api.example.com (status 403).");
        proxy.Requests.ShouldHaveSingleItem().ShouldBe(
            "CONNECT api.example.com:443 HTTP/1.1\r\nHost: api.example.com:443\r\nProxy-Authorization: Basic dXNlcjpzZWNyZXQ=\r\n\r\n");

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
        proxy.Requests.ShouldAllBe(request => request.StartsWith("CONNECT "));
    }
}
