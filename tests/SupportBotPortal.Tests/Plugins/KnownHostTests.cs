using Microsoft.Extensions.AI;
using SupportBotPortal.FakeProviders;
using SupportBotPortal.PluginSdk;
using static SupportBotPortal.PluginSdk.ProbeVerdict;

namespace SupportBotPortal.Tests.Plugins;

/// <summary>What OpenRouter and Azure do otherwise than all others, and what nobody can find out by asking.</summary>
public sealed class KnownHostTests
{
    private static readonly Uri OpenRouter = new("http://openrouter.ai/api/v1");
    private static readonly Uri Azure = new("http://acme.openai.azure.com/openai/v1");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OpenRouter_is_asked_about_the_key_since_its_list_is_open_to_all()
    {
        await using var bench = await PluginBench.StartAsync();
        var stages = await RunAsync(bench.Custom(baseUrl: OpenRouter));

        stages.Select(s => (s.Verdict, s.Proves)).ShouldBe([(Passed, ProofLevel.KeyProven), (Passed, ProofLevel.Reachable)]);
        bench.Fake.Requests.Select(r => r.Path).ShouldBe(["/api/v1/models", "/api/v1/key"]);
    }

    [Fact]
    public async Task A_wrong_key_is_found_although_the_list_is_read_with_it()
    {
        await using var bench = await PluginBench.StartAsync();
        var client = bench.Custom(key: "sk-wrong", baseUrl: OpenRouter);

        (await client.DiscoverModelsAsync(Token)).ShouldNotBeEmpty();
        var stage = (await RunAsync(client)).ShouldHaveSingleItem();
        (stage.Kind, stage.Verdict, stage.Cause).ShouldBe((ProbeStageKind.Credentials, Failed, FailureCause.Credentials));
    }

    [Fact]
    public async Task A_key_whose_limit_is_used_up_is_right_and_of_no_use()
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Behave(FakeBehaviour.InsufficientQuota, FakeEndpoint.Key);
        var stage = (await RunAsync(bench.Custom(baseUrl: OpenRouter)))[0];

        (stage.Verdict, stage.Proves, stage.Summary).ShouldBe((Warning, ProofLevel.KeyProven, "The key is accepted, but what may be spent with it is used up"));
    }

    [Theory]
    [InlineData(FakeBehaviour.RateLimited)]
    [InlineData(FakeBehaviour.Overloaded)]
    [InlineData(FakeBehaviour.PathNotFound)]
    [InlineData(FakeBehaviour.WrongJson)]
    [InlineData(FakeBehaviour.ConnectionReset)]
    public async Task When_the_question_about_the_key_is_not_answered_the_key_is_not_proven(FakeBehaviour behaviour)
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Behave(behaviour, FakeEndpoint.Key);
        var stages = await RunAsync(bench.Custom(baseUrl: OpenRouter));

        stages.Select(s => s.Verdict).ShouldBe([Warning, Passed]);
        stages.Max(s => s.Proves).ShouldBe(ProofLevel.Reachable);
    }

    [Fact]
    public async Task OpenRouter_generates_with_a_key_that_it_has_confirmed()
    {
        await using var bench = await PluginBench.StartAsync();
        (await RunAsync(bench.Custom(baseUrl: OpenRouter), new(Generate: true)))[^1].Proves.ShouldBe(ProofLevel.ModelProven);
        bench.Fake.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Without_a_key_nothing_is_asked_about_it()
    {
        await using var bench = await PluginBench.StartAsync();
        (await RunAsync(bench.Custom("none", null, baseUrl: OpenRouter)))[0].Verdict.ShouldBe(Skipped);
        bench.Fake.Requests.ShouldNotContain(r => r.Endpoint == FakeEndpoint.Key);
    }

    [Fact]
    public async Task What_OpenRouter_says_about_its_models_is_read()
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Models = ["acme/old", "acme/image-maker"];
        (await bench.Custom(baseUrl: OpenRouter).DiscoverModelsAsync(Token)).ShouldBe(
        [
            new("acme/old") { DisplayName = "Fake: acme/old", CanChat = true, ContextTokens = 131_072, MaximumOutputTokens = 16_384, RetiresOn = new(2027, 2, 1) },
            new("acme/image-maker") { DisplayName = "Fake: acme/image-maker", CanChat = false, ContextTokens = 131_072, MaximumOutputTokens = 16_384 },
        ]);
    }

    [Theory]
    [InlineData("""{"id":"m","capabilities":{"chat_completion":false},"max_context_length":32768}""", false, 32768)]
    [InlineData("""{"id":"m","capabilities":{"completion_chat":true},"max_model_len":4096}""", true, 4096)]
    [InlineData("""{"id":"m","capabilities":"none","expiration_date":"soon","context_length":"x","name":"\u202Em"}""", null, null)]
    public async Task What_others_say_about_their_models_is_read_where_it_can_be(string item, bool? canChat, int? context)
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.AnswerWith(200, $$"""{"data":[{{item}}]}""");
        (await bench.Custom().DiscoverModelsAsync(Token)).ShouldHaveSingleItem().ShouldBe(new DiscoveredModel("m") { CanChat = canChat, ContextTokens = context });
    }

    [Fact]
    public async Task What_Azure_lists_are_no_names_that_can_be_called_and_none_of_them_is_tried()
    {
        await using var bench = await PluginBench.StartAsync();
        var stages = await RunAsync(bench.Custom(key: "sk-fake-openai", baseUrl: Azure), new(Generate: true));

        stages.Select(s => s.Verdict).ShouldBe([Passed, Passed, Skipped]);
        stages[1].Detail.ShouldBe("Azure lists all models that it has; only the names of your deployments can be called");
        stages[2].Detail.ShouldBe(stages[1].Detail);
        bench.Fake.Requests.ShouldNotContain(r => r.Endpoint == FakeEndpoint.Chat);
    }

    [Fact]
    public async Task A_deployment_may_have_a_name_of_its_own_and_a_missing_one_is_explained()
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Models = ["our-deployment"];
        bench.Fake.Behave(FakeBehaviour.SubstitutesModel, FakeEndpoint.Chat);
        var client = bench.Custom(key: "sk-fake-openai", baseUrl: Azure);
        (await RunAsync(client, new(Generate: true, "our-deployment")))[^1].Proves.ShouldBe(ProofLevel.ModelProven);

        bench.Fake.AnswerWith(404, """{"error":{"code":"DeploymentNotFound","message":"The API deployment for this resource does not exist."}}""");
        using var chat = client.CreateChatClient("gpt-4o");
        var failure = await Should.ThrowAsync<ProviderFailureException>(() => chat.GetResponseAsync("hello", cancellationToken: Token));
        failure.Cause.ShouldBe(FailureCause.ModelMissing);
        failure.Advice.ShouldHaveSingleItem().ShouldContain("name of one of your deployments");
    }

    private static async Task<List<ProbeStage>> RunAsync(IProviderClient client, ProbeRequest? request = null) =>
        await client.ProbeAsync(request ?? new(), Token).ToListAsync(Token);
}
