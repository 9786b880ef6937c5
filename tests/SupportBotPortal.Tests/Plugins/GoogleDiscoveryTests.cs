using SupportBotPortal.FakeProviders;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Tests.Plugins;

public sealed class GoogleDiscoveryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Models_of_all_pages_are_listed_with_what_their_vendor_says_about_them()
    {
        await using var bench = await PluginBench.StartAsync(o => o.PageSize = 3);
        var models = await bench.Google().DiscoverModelsAsync(Token);

        models.Count.ShouldBe(6);
        models.Single(m => m.Id == "gemini-3.6-flash").ShouldBe(new DiscoveredModel("gemini-3.6-flash")
        {
            DisplayName = "Fake gemini-3.6-flash",
            CanChat = true,
            ContextTokens = 1_048_576,
            MaximumOutputTokens = 65_536,
        });
        models.Single(m => m.Id == "gemini-embedding-001").CanChat.ShouldBe(false);
        bench.Fake.Requests.Select(r => (r.Path, r.Query)).ShouldBe(
            [("/google/v1beta/models", "?pageSize=1000"), ("/google/v1beta/models", "?pageSize=1000&pageToken=3")]);
    }

    [Fact]
    public async Task The_key_travels_in_its_header_and_nowhere_else()
    {
        await using var bench = await PluginBench.StartAsync();
        await using var client = bench.Google();
        await client.DiscoverModelsAsync(Token);
        await client.ProbeAsync(new(Generate: true), Token).ToListAsync(Token);
        await client.ProbeAsync(new(), Token).ToListAsync(Token);
        using var chat = client.CreateChatClient("gemini-3.6-flash");
        await chat.GetStreamingResponseAsync([new(Microsoft.Extensions.AI.ChatRole.User, "hello")], cancellationToken: Token).ToListAsync(Token);

        bench.Fake.Requests.Select(r => r.Endpoint).Distinct().ShouldBe([FakeEndpoint.Models, FakeEndpoint.Chat, FakeEndpoint.Count], ignoreOrder: true);
        foreach (var request in bench.Fake.Requests)
        {
            (request.Path + request.Query + request.Body).ShouldNotContain("fake-google");
            request.Query.ShouldNotContain("key=");
            request.Headers.Where(h => h.Value.Contains("fake-google", StringComparison.Ordinal)).Select(h => h.Key.ToLowerInvariant()).ShouldBeSubsetOf(["x-goog-api-key"]);
            request.Header("Authorization").ShouldBeNull("two credentials at once are refused");
        }
    }

    [Fact]
    public async Task An_address_that_ends_in_v1_works_as_well()
    {
        await using var bench = await PluginBench.StartAsync();
        await using var client = bench.Google(baseUrl: new(bench.Fake.GoogleUrl.AbsoluteUri.Replace("/v1beta", "/v1", StringComparison.Ordinal)));
        (await client.DiscoverModelsAsync(Token)).ShouldNotBeEmpty();
        bench.Fake.Requests.ShouldAllBe(r => r.Path == "/google/v1/models");
    }

    [Fact]
    public async Task Without_a_key_Google_asks_for_one()
    {
        await using var bench = await PluginBench.StartAsync();
        var failure = await Should.ThrowAsync<ProviderFailureException>(() => bench.Google(key: null).DiscoverModelsAsync(Token));
        (failure.Cause, failure.Message).ShouldBe((FailureCause.Credentials, "Google asks for a key, and none is configured"));
    }

    [Theory]
    [InlineData(FakeBehaviour.EndlessPages, 100)]
    [InlineData(FakeBehaviour.EmptyPages, 100)]
    [InlineData(FakeBehaviour.RepeatingPages, 2)]
    public async Task Pages_without_an_end_come_to_an_end(FakeBehaviour behaviour, int requests)
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Behave(behaviour);
        var failure = await Should.ThrowAsync<ProviderFailureException>(() => bench.Google().DiscoverModelsAsync(Token));

        failure.Cause.ShouldBe(FailureCause.NotTheExpectedApi);
        failure.Message.ShouldBe("Google answered with pages without an end where a list of models was expected");
        bench.Fake.Requests.Count.ShouldBe(requests);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"models":[]}""")]
    public async Task No_models_are_an_empty_list(string body)
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.AnswerWith(200, body);
        (await bench.Google().DiscoverModelsAsync(Token)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"name":"models/"}""")]
    [InlineData("""{"name":"models/bell\u0007"}""")]
    [InlineData("""{"name":"models/half \ud83d"}""")]
    [InlineData("""{"name":17}""")]
    public async Task What_is_no_model_does_not_spoil_the_list(string item)
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.AnswerWith(200, $$"""{"models":[{{item}},{"name":"models/fine","displayName":"\u202Eenif","inputTokenLimit":-1,"outputTokenLimit":"x","supportedGenerationMethods":5}]}""");
        (await bench.Google().DiscoverModelsAsync(Token)).ShouldHaveSingleItem().ShouldBe(new DiscoveredModel("fine"));
    }

    [Fact]
    public async Task A_retirement_that_is_listed_is_read()
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.AnswerWith(200, """{"models":[{"name":"models/old","modelStatus":{"modelStage":"LEGACY","retirementTime":"2027-03-01T00:00:00Z"}}]}""");
        (await bench.Google().DiscoverModelsAsync(Token)).ShouldHaveSingleItem().RetiresOn.ShouldBe(new DateOnly(2027, 3, 1));
    }
}
