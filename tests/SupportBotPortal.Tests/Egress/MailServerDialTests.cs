using System.Net;
using System.Net.Sockets;
using SupportBotPortal.Core.Egress;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Tests.Egress;

/// <summary>The door for what is not HTTP opens by the same rules.</summary>
public sealed class MailServerDialTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("169.254.169.254", true, "which the portal never calls")]
    [InlineData("[::ffff:169.254.169.254]", true, "which the portal never calls")]
    [InlineData("10.0.0.9", true, "in a private network")]
    [InlineData("8.8.8.8", false, "must not travel unencrypted. Choose STARTTLS or TLS.")]
    [InlineData("mail.example.com", false, "must not travel unencrypted. Choose STARTTLS or TLS.")]
    [InlineData("inside.example.com", true, "in a private network")]
    public async Task An_address_that_may_not_be_called_is_not_dialled_and_the_form_says_the_same(string host, bool isSecure, string sentence)
    {
        using var door = new TestDoor(allow: "loopback:1");
        door.Resolver.With("mail.example.com", "8.8.8.8").With("inside.example.com", "10.0.0.9");
        var server = EgressUrl.OfServer(host, 587, isSecure)!;

        var failure = await Should.ThrowAsync<EgressException>(() => door.Egress.DialAsync(server, Token));

        (failure.Cause, failure.Message).ShouldBe((FailureCause.AddressRefused, (await door.Egress.JudgeAsync(server, Token)).Reason!));
        failure.Message.ShouldContain(sentence);
    }

    [Fact]
    public async Task The_portal_itself_is_never_dialled()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var own = (IPEndPoint)listener.LocalEndpoint;
        using var door = new TestDoor(own: [own]);
        (await Should.ThrowAsync<EgressException>(() => door.Egress.DialAsync(EgressUrl.OfServer("127.0.0.1", own.Port, isSecure: false)!, Token))).Message.ShouldContain("is this portal itself");
    }

    [Fact]
    public async Task A_dialled_connection_becomes_secure_when_it_is_told_to_with_the_certificate_judged()
    {
        using var certificates = new TestCertificates();
        using var good = certificates.Issue("mail.lan");
        await using var server = new ScriptedServer("hello", good);
        using var door = new TestDoor(allow: "mail.lan:*", authority: certificates.PemFile);
        door.Resolver.With("mail.lan", "127.0.0.1");

        await using var connection = await door.Egress.DialAsync(EgressUrl.OfServer("MAIL.lan.", server.Port, isSecure: true)!, Token);
        connection.IsSecure.ShouldBeFalse();
        await connection.SecureAsync(Token);
        await connection.Stream.WriteAsync("\r\n\r\n"u8.ToArray(), Token);
        using var reader = new StreamReader(connection.Stream);

        (connection.IsSecure, await reader.ReadToEndAsync(Token)).ShouldBe((true, "hello"));
    }

    [Fact]
    public async Task A_wrong_certificate_closes_it()
    {
        using var certificates = new TestCertificates();
        using var other = certificates.Issue("other.lan");
        await using var server = new ScriptedServer("hello", other);
        using var door = new TestDoor(allow: "mail.lan:*", authority: certificates.PemFile);
        door.Resolver.With("mail.lan", "127.0.0.1");

        await using var connection = await door.Egress.DialAsync(EgressUrl.OfServer("mail.lan", server.Port, isSecure: true)!, Token);
        (await Should.ThrowAsync<EgressException>(() => connection.SecureAsync(Token))).Message.ShouldBe("The certificate was issued for other.lan, not for mail.lan.");
    }

    [Fact]
    public async Task Only_mail_servers_are_dialled_and_only_web_addresses_called()
    {
        using var door = new TestDoor();
        await Should.ThrowAsync<ArgumentException>(() => door.Egress.DialAsync(new Uri("https://127.0.0.1:1"), Token));
        Should.Throw<ArgumentException>(() => door.Egress.CreateClient(EgressUrl.OfServer("127.0.0.1", 1, isSecure: true)!, EgressProfile.Webhook));
    }

    [Theory]
    [InlineData("Mail.Example.COM.", "mail.example.com")]
    [InlineData("bücher.example", "xn--bcher-kva.example")]
    [InlineData("::1", "::1")]
    [InlineData("[::1]", "::1")]
    [InlineData("2130706433", "127.0.0.1")]
    [InlineData("mail.example.com/x", null)]
    [InlineData("user@mail.example.com", null)]
    [InlineData("mail.example.com:25", null)]
    [InlineData("https://mail.example.com", null)]
    [InlineData("mail example.com", null)]
    [InlineData("", null)]
    public void A_mail_servers_host_is_read_like_that_of_an_address(string typed, string? host) =>
        (EgressUrl.OfServer(typed, 25, isSecure: true) is { } server ? EgressUrl.HostOf(server) : null).ShouldBe(host);
}
