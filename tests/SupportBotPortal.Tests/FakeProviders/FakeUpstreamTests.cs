using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using SupportBotPortal.FakeProviders;

namespace SupportBotPortal.Tests.FakeProviders;

public sealed class FakeUpstreamTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(FakeCertificate.Valid, SslPolicyErrors.None)]
    [InlineData(FakeCertificate.Expired, SslPolicyErrors.RemoteCertificateChainErrors)]
    [InlineData(FakeCertificate.WrongHost, SslPolicyErrors.RemoteCertificateNameMismatch)]
    [InlineData(FakeCertificate.SelfSigned, SslPolicyErrors.RemoteCertificateChainErrors)]
    public async Task Each_certificate_is_wrong_in_exactly_its_way(FakeCertificate kind, SslPolicyErrors expected)
    {
        await using var fake = await FakeUpstream.StartAsync();
        using var authority = X509Certificate2.CreateFromPem(FakeUpstream.AuthorityPem);
        SslPolicyErrors? seen = null;
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.CertificateChainPolicy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        handler.SslOptions.CertificateChainPolicy.CustomTrustStore.Add(authority);
        handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, errors) =>
        {
            seen = errors;
            return errors == expected;
        };
        using var http = new HttpClient(handler);
        using var response = await http.GetAsync(fake.HttpsUrl("openai", kind) + "/models", Token);

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        seen.ShouldBe(expected);
    }

    [Fact]
    public async Task Every_behaviour_can_be_chosen_in_the_path()
    {
        await using var fake = await FakeUpstream.StartAsync();
        fake.Behave(FakeBehaviour.ServerErrorHtml);
        using var http = new HttpClient();
        using var limited = await http.GetAsync(fake.Url("openai", FakeBehaviour.RateLimited) + "/models", Token);

        limited.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        foreach (var behaviour in Enum.GetValues<FakeBehaviour>())
            fake.Url("custom", behaviour).AbsolutePath.ShouldMatch("^/custom/[a-z0-9-]+/v1$");
    }

    [Fact]
    public async Task Dripping_delivers_the_right_answer_in_the_end()
    {
        await using var fake = await FakeUpstream.StartAsync(o => o.DripInterval = TimeSpan.Zero);
        fake.Models = ["one"];
        fake.Behave(FakeBehaviour.Drip);
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("Authorization", "Bearer sk-fake-openai");
        (await http.GetStringAsync(fake.OpenAiUrl + "/models", Token)).ShouldStartWith("""{"object":"list","data":[{"id":"one",""");
    }

    [Fact]
    public async Task Stopping_cuts_those_off_who_still_wait()
    {
        var fake = await FakeUpstream.StartAsync();
        fake.Behave(FakeBehaviour.Hang);
        using var http = new HttpClient();
        var waiting = http.GetAsync(fake.OpenAiUrl + "/models", Token);
        await fake.WaitForRequestsAsync(1, Token);
        await fake.DisposeAsync();
        await Should.ThrowAsync<HttpRequestException>(() => waiting);
    }
}
