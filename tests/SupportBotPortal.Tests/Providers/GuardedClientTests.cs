using Microsoft.Extensions.AI;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.PluginSdk;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Providers;

public sealed class GuardedClientTests : IDisposable
{
    private const string Key = GuardBench.Key;

    private readonly GuardBench bench = new();

    private LogSink Log => bench.Log;

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task A_plugin_that_ignores_cancellation_does_not_hold_the_caller()
    {
        using var never = new SemaphoreSlim(0);
        var plugin = new Faulty { Discover = async _ => { await never.WaitAsync(CancellationToken.None); return []; } };
        using var cancel = new CancellationTokenSource();
        var call = Guard(plugin).DiscoverModelsAsync(cancel.Token);

        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task Models_that_cannot_be_shown_are_left_out_and_doubles_are_one()
    {
        var plugin = new Faulty { Discover = _ => Task.FromResult<IReadOnlyList<DiscoveredModel>>([new("a"), new("a"), new("b\u202Ec"), new(""), null!, new(new string('x', 201))]) };

        var models = await Guard(plugin).DiscoverModelsAsync(TestContext.Current.CancellationToken);

        models.Select(m => m.Id).ShouldBe(["a"]);
    }

    [Fact]
    public async Task A_failed_stage_always_names_a_cause()
    {
        var plugin = new Faulty { Stages = [new(ProbeStageKind.Credentials, ProbeVerdict.Failed, $"No: {Key}") { Proves = ProofLevel.ModelProven }] };

        var stages = await Guard(plugin).ProbeAsync(new ProbeRequest(), TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

        var stage = stages.ShouldHaveSingleItem();
        (stage.Cause, stage.Summary).ShouldBe((FailureCause.PluginError, "No: [removed]"));
    }

    [Fact]
    public async Task A_list_that_throws_while_it_is_read_leaks_no_key()
    {
        var plugin = new Faulty { Discover = _ => Task.FromResult<IReadOnlyList<DiscoveredModel>>(new Hostile<DiscoveredModel>(() => throw new InvalidOperationException($"Bearer {Key}"))) };

        var failure = await Should.ThrowAsync<ProviderFailureException>(() => Guard(plugin).DiscoverModelsAsync(Token));

        failure.Cause.ShouldBe(FailureCause.PluginError);
        failure.ToString().ShouldNotContain(Key);
        Log.Lines.ShouldAllBe(line => !line.Contains(Key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_list_that_lies_about_its_length_and_never_ends_is_cut_off()
    {
        var number = 0;
        var plugin = new Faulty { Discover = _ => Task.FromResult<IReadOnlyList<DiscoveredModel>>(new Hostile<DiscoveredModel>(() => new($"model-{number++}"))) };

        var failure = await Should.ThrowAsync<ProviderFailureException>(() => Guard(plugin).DiscoverModelsAsync(Token));

        failure.Message.ShouldContain("more than 5,000 models, too many");
        failure.Advice.ShouldHaveSingleItem().ShouldContain("nothing else is wrong");
    }

    [Fact]
    public async Task A_model_without_an_id_is_left_out()
    {
        var plugin = new Faulty { Discover = _ => Task.FromResult<IReadOnlyList<DiscoveredModel>>([new(null!), new("a")]) };

        (await Guard(plugin).DiscoverModelsAsync(Token)).Select(m => m.Id).ShouldBe(["a"]);
    }

    [Fact]
    public async Task What_was_compiled_without_nullable_annotations_may_leave_lists_out()
    {
        var stage = new ProbeStage(ProbeStageKind.Responding, ProbeVerdict.Passed, "Fine") { Advice = null! };
        (await StagesAsync(new() { Stages = [stage] })).ShouldHaveSingleItem().Advice.ShouldBeEmpty();

        var plugin = new Faulty { Discover = _ => throw new ProviderFailureException(FailureCause.Quota, "Used up") { Advice = null! } };
        (await Should.ThrowAsync<ProviderFailureException>(() => Guard(plugin).DiscoverModelsAsync(Token))).Cause.ShouldBe(FailureCause.Quota);
    }

    public static TheoryData<ProbeStage?> Unknown { get; } =
    [
        null!,
        new ProbeStage((ProbeStageKind)99, ProbeVerdict.Passed, "?"),
        new ProbeStage(ProbeStageKind.Credentials, (ProbeVerdict)99, "?"),
        new ProbeStage(ProbeStageKind.Credentials, ProbeVerdict.Failed, "?") { Cause = (FailureCause)99 },
        new ProbeStage(ProbeStageKind.Credentials, ProbeVerdict.Passed, "?") { Proves = (ProofLevel)99 },
    ];

    [Theory]
    [MemberData(nameof(Unknown), DisableDiscoveryEnumeration = true)]
    public async Task A_stage_that_the_portal_does_not_know_is_the_plugins_fault(ProbeStage? stage)
    {
        var failure = await Should.ThrowAsync<ProviderFailureException>(() => StagesAsync(new() { Stages = [stage!] }));

        failure.Cause.ShouldBe(FailureCause.PluginError);
    }

    public static TheoryData<ProbeStageKind[]> OutOfOrder { get; } =
    [
        new(Enumerable.Repeat(ProbeStageKind.Credentials, 500).ToArray()),
        new([ProbeStageKind.Responding, ProbeStageKind.Credentials]),
        new([ProbeStageKind.Address]),
        new([ProbeStageKind.Tls]),
    ];

    [Theory]
    [MemberData(nameof(OutOfOrder), DisableDiscoveryEnumeration = true)]
    public async Task Stages_that_come_twice_in_disorder_or_for_the_portal_are_the_plugins_fault_and_in_the_log(ProbeStageKind[] kinds)
    {
        var failure = await Should.ThrowAsync<ProviderFailureException>(() => StagesAsync(new() { Stages = [.. kinds.Select(kind => new ProbeStage(kind, ProbeVerdict.Passed, "Fine"))] }));

        failure.Cause.ShouldBe(FailureCause.PluginError);
        Log.Lines.ShouldContain(line => line.Contains("reported the stage", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_list_of_ids_that_cannot_be_used_is_not_an_empty_list()
    {
        var plugin = new Faulty { Discover = _ => Task.FromResult<IReadOnlyList<DiscoveredModel>>([new("  "), new(" led"), new(new string('x', 201))]) };

        var failure = await Should.ThrowAsync<ProviderFailureException>(() => Guard(plugin).DiscoverModelsAsync(Token));

        failure.Message.ShouldBe("The provider listed 3 models, but none with an id that can be used.");
    }

    [Fact]
    public async Task What_a_plugin_leaves_unsaid_or_says_beyond_measure_can_still_be_shown()
    {
        var stage = (await StagesAsync(new() { Stages = [new(ProbeStageKind.Credentials, ProbeVerdict.Failed, "") { Duration = TimeSpan.MaxValue, RetryAfter = TimeSpan.MinValue }] })).ShouldHaveSingleItem();

        (stage.Summary, stage.Duration, stage.RetryAfter).ShouldBe(("The plugin says nothing about it.", TimeSpan.FromDays(1), TimeSpan.Zero));
        var plugin = new Faulty { Discover = _ => throw new ProviderFailureException(FailureCause.Quota, "", new InvalidOperationException($"inside, with {Key}")) };
        (await Should.ThrowAsync<ProviderFailureException>(() => Guard(plugin).DiscoverModelsAsync(Token))).Message.ShouldBe("The plugin says nothing about it.");
        Log.Lines.ShouldContain(line => line.Contains("inside, with [removed]", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_plugins_own_clean_up_runs_when_the_test_stops_at_a_failed_stage()
    {
        var plugin = new Faulty { Stages = [new(ProbeStageKind.Credentials, ProbeVerdict.Failed, "No"), new(ProbeStageKind.Responding, ProbeVerdict.Skipped, "")] };

        await foreach (var _ in Guard(plugin).ProbeAsync(new ProbeRequest(), Token)) break;

        plugin.HasCleanedUp.ShouldBeTrue();
    }

    [Theory]
    [InlineData(false, "Responding")]
    [InlineData(false, "Responding", ProbeStageKind.Credentials)]
    [InlineData(true, "Responding", ProbeStageKind.Credentials, ProbeStageKind.Generating)]
    [InlineData(true, "Generating", ProbeStageKind.Credentials, ProbeStageKind.Responding)]
    public async Task A_test_that_leaves_out_what_would_have_failed_is_the_plugins_fault(bool generate, string missing, params ProbeStageKind[] kinds)
    {
        var plugin = new Faulty { Stages = [.. kinds.Select(k => ProbeStage.Passed(k, "Fine", ProofLevel.KeyProven))] };

        var failure = await Should.ThrowAsync<ProviderFailureException>(async () => await Guard(plugin).ProbeAsync(new ProbeRequest(generate), Token).ToListAsync(Token));

        (failure.Cause, failure.Message).ShouldBe((FailureCause.PluginError, $"The plugin Test reported no stage {missing}, and so the test says nothing of it."));
        Log.Lines.ShouldContain(line => line.Contains($"reported no stage {missing}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_test_that_failed_need_not_go_on()
    {
        var stage = new ProbeStage(ProbeStageKind.Credentials, ProbeVerdict.Failed, "No") { Cause = FailureCause.Credentials };

        (await Guard(new() { Stages = [stage] }).ProbeAsync(new ProbeRequest(Generate: true), Token).ToListAsync(Token)).ShouldHaveSingleItem().Cause.ShouldBe(FailureCause.Credentials);
    }

    [Fact]
    public async Task A_probe_that_hangs_ends_with_the_callers_token()
    {
        using var never = new SemaphoreSlim(0);
        using var cancel = new CancellationTokenSource();
        var probing = StagesAsync(new() { BeforeStages = () => never.Wait(CancellationToken.None) }, cancel.Token);

        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => probing);
        never.Release();
    }

    [Fact]
    public async Task A_plugin_that_blocks_in_its_disposal_does_not_hold_the_caller_and_cannot_call_any_more()
    {
        using var never = new SemaphoreSlim(0);
        var client = Guard(new() { Dispose = () => never.Wait(CancellationToken.None) });

        await client.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20), Token);

        await Should.ThrowAsync<ObjectDisposedException>(() => bench.Http.GetAsync("http://localhost:1/", Token));
        never.Release();
    }

    [Fact]
    public async Task A_chat_client_that_throws_blocks_or_lies_stays_behind_the_barrier()
    {
        var chat = Guard(new() { Chat = _ => throw new InvalidOperationException(Key) }).CreateChatClient("m");
        (await Should.ThrowAsync<ProviderFailureException>(() => chat.GetResponseAsync("Hello", cancellationToken: Token))).ToString().ShouldNotContain(Key);

        chat = Guard(new() { Chat = _ => new FaultyChat { Updates = Endless() } }).CreateChatClient("m");
        using var cancel = new CancellationTokenSource();
        var reading = chat.GetStreamingResponseAsync("Hello", cancellationToken: cancel.Token).ToListAsync(cancel.Token).AsTask();
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => reading);

        chat = Guard(new() { Chat = _ => new FaultyChat() }).CreateChatClient("m");
        (await Should.ThrowAsync<ProviderFailureException>(() => chat.GetResponseAsync("Hello", cancellationToken: Token))).Message.ShouldContain("returned no answer");
        Log.Lines.ShouldAllBe(line => !line.Contains(Key, StringComparison.Ordinal));

        static async IAsyncEnumerable<ChatResponseUpdate> Endless()
        {
            await new TaskCompletionSource().Task;
            yield break;
        }
    }

    [Fact]
    public async Task Whatever_a_plugin_answers_with_is_read_behind_the_barrier_and_plain_afterwards()
    {
        var hostile = new HostileContents { new TextContent("Hello"), new FunctionCallContent("1", "look_up", new Dictionary<string, object?> { ["a"] = new { b = 1 } }) { AdditionalProperties = new() { ["signature"] = "s", ["other"] = new object() } } };
        var chat = Guard(new() { Chat = _ => new FaultyChat { Response = new([new ChatMessage(ChatRole.Assistant, hostile)]), Updates = AsyncEnumerable.Repeat(new ChatResponseUpdate(ChatRole.Assistant, hostile), 1) } }).CreateChatClient("m");

        var whole = (await chat.GetResponseAsync("Hello", cancellationToken: Token)).Messages.Single().Contents;
        var piece = (await chat.GetStreamingResponseAsync("Hello", cancellationToken: Token).SingleAsync(Token)).Contents;

        hostile.Fails = true;
        foreach (var contents in new[] { whole, piece })
        {
            ((TextContent)contents[0]).Text.ShouldBe("Hello");
            var call = (FunctionCallContent)contents[1];
            call.Arguments!["a"].ShouldBeOfType<System.Text.Json.JsonElement>().GetProperty("b").GetInt32().ShouldBe(1);
            call.AdditionalProperties!.ShouldBe([new("signature", "s")]);
        }

        var failure = await Should.ThrowAsync<ProviderFailureException>(() => chat.GetResponseAsync("Hello", cancellationToken: Token));
        failure.Cause.ShouldBe(FailureCause.PluginError);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private GuardedClient Guard(Faulty plugin) => bench.Guard(plugin);

    private async Task<List<ProbeStage>> StagesAsync(Faulty plugin, CancellationToken? token = null) =>
        await Guard(plugin).ProbeAsync(new ProbeRequest(), token ?? Token).ToListAsync(token ?? Token);
}
