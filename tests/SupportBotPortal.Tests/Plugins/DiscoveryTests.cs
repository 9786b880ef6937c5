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

    [Theory]
    [InlineData(FakeBehaviour.InvalidKey, FailureCause.Credentials)]
    [InlineData(FakeBehaviour.GenerateOnly, FailureCause.Permission)]
    [InlineData(FakeBehaviour.PathNotFound, FailureCause.WrongUrl)]
    [InlineData(FakeBehaviour.RateLimited, FailureCause.RateLimit)]
    [InlineData(FakeBehaviour.InsufficientQuota, FailureCause.Quota)]
    [InlineData(FakeBehaviour.PaymentRequired, FailureCause.Quota)]
    [InlineData(FakeBehaviour.ServerErrorHtml, FailureCause.ProviderError)]
    [InlineData(FakeBehaviour.Overloaded, FailureCause.Overloaded)]
    [InlineData(FakeBehaviour.Busy529, FailureCause.Overloaded)]
    [InlineData(FakeBehaviour.RedirectSameHost, FailureCause.NotTheExpectedApi)]
    [InlineData(FakeBehaviour.RedirectOtherHost, FailureCause.NotTheExpectedApi)]
    [InlineData(FakeBehaviour.HtmlWith200, FailureCause.NotTheExpectedApi)]
    [InlineData(FakeBehaviour.Garbage, FailureCause.NotTheExpectedApi)]
    [InlineData(FakeBehaviour.WrongJson, FailureCause.NotTheExpectedApi)]
    [InlineData(FakeBehaviour.TruncatedJson, FailureCause.NotTheExpectedApi)]
    [InlineData(FakeBehaviour.EmptyBody, FailureCause.NotTheExpectedApi)]
    [InlineData(FakeBehaviour.HugeBody, FailureCause.NotTheExpectedApi)]
    [InlineData(FakeBehaviour.GzipBomb, FailureCause.NotTheExpectedApi)]
    [InlineData(FakeBehaviour.MillionModels, FailureCause.NotTheExpectedApi)]
    [InlineData(FakeBehaviour.ControlCharacterModelIds, FailureCause.NotTheExpectedApi)]
    [InlineData(FakeBehaviour.ErrorInside200, FailureCause.ProviderError)]
    public async Task Each_way_of_failing_has_its_cause(FakeBehaviour behaviour, FailureCause cause)
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Behave(behaviour);

        var ofOpenAi = await Should.ThrowAsync<ProviderFailureException>(() => bench.OpenAi().DiscoverModelsAsync(Token));
        var ofCustom = await Should.ThrowAsync<ProviderFailureException>(() => bench.Custom().DiscoverModelsAsync(Token));

        ofOpenAi.Cause.ShouldBe(cause);
        ofCustom.Cause.ShouldBe(cause);
        bench.Fake.Requests.Count.ShouldBe(2, "a redirect must not be followed, nor anything tried again");
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

    [Theory]
    [InlineData("sk-fake-openai")]
    [InlineData("sk_fake_openai_lower_case_like_a_code")]
    public async Task A_key_that_the_provider_echoes_is_in_no_message(string key)
    {
        await using var bench = await PluginBench.StartAsync();
        foreach (var client in new[] { bench.OpenAi(key), bench.Custom("header", key) })
        {
            bench.Fake.Behave(FakeBehaviour.EchoesKey);
            var failure = await Should.ThrowAsync<ProviderFailureException>(() => client.DiscoverModelsAsync(Token));
            failure.Cause.ShouldBe(FailureCause.Credentials);
            failure.ToString().ShouldNotContain(key);
            (failure.Detail ?? "").ShouldNotContain(key);
        }

        bench.Fake.Requests.ShouldAllBe(r => !r.Path.Contains(key) && !r.Query.Contains(key));
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

    [Fact]
    public async Task A_broken_connection_passes_through_for_the_portal_to_classify()
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Behave(FakeBehaviour.ConnectionReset);
        await Should.ThrowAsync<HttpRequestException>(() => bench.OpenAi().DiscoverModelsAsync(Token));
    }

    [Fact]
    public async Task Listing_stops_when_cancelled()
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Behave(FakeBehaviour.HangAfterHeaders);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var listing = bench.OpenAi().DiscoverModelsAsync(cancel.Token);
        await bench.Fake.WaitForRequestsAsync(1, Token);
        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => listing);
        await bench.Fake.Requests[0].Aborted.WaitAsync(Token);
    }
}
