using SupportBotPortal.FakeProviders;
using SupportBotPortal.PluginSdk;
using static SupportBotPortal.PluginSdk.ProbeStageKind;
using static SupportBotPortal.PluginSdk.ProbeVerdict;

namespace SupportBotPortal.Tests.Plugins;

public sealed class ProbeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_is_proven_when_the_same_call_without_it_is_refused()
    {
        await using var bench = await PluginBench.StartAsync();
        foreach (var client in new[] { bench.OpenAi(), bench.Custom() })
        {
            var stages = await RunAsync(client);
            stages.Select(s => (s.Kind, s.Verdict)).ShouldBe([(Credentials, Passed), (Responding, Passed)]);
            stages.Max(s => s.Proves).ShouldBe(ProofLevel.KeyProven);
        }

        bench.Fake.Requests.Count(r => r.Header("Authorization") is null).ShouldBe(2);
    }

    [Theory]
    [InlineData(FakeBehaviour.ChecksNoKey)]
    [InlineData(FakeBehaviour.PublicList)]
    public async Task An_endpoint_that_lists_for_anybody_proves_no_key(FakeBehaviour behaviour)
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Behave(behaviour);
        foreach (var client in new[] { bench.OpenAi("sk-wrong"), bench.Custom(key: "sk-wrong") })
        {
            var stages = await RunAsync(client);
            stages[0].Verdict.ShouldBe(Warning);
            stages[0].Summary.ShouldBe("This endpoint does not check keys");
            stages.Max(s => s.Proves).ShouldBe(ProofLevel.Reachable);
        }
    }

    [Fact]
    public async Task Without_a_key_there_is_none_to_prove()
    {
        await using var bench = await PluginBench.StartAsync(o => o.CustomAuth = FakeAuth.None);
        var stages = await RunAsync(bench.Custom("none", null), new(Generate: true));

        stages.Select(s => (s.Kind, s.Verdict)).ShouldBe([(Credentials, Skipped), (Responding, Passed), (Generating, Passed)]);
        stages[1].Proves.ShouldBe(ProofLevel.Reachable);
        stages[2].Proves.ShouldBe(ProofLevel.ModelProven);
        bench.Fake.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_empty_list_proves_nothing_beyond_reachable()
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Behave(FakeBehaviour.EmptyList);
        var stages = await RunAsync(bench.OpenAi());

        stages.ShouldAllBe(s => s.Verdict == Warning);
        stages.Max(s => s.Proves).ShouldBe(ProofLevel.Reachable);
    }

    [Fact]
    public async Task When_the_call_without_the_key_says_nothing_the_key_is_not_proven()
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.BehaveNext(FakeBehaviour.Ok, FakeBehaviour.RateLimited);
        var stages = await RunAsync(bench.OpenAi());

        stages[0].Verdict.ShouldBe(Warning);
        stages.Max(s => s.Proves).ShouldBe(ProofLevel.Reachable);
    }

    [Theory]
    [InlineData(FakeBehaviour.InvalidKey, Credentials, FailureCause.Credentials)]
    [InlineData(FakeBehaviour.GenerateOnly, Credentials, FailureCause.Permission)]
    [InlineData(FakeBehaviour.InsufficientQuota, Credentials, FailureCause.Quota)]
    [InlineData(FakeBehaviour.RateLimited, Responding, FailureCause.RateLimit)]
    [InlineData(FakeBehaviour.Overloaded, Responding, FailureCause.Overloaded)]
    [InlineData(FakeBehaviour.PathNotFound, Responding, FailureCause.WrongUrl)]
    [InlineData(FakeBehaviour.HtmlWith200, Responding, FailureCause.NotTheExpectedApi)]
    [InlineData(FakeBehaviour.RedirectOtherHost, Responding, FailureCause.NotTheExpectedApi)]
    public async Task A_failure_shows_in_its_stage(FakeBehaviour behaviour, ProbeStageKind stage, FailureCause cause)
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Behave(behaviour);
        var stages = await RunAsync(bench.OpenAi());

        stages[^1].Kind.ShouldBe(stage);
        stages[^1].Verdict.ShouldBe(Failed);
        stages[^1].Cause.ShouldBe(cause);
        stages.ShouldAllBe(s => s.Proves == ProofLevel.None);
    }

    [Fact]
    public async Task Generating_proves_the_model_and_asks_for_at_least_16_tokens_of_a_listed_one()
    {
        await using var bench = await PluginBench.StartAsync();
        var stages = await RunAsync(bench.OpenAi(), new(Generate: true));

        stages[^1].ShouldSatisfyAllConditions(
            s => s.Kind.ShouldBe(Generating), s => s.Verdict.ShouldBe(Passed), s => s.Proves.ShouldBe(ProofLevel.ModelProven));
        var asked = bench.Fake.Requests[^1].Json;
        asked["model"]!.GetValue<string>().ShouldBe("gpt-6.1-sol");
        asked["max_completion_tokens"]!.GetValue<int>().ShouldBeGreaterThanOrEqualTo(16);
    }

    [Theory]
    [InlineData(FakeBehaviour.PublicList, ProofLevel.ModelProven)]
    [InlineData(FakeBehaviour.ChecksNoKey, ProofLevel.Reachable)]
    public async Task After_an_open_list_generating_settles_whether_the_key_is_checked(FakeBehaviour behaviour, ProofLevel level)
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Behave(behaviour);
        var stages = await RunAsync(bench.Custom(), new(Generate: true));

        stages[^1].Verdict.ShouldBe(Passed);
        stages[^1].Proves.ShouldBe(level);
    }

    [Fact]
    public async Task A_key_that_may_only_generate_proves_its_model()
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Behave(FakeBehaviour.GenerateOnly);
        var stages = await RunAsync(bench.OpenAi(), new(Generate: true, "gpt-6-luna"));

        stages.Select(s => s.Verdict).ShouldBe([Warning, Skipped, Passed]);
        stages[^1].Proves.ShouldBe(ProofLevel.ModelProven);
    }

    [Fact]
    public async Task A_missing_model_is_said_to_be_missing()
    {
        await using var bench = await PluginBench.StartAsync();
        (await RunAsync(bench.Custom(), new(Generate: true, "gone")))[^1].Cause.ShouldBe(FailureCause.ModelMissing);
    }

    [Fact]
    public async Task OpenAis_own_host_is_known_to_check_keys_and_is_asked_once()
    {
        var calls = new List<Uri?>();
        using var http = new HttpClient(new Answering(request =>
        {
            calls.Add(request.RequestUri);
            return new(System.Net.HttpStatusCode.OK) { Content = new StringContent("""{"data":[{"id":"gpt-6-luna"}]}""") };
        }));
        var client = new SupportBotPortal.Plugins.OpenAi.OpenAiPlugin().Connect(new()
        {
            BaseUrl = new("https://api.openai.com/v1"),
            Credential = new("bearer", "sk-x"),
            Settings = ProviderSettings.Empty,
            Http = http,
            Logger = Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance,
            Time = TimeProvider.System,
        });

        (await RunAsync(client)).Max(s => s.Proves).ShouldBe(ProofLevel.KeyProven);
        calls.ShouldBe([new Uri("https://api.openai.com/v1/models")]);
    }

    private static async Task<List<ProbeStage>> RunAsync(IProviderClient client, ProbeRequest? request = null) =>
        await client.ProbeAsync(request ?? new(), Token).ToListAsync(Token);
}
