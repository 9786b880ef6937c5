using System.Security.Cryptography.X509Certificates;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Tests.Egress;

public sealed class TlsTests : IDisposable
{
    private readonly TestCertificates certificates = new();

    [Fact]
    public async Task A_certificate_of_a_trusted_authority_is_accepted_by_test_and_call_alike()
    {
        await using var server = new ScriptedServer(ScriptedServer.Ok("{}"), certificates.Issue("llm.lan"));
        using var door = Door();
        var url = $"https://llm.lan:{server.Port}/v1";

        var stages = await door.Inspect(url);
        stages.Select(stage => (stage.Kind, stage.Verdict, stage.Summary, stage.Detail)).ShouldBe(
        [
            (ProbeStageKind.Address, ProbeVerdict.Passed, "Address found", "llm.lan is 127.0.0.1, the machine that the portal runs on"),
            (ProbeStageKind.Connection, ProbeVerdict.Passed, "Connected", $"Port {server.Port}"),
            (ProbeStageKind.Tls, ProbeVerdict.Passed, "TLS 1.3, certificate valid", "83 days left"),
        ]);
        using var client = door.Client(url);
        (await client.GetStringAsync("models", TestContext.Current.CancellationToken)).ShouldBe("{}");
    }

    [Fact]
    public async Task A_certificate_about_to_expire_is_a_warning()
    {
        using var certificate = certificates.Issue("llm.lan", fromDays: -80, untilDays: 6.5);
        var stage = await TlsStage(certificate);
        (stage.Verdict, stage.Summary, stage.Detail).ShouldBe((ProbeVerdict.Warning, "TLS 1.3, certificate expires soon", "6 days left"));
    }

    [Fact]
    public async Task An_expired_certificate_says_since_when()
    {
        using var certificate = certificates.Issue("llm.lan", fromDays: -100, untilDays: -9.5);
        (await Failure(certificate)).ShouldBe("The certificate expired on 20 February 2026, 9 days ago.");
    }

    [Fact]
    public async Task A_certificate_of_tomorrow_points_to_the_clocks()
    {
        using var certificate = certificates.Issue("llm.lan", fromDays: 1);
        (await Failure(certificate)).ShouldBe("The certificate is valid only from 2 March 2026 on; check the clocks of both machines.");
    }

    [Fact]
    public async Task A_certificate_for_another_name_says_for_which()
    {
        using var certificate = certificates.Issue("other.lan");
        (await Failure(certificate)).ShouldBe("The certificate was issued for other.lan, not for llm.lan.");
    }

    [Fact]
    public async Task A_certificate_of_an_unknown_authority_names_it_and_the_remedy()
    {
        using var unknown = new TestCertificates();
        using var certificate = unknown.Issue("llm.lan");
        var message = await Failure(certificate);
        message.ShouldContain("issued by \"Test Authority\", an authority unknown to this machine");
        message.ShouldContain("Egress:TrustedAuthorities");
    }

    [Fact]
    public async Task A_self_signed_certificate_is_called_so()
    {
        using var certificate = TestCertificates.SelfSigned("llm.lan");
        (await Failure(certificate)).ShouldStartWith("The certificate is self-signed: nobody vouches for it.");
    }

    [Fact]
    public async Task A_client_certificate_is_not_a_servers()
    {
        using var certificate = certificates.Issue("llm.lan", usage: "1.3.6.1.5.5.7.3.2");
        (await Failure(certificate)).ShouldBe("The certificate was not issued for servers.");
    }

    [Fact]
    public async Task Several_faults_are_all_told()
    {
        using var certificate = certificates.Issue("other.lan", fromDays: -100, untilDays: -1.5);
        (await Failure(certificate)).ShouldBe(
            "The certificate expired on 28 February 2026, 1 day ago. The certificate was issued for other.lan, not for llm.lan.");
    }

    [Fact]
    public async Task A_certificate_cannot_make_the_portal_fetch_its_issuer()
    {
        using var trap = new Trap();
        using var unknown = new TestCertificates();
        using var certificate = unknown.Issue("llm.lan", issuerAt: $"http://127.0.0.1:{trap.Port}/ca.cer");
        await Failure(certificate);
        trap.WasCalled.ShouldBeFalse();
    }

    [Fact]
    public async Task A_server_without_tls_is_recognised()
    {
        using var plain = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        plain.Start();
        var answering = AnswerInClearAsync(plain);
        using var door = new TestDoor();
        var failure = await door.FailureOf($"https://{plain.LocalEndpoint}/");
        failure.Cause.ShouldBe(FailureCause.Tls);
        failure.Message.ShouldContain("it speaks no TLS on port");
        failure.Advice.ShouldHaveSingleItem().ShouldContain("http:// in the base URL");
        await answering;
    }

    private static async Task AnswerInClearAsync(System.Net.Sockets.TcpListener listener)
    {
        using var client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        await client.GetStream().WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
        // Until the caller hangs up: closing earlier would reset the connection.
        await client.GetStream().CopyToAsync(Stream.Null, TestContext.Current.CancellationToken);
    }

    private TestDoor Door()
    {
        var door = new TestDoor(allow: "llm.lan:*,loopback:*", authority: certificates.PemFile);
        door.Resolver.With("llm.lan", "127.0.0.1");
        return door;
    }

    private async Task<ProbeStage> TlsStage(X509Certificate2 certificate)
    {
        await using var server = new ScriptedServer(ScriptedServer.Ok("{}"), certificate);
        using var door = Door();
        return (await door.Inspect($"https://llm.lan:{server.Port}")).Last();
    }

    /// <summary>The sentence, the same from test and call; and no request reached the server.</summary>
    private async Task<string> Failure(X509Certificate2 certificate)
    {
        await using var server = new ScriptedServer(ScriptedServer.Ok("{}"), certificate);
        using var door = Door();
        var url = $"https://llm.lan:{server.Port}";
        var stage = (await door.Inspect(url)).Last();
        (stage.Kind, stage.Verdict, stage.Cause).ShouldBe((ProbeStageKind.Tls, ProbeVerdict.Failed, FailureCause.Tls));
        var failure = await door.FailureOf(url);
        failure.Cause.ShouldBe(FailureCause.Tls);
        failure.Message.ShouldBe(stage.Summary);
        server.Requests.ShouldBeEmpty();
        return failure.Message;
    }

    public void Dispose() => certificates.Dispose();
}
