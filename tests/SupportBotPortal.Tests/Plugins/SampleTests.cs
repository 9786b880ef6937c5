using System.Net;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Tests.Plugins;

/// <summary>What plugin authors copy: samples/Acme, as it was loaded, between the portal's contract and an invented upstream.</summary>
public sealed class SampleTests(PluginFixtureCatalog fixtures) : IClassFixture<PluginFixtureCatalog>
{
    private static readonly ProbeRequest Generating = new(Generate: true);

    [Fact]
    public void It_ships_nothing_that_the_portal_has() =>
        Directory.EnumerateFiles(fixtures["Acme"].Folder).Select(Path.GetFileName)
            .ShouldBe(["Acme.SupportBotPlugin.dll", "Acme.SupportBotPlugin.pdb", "Acme.SupportBotPlugin.deps.json", "plugin.json"], ignoreOrder: true);

    [Fact]
    public async Task It_lists_proves_and_generates()
    {
        await using var acme = new Acme(fixtures, request => request.RequestUri!.AbsolutePath switch
        {
            "/v1/models" => """{"models":[{"name":"acme-large"},{"name":null}]}""",
            "/v1/generate" => """{"text":"OK","stop":"end"}""",
            _ => "",
        });

        (await acme.Client.DiscoverModelsAsync(TestContext.Current.CancellationToken)).ShouldBe([new("acme-large")]);
        var stages = await acme.Client.ProbeAsync(Generating, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

        stages.Select(stage => (stage.Kind, stage.Verdict, stage.Proves)).ShouldBe([
            (ProbeStageKind.Credentials, ProbeVerdict.Passed, ProofLevel.KeyProven),
            (ProbeStageKind.Responding, ProbeVerdict.Passed, ProofLevel.Reachable),
            (ProbeStageKind.Generating, ProbeVerdict.Passed, ProofLevel.ModelProven)]);
        using var chat = acme.Client.CreateChatClient("acme-large");
        (await chat.GetStreamingResponseAsync("Hi", cancellationToken: TestContext.Current.CancellationToken).ToChatResponseAsync(TestContext.Current.CancellationToken)).Text.ShouldBe("OK");
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, FailureCause.Credentials)]
    [InlineData(HttpStatusCode.NotFound, FailureCause.WrongUrl)]
    [InlineData(HttpStatusCode.BadGateway, FailureCause.ProviderError)]
    [InlineData(HttpStatusCode.OK, FailureCause.NotTheExpectedApi)]
    public async Task It_tells_failures_with_a_cause(HttpStatusCode status, FailureCause cause)
    {
        await using var acme = new Acme(fixtures, _ => "<html>", status);

        var stage = (await acme.Client.ProbeAsync(Generating, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken)).ShouldHaveSingleItem();

        (stage.Verdict, stage.Cause, stage.Proves).ShouldBe((ProbeVerdict.Failed, cause, ProofLevel.None));
    }

    [Theory]
    [InlineData("models", "https://api.acme.example/v1/models")]
    [InlineData("/models?limit=1", "https://api.acme.example/v1/models?limit=1")]
    [InlineData("//elsewhere.example/models", "https://api.acme.example/v1/elsewhere.example/models")]
    public async Task An_endpoint_lies_below_the_base_url_however_it_is_written(string relative, string address)
    {
        await using var acme = new Acme(fixtures, _ => "");

        acme.Connection.Endpoint(relative).AbsoluteUri.ShouldBe(address);
    }

    private sealed class Acme : IAsyncDisposable
    {
        private readonly HttpClient http;

        public Acme(PluginFixtureCatalog fixtures, Func<HttpRequestMessage, string> answer, HttpStatusCode status = HttpStatusCode.OK)
        {
            http = new(new Upstream(answer, status));
            Connection = new()
            {
                BaseUrl = new("https://api.acme.example/v1"),
                Credential = new("acme-key", "secret"),
                Settings = ProviderSettings.Empty,
                Http = http,
                Logger = NullLogger.Instance,
                Time = TimeProvider.System,
            };
            Client = fixtures["Acme"].Plugin!.Connect(Connection);
        }

        public ProviderConnection Connection { get; }

        public IProviderClient Client { get; }

        public async ValueTask DisposeAsync()
        {
            await Client.DisposeAsync();
            http.Dispose();
        }
    }

    private sealed class Upstream(Func<HttpRequestMessage, string> answer, HttpStatusCode status) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(status) { Content = new StringContent(answer(request), System.Text.Encoding.UTF8, "application/json") });
    }
}
