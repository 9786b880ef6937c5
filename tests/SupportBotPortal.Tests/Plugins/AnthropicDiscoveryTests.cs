using SupportBotPortal.FakeProviders;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Tests.Plugins;

public sealed class AnthropicDiscoveryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_page_is_read_with_what_the_vendor_says_about_each_model()
    {
        await using var bench = await PluginBench.StartAsync();
        var models = await bench.Anthropic().DiscoverModelsAsync(Token);

        models.Select(m => m.Id).ShouldBe(["claude-opus-5-5", "claude-sonnet-5-5", "claude-haiku-5-5-20260801", "claude-sonnet-5", "claude-haiku-4-5-20251001"]);
        models[1].ShouldBe(new("claude-sonnet-5-5") { DisplayName = "Claude Sonnet 5 5", CanChat = true, ContextTokens = 1_000_000, MaximumOutputTokens = 128_000 });
        bench.Fake.Requests.Select(r => r.Query).ShouldBe(
            ["?limit=1000", "?limit=1000&after_id=claude-sonnet-5-5", "?limit=1000&after_id=claude-sonnet-5"]);
    }

    [Fact]
    public async Task Key_and_version_travel_in_their_headers_with_every_page()
    {
        await using var bench = await PluginBench.StartAsync();
        await bench.Anthropic().DiscoverModelsAsync(Token);

        foreach (var request in bench.Fake.Requests)
        {
            request.Headers.Where(h => h.Value.Contains("sk-fake-anthropic")).Select(h => h.Key).ShouldBe(["x-api-key"]);
            request.Header("anthropic-version").ShouldBe("2023-06-01");
            request.Header("anthropic-beta").ShouldBeNull();
        }
    }

    [Fact]
    public async Task A_chosen_version_and_beta_features_are_sent()
    {
        await using var bench = await PluginBench.StartAsync();
        await bench.Anthropic(settings: PluginBench.Settings(("version", "2027-01-01"), ("betas", "one-2026-01-01,two"))).DiscoverModelsAsync(Token);

        bench.Fake.Requests.ShouldAllBe(r => r.Header("anthropic-version") == "2027-01-01" && r.Header("anthropic-beta") == "one-2026-01-01,two");
    }

    [Fact]
    public async Task A_page_that_fails_spoils_the_whole_list()
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.BehaveNext(FakeBehaviour.Ok, FakeBehaviour.RateLimited);
        var failure = await Should.ThrowAsync<ProviderFailureException>(() => bench.Anthropic().DiscoverModelsAsync(Token));

        (failure.Cause, failure.RetryAfter).ShouldBe((FailureCause.RateLimit, TimeSpan.FromSeconds(7)));
    }

    [Theory]
    [InlineData(FakeBehaviour.RepeatingPages, 2, "Anthropic answered with pages that do not go on where a list of models was expected")]
    [InlineData(FakeBehaviour.EmptyPages, 2, "Anthropic answered with pages that do not go on where a list of models was expected")]
    [InlineData(FakeBehaviour.EndlessPages, 200, "Anthropic answered with pages without end where a list of models was expected")]
    public async Task Paging_that_does_not_end_is_ended(FakeBehaviour behaviour, int pages, string sentence)
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Behave(behaviour);
        var failure = await Should.ThrowAsync<ProviderFailureException>(() => bench.Anthropic().DiscoverModelsAsync(Token));

        (failure.Cause, failure.Message).ShouldBe((FailureCause.NotTheExpectedApi, sentence));
        bench.Fake.Requests.Count.ShouldBe(pages);
    }

    [Fact]
    public async Task More_models_than_the_portal_takes_are_too_many_however_they_are_paged()
    {
        await using var bench = await PluginBench.StartAsync(o => o.PageSize = 1000);
        bench.Fake.Models = [.. Enumerable.Range(0, 5_001).Select(n => $"claude-{n}")];
        (await Should.ThrowAsync<ProviderFailureException>(() => bench.Anthropic().DiscoverModelsAsync(Token))).Cause.ShouldBe(FailureCause.NotTheExpectedApi);

        bench.Fake.Models = [.. bench.Fake.Models.Take(5_000)];
        (await bench.Anthropic().DiscoverModelsAsync(Token)).Count.ShouldBe(5_000);
    }

    [Theory]
    [InlineData("""{"id":"a","display_name":"a"}""")]
    [InlineData("""{"id":"a","display_name":"\u202Eevil","max_input_tokens":"many","max_tokens":-1}""")]
    [InlineData("""{"id":"a","display_name":17,"max_input_tokens":1.5}""")]
    [InlineData("""null""", """{"id":"a"}""")]
    [InlineData("""{"id":"bell\u0007"}""", """{"id":"a"}""", """{"id":"a"}""")]
    public async Task What_cannot_be_used_does_not_spoil_the_list(params string[] items)
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.AnswerWith(200, $$"""{"data":[{{string.Join(',', items)}}],"has_more":false}""");
        (await bench.Anthropic().DiscoverModelsAsync(Token)).ShouldHaveSingleItem().ShouldBe(new DiscoveredModel("a") { CanChat = true });
    }
}
