using SupportBotPortal.FakeProviders;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Tests.Plugins;

public sealed class DiscoveryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OpenAi_lists_models_with_what_their_vendor_says_about_them()
    {
        await using var bench = await PluginBench.StartAsync();
        var models = await bench.OpenAi().DiscoverModelsAsync(Token);

        models.Select(m => m.Id).ShouldContain("gpt-6.1-sol");
        models.Single(m => m.Id == "gpt-4o").RetiresOn.ShouldBe(new DateOnly(2027, 1, 14));
        models.Single(m => m.Id == "text-embedding-3-small").CanChat.ShouldBe(false);
        var request = bench.Fake.Requests.ShouldHaveSingleItem();
        (request.Method, request.Path, request.Query).ShouldBe(("GET", "/openai/v1/models", ""));
        request.Header("Authorization").ShouldBe("Bearer sk-fake-openai");
    }

    [Fact]
    public async Task Organization_and_project_are_sent_as_headers()
    {
        await using var bench = await PluginBench.StartAsync();
        await bench.OpenAi(settings: PluginBench.Settings(("organization", "org-1"), ("project", "proj_2"))).DiscoverModelsAsync(Token);

        var request = bench.Fake.Requests.ShouldHaveSingleItem();
        request.Header("OpenAI-Organization").ShouldBe("org-1");
        request.Header("OpenAI-Project").ShouldBe("proj_2");
    }

    [Fact]
    public async Task The_detail_names_status_and_code_and_the_wait()
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Behave(FakeBehaviour.RateLimited);
        var failure = await Should.ThrowAsync<ProviderFailureException>(() => bench.OpenAi().DiscoverModelsAsync(Token));

        failure.Detail.ShouldBe("OpenAI answered 429 rate_limit_exceeded");
        failure.RetryAfter.ShouldBe(TimeSpan.FromSeconds(7));
    }

    [Fact]
    public async Task A_wait_is_capped()
    {
        await using var bench = await PluginBench.StartAsync(o => o.RetryAfter = TimeSpan.FromDays(400));
        bench.Fake.Behave(FakeBehaviour.RateLimited);
        var failure = await Should.ThrowAsync<ProviderFailureException>(() => bench.OpenAi().DiscoverModelsAsync(Token));

        failure.RetryAfter.ShouldBe(TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task Markup_in_a_model_name_passes_as_text()
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Behave(FakeBehaviour.HtmlModelIds);
        (await bench.Custom().DiscoverModelsAsync(Token)).Select(m => m.Id).ShouldContain("<script>alert('model')</script>");
    }

    [Theory]
    [InlineData("\"bell\\u0007\"")]
    [InlineData("\"\\u202Egnp.tpg\"")]
    [InlineData("\"half \\ud83d\"")]
    [InlineData("\"replaced \\ufffd\"")]
    [InlineData("\"\"")]
    [InlineData("null")]
    [InlineData("17")]
    [InlineData("{\"name\":\"a\"}")]
    public async Task An_id_that_cannot_be_used_does_not_spoil_the_list(string id)
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.AnswerWith(200, $$"""{"data":[{"id":"first"},{"id":{{id}}},{"id":"last"}]}""");
        (await bench.Custom().DiscoverModelsAsync(Token)).Select(m => m.Id).ShouldBe(["first", "last"]);

        bench.Fake.AnswerWith(200, $$"""{"data":[{"id":{{id}}}]}""");
        (await Should.ThrowAsync<ProviderFailureException>(() => bench.Custom().DiscoverModelsAsync(Token))).Cause.ShouldBe(FailureCause.NotTheExpectedApi);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"a\"")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"\\ud83d\":1}")]
    public async Task What_is_no_model_does_not_spoil_the_list(string item)
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.AnswerWith(200, $$"""{"data":[{{item}},{"id":"fine","shutdown_date":"\ud83d"}]}""");
        (await bench.Custom().DiscoverModelsAsync(Token)).ShouldHaveSingleItem().ShouldBe(new DiscoveredModel("fine"));
    }

    [Fact]
    public async Task A_name_may_be_as_long_as_the_portal_keeps_it_and_have_pictures_in_it()
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Models = ["rocket-🚀", new('x', 200), new('y', 201)];
        (await bench.Custom().DiscoverModelsAsync(Token)).Select(m => m.Id).ShouldBe(["rocket-🚀", new('x', 200)]);
    }
}
