using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using SupportBotPortal.FakeProviders;
using SupportBotPortal.PluginSdk;
using static SupportBotPortal.PluginSdk.ProbeStageKind;
using static SupportBotPortal.PluginSdk.ProbeVerdict;

namespace SupportBotPortal.Tests.Plugins;

public sealed class AnthropicProbeTests
{
    private const string Model = "claude-sonnet-5-5";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Counting_tokens_proves_key_and_model_without_generating()
    {
        await using var bench = await PluginBench.StartAsync();
        var stages = await RunAsync(bench.Anthropic(), new(ModelId: Model));

        stages.Select(s => (s.Kind, s.Verdict, s.Proves)).ShouldBe([(Credentials, Passed, ProofLevel.KeyProven), (Responding, Passed, ProofLevel.ModelProven)]);
        (stages[1].Summary, stages[1].Detail).ShouldBe(("Anthropic lists 5 models, and a model answers", Model));
        bench.Fake.Requests.ShouldNotContain(r => r.Endpoint == FakeEndpoint.Chat);
        var count = bench.Fake.Requests.Single(r => r.Endpoint == FakeEndpoint.Count);
        (count.Method, count.Path, count.Json["model"]!.GetValue<string>(), count.Header("x-api-key")).ShouldBe(("POST", "/anthropic/v1/messages/count_tokens", Model, "sk-fake-anthropic"));
    }

    [Fact]
    public async Task Without_a_wish_a_listed_model_is_counted_with()
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Models = ["claude-one", "claude-haiku-5-5"];
        await RunAsync(bench.Anthropic());
        bench.Fake.Requests[^1].Json["model"]!.GetValue<string>().ShouldBe("claude-haiku-5-5", "a default one, if it is listed");

