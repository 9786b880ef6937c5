using System.IO.Compression;
using System.Net;
using System.Text;
using SupportBotPortal.Core.Egress;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Tests.Egress;

public sealed class ResponseTests : IDisposable
{
    private readonly TestDoor door = new();

    [Fact]
    public async Task A_plain_answer_arrives_with_its_headers()
    {
        await using var server = new ScriptedServer("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-Request-Id: 7\r\nContent-Length: 2\r\n\r\n{}");
        using var client = door.Client(server.Url);
        using var response = await client.GetAsync(new Uri("models", UriKind.Relative), TestContext.Current.CancellationToken);

        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe("{}");
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        response.Headers.GetValues("X-Request-Id").ShouldBe(["7"]);
        var request = server.Requests.ShouldHaveSingleItem();
        request.ShouldStartWith("GET /v1/models HTTP/1.1\r\n");
        request.ShouldContain("Accept-Encoding: identity\r\n");
        request.ShouldNotContain("traceparent", Case.Insensitive);
    }

    // A trap never answers: a regression fails instead of hanging.
    [Theory(Timeout = 20_000)]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_a_result_and_no_key_arrives_at_the_second_host(int status)
    {
        using var second = new Trap();
        await using var server = new ScriptedServer($"HTTP/1.1 {status} Moved\r\nLocation: http://127.0.0.1:{second.Port}/?key=echoed\r\nContent-Length: 0\r\n\r\n");
        using var client = door.Client(server.Url);
        client.DefaultRequestHeaders.Add("x-api-key", "sk-secret");

        var failure = await Should.ThrowAsync<EgressException>(() => client.GetAsync(new Uri(server.Url), TestContext.Current.CancellationToken));
        failure.Cause.ShouldBe(FailureCause.NotTheExpectedApi);
        failure.StatusCode.ShouldBe((HttpStatusCode)status);
        failure.Message.ShouldEndWith($"answered with a redirect to host 127.0.0.1:{second.Port}; redirects are never followed, enter the final address.");
        second.WasCalled.ShouldBeFalse();
        server.Requests.ShouldHaveSingleItem().ShouldContain("x-api-key: sk-secret");
    }

    [Theory]
    [InlineData("/login?next=/v1", "host 127.0.0.1:")]
    [InlineData("https://<script>alert(1)</script>/", "unnamed address")]
    [InlineData("https://user:secret@login.example/path", "host login.example;")]
    public async Task A_redirects_target_is_named_by_its_host_only(string location, string expected)
    {
        await using var server = new ScriptedServer($"HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n");
        var message = (await door.FailureOf(server.Url)).Message;
        message.ShouldContain(expected);
        message.ShouldNotContain("secret");
        message.ShouldNotContain("<");
    }

    [Fact]
    public async Task Cookies_are_not_kept()
    {
        await using var server = new ScriptedServer("HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        using var client = door.Client(server.Url);
        await client.GetStringAsync("", TestContext.Current.CancellationToken);
        await client.GetStringAsync("", TestContext.Current.CancellationToken);
        server.Requests.Count.ShouldBe(2);
        server.Requests.ShouldAllBe(request => !request.Contains("Cookie"));
    }

    [Theory]
    [InlineData(1000, true)]
    [InlineData(1001, false)]
    public async Task A_body_may_be_as_large_as_the_cap(int size, bool fits)
    {
        await using var announced = new ScriptedServer(ScriptedServer.Ok(new string('x', size)));
        await using var chunked = new ScriptedServer($"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{size:x}\r\n{new string('x', size)}\r\n0\r\n\r\n");
        foreach (var server in new[] { announced, chunked })
        {
            if (fits)
            {
                using var client = door.Client(server.Url);
                (await client.GetStringAsync("", TestContext.Current.CancellationToken)).Length.ShouldBe(size);
            }
            else
            {
                var failure = await door.FailureOf(server.Url);
                failure.Cause.ShouldBe(FailureCause.NotTheExpectedApi);
                failure.Message.ShouldContain("far more than expected");
            }
        }
    }

    [Fact]
    public async Task An_endless_body_is_cut_off_while_it_streams()
    {
        await using var server = new ScriptedServer(async stream =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray());
            while (true) await stream.WriteAsync(new byte[4096]);
        });
        using var client = door.Client(server.Url);
        using var response = await client.GetAsync(new Uri(server.Url), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        var failure = await Should.ThrowAsync<EgressException>(() => body.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken));
        failure.Cause.ShouldBe(FailureCause.NotTheExpectedApi);
    }

    [Fact]
    public async Task A_synchronous_reader_meets_the_same_cap()
    {
        await using var server = new ScriptedServer($"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{new string('x', 5000)}");
        using var client = door.Client(server.Url);
        using var response = await client.GetAsync(new Uri(server.Url), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Should.Throw<EgressException>(() => response.Content.ReadAsStream(TestContext.Current.CancellationToken).CopyTo(Stream.Null));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("identity, gzip")]
    [InlineData("gzip;=;")]
    public async Task A_compressed_answer_is_not_expanded(string encoding)
    {
        using var bomb = new MemoryStream();
        await using (var gzip = new GZipStream(bomb, CompressionLevel.SmallestSize, leaveOpen: true))
            await gzip.WriteAsync(new byte[300_000], TestContext.Current.CancellationToken);
        bomb.Length.ShouldBeLessThan(1000);
        var head = Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Encoding: {encoding}\r\nContent-Length: {bomb.Length}\r\n\r\n");
        await using var server = new ScriptedServer(stream => stream.WriteAsync((byte[])[.. head, .. bomb.ToArray()]).AsTask());

        var failure = await door.FailureOf(server.Url);
        failure.Cause.ShouldBe(FailureCause.NotTheExpectedApi);
        failure.Message.ShouldContain("compressed");
    }

    [Fact]
    public async Task A_flood_of_headers_is_refused()
    {
        var flood = string.Concat(Enumerable.Range(0, 2000).Select(i => $"X-Flood-{i}: aaaaaaaaaaaaaaaa\r\n"));
        await using var server = new ScriptedServer($"HTTP/1.1 200 OK\r\n{flood}Content-Length: 0\r\n\r\n");
        var failure = await door.FailureOf(server.Url);
        failure.Cause.ShouldBe(FailureCause.NotTheExpectedApi);
        failure.Message.ShouldContain("16 KB of response headers");
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n", FailureCause.NotTheExpectedApi, "not HTTP")]
    [InlineData("", FailureCause.Connect, "closed the connection")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", FailureCause.Connect, "closed the connection")]
    public async Task What_is_no_answer_has_its_cause(string bytes, FailureCause cause, string expected)
    {
        await using var server = new ScriptedServer(bytes);
        var failure = await door.FailureOf(server.Url);
        failure.Cause.ShouldBe(cause);
        failure.Message.ShouldContain(expected);
        failure.Message.ShouldNotContain("SSH");
    }

    [Fact]
    public async Task A_closed_port_is_a_connection_failure()
    {
        int port;
        using (var closed = new Trap()) port = closed.Port;
        var failure = await door.FailureOf($"http://127.0.0.1:{port}");
        failure.Cause.ShouldBe(FailureCause.Connect);
        failure.Message.ShouldBe($"127.0.0.1 refused the connection: nothing listens on port {port}.");
    }

    public void Dispose() => door.Dispose();
}
