using SupportBotPortal.FakeProviders;
using SupportBotPortal.PluginSdk;
using static SupportBotPortal.PluginSdk.ProbeStageKind;
using static SupportBotPortal.PluginSdk.ProbeVerdict;

namespace SupportBotPortal.Tests.Plugins;

public sealed class GoogleProbeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Listing_proves_the_key_and_counting_shows_that_a_model_answers_for_nothing()
    {
        await using var bench = await PluginBench.StartAsync();
        var stages = await RunAsync(bench, new());

        stages.Select(s => (s.Kind, s.Verdict, s.Proves)).ShouldBe([(Credentials, Passed, ProofLevel.KeyProven), (Responding, Passed, ProofLevel.ModelProven)]);
        stages[1].Detail.ShouldBe("gemini-3.6-flash");
        bench.Fake.Requests.ShouldNotContain(r => r.Endpoint == FakeEndpoint.Chat);
        bench.Fake.Requests[^1].Path.ShouldBe("/google/v1beta/models/gemini-3.6-flash:countTokens");
    }

    [Fact]
    public async Task Counting_takes_the_model_that_was_asked_for()
    {
        await using var bench = await PluginBench.StartAsync();
        (await RunAsync(bench, new(ModelId: "models/gemini-3.8-flash")))[1].Verdict.ShouldBe(Passed);
        bench.Fake.Requests[^1].Path.ShouldBe("/google/v1beta/models/gemini-3.8-flash:countTokens");
    }

    [Fact]
    public async Task A_model_that_only_embeds_is_not_tried()
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Models = ["gemini-embedding-001", "gemini-9"];
        (await RunAsync(bench, new()))[1].Detail.ShouldBe("gemini-9");
    }

    [Theory]
    [InlineData(FakeBehaviour.InvalidKey, Credentials, FailureCause.Credentials)]
    [InlineData(FakeBehaviour.LeakedKey, Credentials, FailureCause.Credentials)]
    [InlineData(FakeBehaviour.RegionNotSupported, Credentials, FailureCause.Permission)]
    [InlineData(FakeBehaviour.InsufficientQuota, Credentials, FailureCause.Quota)]
    [InlineData(FakeBehaviour.ListOnly, Responding, FailureCause.Permission)]
    [InlineData(FakeBehaviour.RateLimited, Responding, FailureCause.RateLimit)]
    [InlineData(FakeBehaviour.Overloaded, Responding, FailureCause.Overloaded)]
    [InlineData(FakeBehaviour.PathNotFound, Responding, FailureCause.WrongUrl)]
    [InlineData(FakeBehaviour.HtmlWith200, Responding, FailureCause.NotTheExpectedApi)]
    public async Task A_failure_shows_in_its_stage(FakeBehaviour behaviour, ProbeStageKind stage, FailureCause cause)
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Behave(behaviour);
        var stages = await RunAsync(bench, new());

        (stages[^1].Kind, stages[^1].Verdict, stages[^1].Cause).ShouldBe((stage, Failed, cause));
    }

    [Theory]
    [InlineData(FakeBehaviour.RateLimited)]
    [InlineData(FakeBehaviour.Overloaded)]
    [InlineData(FakeBehaviour.HtmlWith200)]
    [InlineData(FakeBehaviour.WrongJson)]
    [InlineData(FakeBehaviour.NoTokenCount)]
    public async Task Counting_that_settles_nothing_takes_nothing_away(FakeBehaviour behaviour)
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Behave(behaviour, FakeEndpoint.Count);
        var stages = await RunAsync(bench, new());

        stages.Select(s => s.Verdict).ShouldBe([Passed, Warning]);
        stages.Max(s => s.Proves).ShouldBe(ProofLevel.KeyProven);
    }

    [Fact]
    public async Task A_model_that_was_asked_for_and_is_missing_fails_the_test()
    {
        await using var bench = await PluginBench.StartAsync();
        (await RunAsync(bench, new(ModelId: "gone")))[^1].Cause.ShouldBe(FailureCause.ModelMissing);
        (await RunAsync(bench, new(Generate: true, "gone")))[^1].Cause.ShouldBe(FailureCause.ModelMissing);
    }

    [Theory]
    [InlineData(FakeBehaviour.ChecksNoKey)]
    [InlineData(FakeBehaviour.PublicList)]
    public async Task A_gateway_that_lists_for_anybody_proves_no_key_by_it(FakeBehaviour behaviour)
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Behave(behaviour, FakeEndpoint.Models);
        bench.Fake.Behave(FakeBehaviour.ChecksNoKey, FakeEndpoint.Count);
        var stages = await RunAsync(bench, new());

        stages[0].Verdict.ShouldBe(Warning);
        stages.Max(s => s.Proves).ShouldBe(ProofLevel.Reachable);
    }

    [Fact]
    public async Task An_empty_list_proves_nothing_beyond_reachable()
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Behave(FakeBehaviour.EmptyList, FakeEndpoint.Models);
        bench.Fake.Behave(FakeBehaviour.PathNotFound, FakeEndpoint.Count);
        var stages = await RunAsync(bench, new());

        stages.ShouldAllBe(s => s.Verdict == Warning);
        stages.Max(s => s.Proves).ShouldBe(ProofLevel.Reachable);
    }

    [Fact]
    public async Task Generating_proves_the_model_with_at_least_16_tokens_and_counts_nothing()
    {
        await using var bench = await PluginBench.StartAsync();
        var stages = await RunAsync(bench, new(Generate: true));

        (stages[^1].Kind, stages[^1].Verdict, stages[^1].Proves).ShouldBe((Generating, Passed, ProofLevel.ModelProven));
        bench.Fake.Requests[^1].Path.ShouldBe("/google/v1beta/models/gemini-3.6-flash:generateContent");
        bench.Fake.Requests[^1].Json["generationConfig"]!["maxOutputTokens"]!.GetValue<int>().ShouldBeGreaterThanOrEqualTo(16);
        bench.Fake.Requests.ShouldNotContain(r => r.Endpoint == FakeEndpoint.Count);
    }

    [Theory]
    [InlineData(FakeBehaviour.BlocksPrompt)]
    [InlineData(FakeBehaviour.BlocksAnswer)]
    public async Task What_a_filter_withheld_proves_the_key_and_no_model(FakeBehaviour behaviour)
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Behave(behaviour, FakeEndpoint.Chat);
        var stage = (await RunAsync(bench, new(Generate: true)))[^1];

        (stage.Verdict, stage.Proves, stage.Summary).ShouldBe((Warning, ProofLevel.KeyProven, "A filter of the vendor's withheld the answer"));
    }

    [Fact]
    public async Task Another_model_in_the_place_of_the_asked_one_is_not_the_asked_one()
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Behave(FakeBehaviour.SubstitutesModel, FakeEndpoint.Chat);
        var stage = (await RunAsync(bench, new(Generate: true)))[^1];

        (stage.Verdict, stage.Proves).ShouldBe((Warning, ProofLevel.KeyProven));
        stage.Detail.ShouldBe("gemini-3.6-flash was asked, gemini-2.5-pro answered");
    }

    [Fact]
    public async Task A_version_of_the_asked_model_is_the_asked_model()
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Behave(FakeBehaviour.AnswersWithVersion, FakeEndpoint.Chat);
        (await RunAsync(bench, new(Generate: true)))[^1].Proves.ShouldBe(ProofLevel.ModelProven);
    }

    [Fact]
    public async Task A_retirement_that_the_answer_tells_of_is_told()
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Behave(FakeBehaviour.Retiring, FakeEndpoint.Chat);
        (await RunAsync(bench, new(Generate: true)))[^1].Detail.ShouldBe("gemini-3.6-flash, which the vendor switches off on 2027-03-01");
    }

    [Fact]
    public async Task Googles_own_host_is_known_to_check_keys_and_is_not_asked_without()
    {
        var calls = new List<string>();
        using var http = new HttpClient(new Answering(request =>
        {
            calls.Add($"{request.Method} {request.RequestUri} {request.Headers.Contains("x-goog-api-key")}");
            return new(System.Net.HttpStatusCode.OK)
            {
                Content = new StringContent(request.Method == HttpMethod.Get ? """{"models":[{"name":"models/gemini-x","supportedGenerationMethods":["generateContent"]}]}""" : """{"totalTokens":4}"""),
            };
        }));
        await using var client = new SupportBotPortal.Plugins.Google.GooglePlugin().Connect(new()
        {
            BaseUrl = new("https://generativelanguage.googleapis.com/v1beta"),
            Credential = new("api-key", "AIzaX"),
            Settings = ProviderSettings.Empty,
            Http = http,
            Logger = Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance,
            Time = TimeProvider.System,
        });

        (await client.ProbeAsync(new(), Token).ToListAsync(Token))[0].Proves.ShouldBe(ProofLevel.KeyProven);
        calls.ShouldBe(
        [
            "GET https://generativelanguage.googleapis.com/v1beta/models?pageSize=1000 True",
            "POST https://generativelanguage.googleapis.com/v1beta/models/gemini-x:countTokens True",
        ]);
    }

    private static async Task<List<ProbeStage>> RunAsync(PluginBench bench, ProbeRequest request) =>
        await bench.Google().ProbeAsync(request, Token).ToListAsync(Token);
}