        bench.Fake.Models = ["claude-one", "claude-two"];
        await RunAsync(bench.Anthropic());
        bench.Fake.Requests[^1].Json["model"]!.GetValue<string>().ShouldBe("claude-one", "never an invented one");
    }

    [Theory]
    [InlineData(FakeBehaviour.RateLimited)]
    [InlineData(FakeBehaviour.NoTokenCount)]
    [InlineData(FakeBehaviour.Busy529)]
    [InlineData(FakeBehaviour.ServerErrorHtml)]
    [InlineData(FakeBehaviour.WrongJson)]
    [InlineData(FakeBehaviour.HtmlWith200)]
    [InlineData(FakeBehaviour.ConnectionReset)]
    public async Task Counting_that_cannot_be_done_leaves_what_the_list_has_proven(FakeBehaviour behaviour)
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Behave(behaviour, FakeEndpoint.Count);
        var stages = await RunAsync(bench.Anthropic(), new(ModelId: Model));

        stages.Select(s => (s.Kind, s.Verdict, s.Proves)).ShouldBe([(Credentials, Passed, ProofLevel.KeyProven), (Responding, Warning, ProofLevel.Reachable)]);
        stages[1].Summary.ShouldBe("Anthropic lists 5 models; whether one answers could not be found out without generating");
        stages[1].Cause.ShouldBeNull();
    }

    [Theory(Timeout = 20_000)]
    [InlineData(FakeBehaviour.Hang)]
    [InlineData(FakeBehaviour.HangAfterHeaders)]
    public async Task Counting_that_hangs_costs_5_seconds_and_nothing_else(FakeBehaviour behaviour)
    {
        var clock = new FakeTimeProvider();
        await using var bench = await PluginBench.StartAsync(time: clock);
        bench.Fake.Behave(behaviour, FakeEndpoint.Count);
        var test = RunAsync(bench.Anthropic(), new(ModelId: Model));
        await bench.Fake.WaitForRequestsAsync(5, Token);
        clock.Advance(TimeSpan.FromSeconds(5));

        (await test).Select(s => s.Verdict).ShouldBe([Passed, Warning]);
    }

    [Theory]
    [InlineData(FakeBehaviour.ListOnly, FailureCause.Permission)]
    [InlineData(FakeBehaviour.CreditTooLow, FailureCause.Quota)]
    [InlineData(FakeBehaviour.InvalidKey, FailureCause.Credentials)]
    [InlineData(FakeBehaviour.ModelNotFound, FailureCause.ModelMissing)]
    public async Task Counting_that_is_refused_for_good_fails_the_test(FakeBehaviour behaviour, FailureCause cause)
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Behave(behaviour, FakeEndpoint.Count);
        var stages = await RunAsync(bench.Anthropic(), new(ModelId: Model));

        stages.Select(s => s.Verdict).ShouldBe([Passed, Failed]);
        stages[1].Cause.ShouldBe(cause);
        stages[1].Detail!.ShouldStartWith($"{Model}: Anthropic answered 4");
    }

    [Fact]
    public async Task A_listed_model_that_nobody_asked_for_fails_no_test()
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Behave(FakeBehaviour.ModelNotFound, FakeEndpoint.Count);
        (await RunAsync(bench.Anthropic())).Select(s => s.Verdict).ShouldBe([Passed, Warning]);
    }

    [Theory]
    [InlineData(FakeBehaviour.InvalidKey, Credentials, FailureCause.Credentials)]
    [InlineData(FakeBehaviour.GenerateOnly, Credentials, FailureCause.Permission)]
    [InlineData(FakeBehaviour.SpendLimit, Credentials, FailureCause.Quota)]
    [InlineData(FakeBehaviour.RateLimited, Responding, FailureCause.RateLimit)]
    [InlineData(FakeBehaviour.Overloaded, Responding, FailureCause.Overloaded)]
    [InlineData(FakeBehaviour.PathNotFound, Responding, FailureCause.WrongUrl)]
    [InlineData(FakeBehaviour.HtmlWith200, Responding, FailureCause.NotTheExpectedApi)]
    public async Task A_failure_shows_in_its_stage(FakeBehaviour behaviour, ProbeStageKind stage, FailureCause cause)
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Behave(behaviour);
        var stages = await RunAsync(bench.Anthropic());

        var failed = stages.Single(s => s.Verdict == Failed);
        (failed.Kind, failed.Cause).ShouldBe((stage, cause));
        stages.ShouldAllBe(s => s.Proves == ProofLevel.None);
    }

    [Theory]
    [InlineData(FakeBehaviour.ChecksNoKey, ProofLevel.Reachable)]
    [InlineData(FakeBehaviour.PublicList, ProofLevel.ModelProven)]
    public async Task Behind_a_proxy_that_lists_for_anybody_counting_settles_whether_the_key_is_checked(FakeBehaviour behaviour, ProofLevel level)
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Behave(behaviour);
        var stages = await RunAsync(bench.Anthropic(), new(ModelId: Model));

        (stages[0].Verdict, stages[0].Summary).ShouldBe((Warning, "This endpoint does not check keys"));
        stages.Max(s => s.Proves).ShouldBe(level);
    }

    [Fact]
    public async Task Anthropics_own_host_is_known_to_check_keys_and_is_not_asked_without()
    {
        var calls = new List<string>();
        using var http = new HttpClient(new Answering(request =>
        {
            calls.Add(request.RequestUri!.PathAndQuery);
            return new(System.Net.HttpStatusCode.OK) { Content = new StringContent("""{"data":[{"id":"claude-haiku-5-5"}],"has_more":false,"input_tokens":9}""") };
        }));
        var client = new SupportBotPortal.Plugins.Anthropic.AnthropicPlugin().Connect(new()
        {
            BaseUrl = new("https://api.anthropic.com/v1"),
            Credential = new("api-key", "sk-x"),
            Settings = ProviderSettings.Empty,
            Http = http,
            Logger = Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance,
            Time = TimeProvider.System,
        });

        (await RunAsync(client)).Max(s => s.Proves).ShouldBe(ProofLevel.ModelProven);
        calls.ShouldBe(["/v1/models?limit=1000", "/v1/messages/count_tokens"]);
    }

    [Fact]
    public async Task Generating_proves_the_model_and_does_not_count_before()
    {
        await using var bench = await PluginBench.StartAsync();
        var stages = await RunAsync(bench.Anthropic(), new(Generate: true));

        stages.Select(s => (s.Kind, s.Verdict)).ShouldBe([(Credentials, Passed), (Responding, Passed), (Generating, Passed)]);
        stages[^1].Proves.ShouldBe(ProofLevel.ModelProven);
        bench.Fake.Requests.ShouldNotContain(r => r.Endpoint == FakeEndpoint.Count);
        bench.Fake.Requests[^1].Json["max_tokens"]!.GetValue<int>().ShouldBeGreaterThanOrEqualTo(16);
    }

    [Fact]
    public async Task A_model_that_another_one_stands_in_for_is_not_proven()
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Behave(FakeBehaviour.SubstitutesModel);
        var stages = await RunAsync(bench.Anthropic(), new(Generate: true, Model));

        (stages[^1].Kind, stages[^1].Verdict, stages[^1].Summary).ShouldBe((Generating, Warning, "Another model answered than the one that was asked"));
        stages[^1].Detail.ShouldBe("claude-sonnet-5-5 was asked, claude-another-1 answered");
        stages.Max(s => s.Proves).ShouldBe(ProofLevel.KeyProven);
    }

    [Theory]
    [InlineData("claude-haiku-5-5", "claude-haiku-5-5-20260801", true)]
    [InlineData("claude-haiku-5-5-20260801", "claude-haiku-5-5-20260801", true)]
    [InlineData("claude-haiku-5-5-20260801", "claude-haiku-5-5", true)]
    [InlineData("claude-3-5-haiku-latest", "claude-3-5-haiku-20241022", true)]
    [InlineData("claude-sonnet-4-0", "claude-sonnet-4-20250514", true)]
    [InlineData("anthropic/claude-haiku-5-5", "claude-haiku-5-5@20260801", true)]
    [InlineData("claude-haiku-5-5-20260801", "claude-haiku-5-5-20261101", false)]
    [InlineData("claude-haiku-5-5", "claude-haiku-5", false)]
    [InlineData("claude-sonnet-5", "claude-sonnet-5-5", false)]
    [InlineData("claude-opus-5-5", "claude-sonnet-5-5", false)]
    public async Task An_alias_and_its_snapshot_are_one_model(string asked, string answered, bool same)
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Handler = context => context.Response.WriteAsJsonAsync(new Dictionary<string, object>
        {
            ["type"] = "message",
            ["model"] = answered,
            ["stop_reason"] = "end_turn",
            ["content"] = new[] { new Dictionary<string, string> { ["type"] = "text", ["text"] = "OK" } },
            ["data"] = new[] { new Dictionary<string, string> { ["id"] = asked } },
        }, Token);
        var stages = await RunAsync(bench.Anthropic(), new(Generate: true, asked));
        (stages[^1].Verdict, stages[^1].Proves).ShouldBe(same ? (Passed, ProofLevel.Reachable) : (Warning, ProofLevel.Reachable), "such an answer checks no key");
    }

    [Fact]
    public async Task A_key_that_may_only_generate_proves_its_model()
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Behave(FakeBehaviour.GenerateOnly);
        var stages = await RunAsync(bench.Anthropic(), new(Generate: true, Model));

        stages.Select(s => s.Verdict).ShouldBe([Warning, Skipped, Passed]);
        stages[^1].Proves.ShouldBe(ProofLevel.ModelProven);
    }

    [Fact]
    public async Task Who_cancels_the_test_while_it_counts_ends_it()
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Behave(FakeBehaviour.Hang, FakeEndpoint.Count);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var test = bench.Anthropic().ProbeAsync(new(), cancel.Token).ToListAsync(cancel.Token).AsTask();
        await bench.Fake.WaitForRequestsAsync(5, Token);
        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => test);
    }

    private static async Task<List<ProbeStage>> RunAsync(IProviderClient client, ProbeRequest? request = null) =>
        await client.ProbeAsync(request ?? new(), Token).ToListAsync(Token);
}
