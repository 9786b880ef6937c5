using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Tests.Plugins;

/// <summary>Where a web page comes back, somebody else may be answering: a web filter, a proxy, a port that wants TLS.</summary>
public sealed class WebPageTests
{
    private const string Page = "<html><head><title>400 The plain HTTP request was sent to HTTPS port</title></head></html>";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(400, "text/html", Page, FailureCause.NotTheExpectedApi)]
    [InlineData(403, "text/html; charset=utf-8", Page, FailureCause.NotTheExpectedApi)]
    [InlineData(403, "application/xhtml+xml", "Blocked", FailureCause.NotTheExpectedApi)]
    [InlineData(403, "text/html", "", FailureCause.NotTheExpectedApi)]
    [InlineData(400, "text/plain", "\uFEFF\r\n  <!doctype html>", FailureCause.NotTheExpectedApi)]
    [InlineData(403, "application/json", Page, FailureCause.NotTheExpectedApi)]
    [InlineData(401, "text/html", Page, FailureCause.Credentials)]
    [InlineData(404, "text/html", Page, FailureCause.WrongUrl)]
    [InlineData(500, "text/html", Page, FailureCause.ProviderError)]
    [InlineData(503, "text/html", Page, FailureCause.Overloaded)]
    [InlineData(400, "text/plain", "no", FailureCause.BadParameter)]
    [InlineData(403, "application/json", "{}", FailureCause.Permission)]
    [InlineData(403, "text/html", """{"error":{"message":"no"}}""", FailureCause.Permission)]
    public async Task Judges_neither_key_nor_request(int status, string type, string body, FailureCause cause)
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.AnswerWith(status, body, type);
        var client = bench.Custom();
        using var chat = client.CreateChatClient("x");

        var listing = await Should.ThrowAsync<ProviderFailureException>(() => client.DiscoverModelsAsync(Token));
        var generating = await Should.ThrowAsync<ProviderFailureException>(() => chat.GetResponseAsync("hello", cancellationToken: Token));

        (listing.Cause, generating.Cause).ShouldBe((cause, cause));
        listing.Status.ShouldBe((System.Net.HttpStatusCode)status);
        bench.Fake.Requests.Count.ShouldBe(2, "nothing is to be learned from a web page");
    }

    [Fact]
    public async Task A_page_of_any_length_is_a_page()
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.AnswerWith(403, "<html>" + new string('x', 200_000), "text/plain");
        (await Should.ThrowAsync<ProviderFailureException>(() => bench.Custom().DiscoverModelsAsync(Token))).Cause.ShouldBe(FailureCause.NotTheExpectedApi);
    }

    [Theory]
    [InlineData(400, "http://llm.example/v1", "https://")]
    [InlineData(400, "https://llm.example/v1", null)]
    [InlineData(403, "http://llm.example/v1", "firewall or web filter")]
    [InlineData(403, "https://llm.example/v1", "firewall or web filter")]
    public async Task The_sentence_names_the_status_and_the_advice_fits_it(int status, string baseUrl, string? advice)
    {
        using var http = new HttpClient(new Answering(_ => new((System.Net.HttpStatusCode)status) { Content = new StringContent(Page, null, "text/html") }));
        var client = new SupportBotPortal.Plugins.Custom.CustomPlugin().Connect(new()
        {
            BaseUrl = new(baseUrl),
            Credential = new("bearer", "sk-x"),
            Settings = ProviderSettings.Empty,
            Http = http,
            Logger = Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance,
            Time = TimeProvider.System,
        });

        var stage = (await client.ProbeAsync(new(), Token).ToListAsync(Token))[^1];

        stage.Summary.ShouldBe($"A web page with status {status} came back where an answer of the API was expected");
        if (advice is null)
            stage.Advice.ShouldBeEmpty();
        else
            stage.Advice.ShouldHaveSingleItem().ShouldContain(advice);
    }

    [Fact]
    public async Task A_filter_that_stops_the_call_without_the_key_proves_no_key()
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Handler = context =>
        {
            var hasKey = context.Request.Headers.Authorization.Count > 0;
            context.Response.StatusCode = hasKey ? 200 : 403;
            context.Response.ContentType = hasKey ? "application/json" : "text/html";
            return context.Response.WriteAsync(hasKey ? """{"data":[{"id":"a"}]}""" : Page);
        };
        var stages = await bench.Custom().ProbeAsync(new(), Token).ToListAsync(Token);

        stages[0].Verdict.ShouldBe(ProbeVerdict.Warning);
        stages.Max(s => s.Proves).ShouldBe(ProofLevel.Reachable);
    }
}
