using System.Collections.Concurrent;
using Microsoft.Extensions.AI;
using SupportBotPortal.PluginSdk;
using SupportBotPortal.PluginTestKit;
using SupportBotPortal.Tests.Conformance.Exemplar;
using SupportBotPortal.Tests.Conformance.Wrong;

namespace SupportBotPortal.Tests.Conformance;

/// <summary>Plugins that would hold the kit for ever, fill its memory, or hand it nothing: it says so, and ends.</summary>
public sealed class UnusablePluginTests : IDisposable
{
    private readonly SemaphoreSlim never = new(0);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        never.Release(1_000);
        never.Dispose();
    }

    [Fact]
    public async Task A_plugin_that_blocks_in_Connect_is_called_once_and_its_other_rules_are_not_tried()
    {
        var calls = 0;
        var told = new ConcurrentQueue<RuleResult>();
        var report = await ConformanceSuite.RunAsync(
            Impatient(new AlteredPlugin
            {
                OnConnection = connection =>
                {
                    Interlocked.Increment(ref calls);
                    never.Wait(CancellationToken.None);
                    return connection;
                },
            }),
            told.Enqueue,
            Token);

        calls.ShouldBe(1);
        report.Conforms.ShouldBeFalse();
        report.Results.Where(r => r.Outcome == RuleOutcome.Failed).ShouldHaveSingleItem().Message.ShouldBe("Connect did not come back within 0.3 seconds.");
        report.Results.Where(r => r.Outcome == RuleOutcome.NotTried).ShouldAllBe(r => r.Message.StartsWith("Connect did not come back when it was called for an earlier rule", StringComparison.Ordinal));
        report.ToString().ShouldEndWith(" not tried");
        told.ShouldBe(report.Results);
    }

    [Fact]
    public async Task A_discovery_that_never_ends_is_not_begun_again_and_what_does_not_need_it_is_examined()
    {
        var calls = 0;
        var report = await ConformanceSuite.RunAsync(
            Impatient(new AlteredPlugin
            {
                OnClient = (client, _) => new AlteredClient(client)
                {
                    OnDiscover = _ =>
                    {
                        Interlocked.Increment(ref calls);
                        never.Wait(CancellationToken.None);
                        return client.DiscoverModelsAsync(CancellationToken.None);
                    },
                },
            }),
            Token);

        calls.ShouldBe(1);
        report.Results.Single(r => r.Rule.Id == "discovery-lists").Outcome.ShouldBe(RuleOutcome.NotTried);
        report.Results.Single(r => r.Rule.Id == "chat-answers").Outcome.ShouldBe(RuleOutcome.Passed);
    }

    [Fact]
    public Task Stages_without_end_are_cut_off() => FailsAsync(
        "stages-in-order",
        client => new AlteredClient(client) { OnProbe = (_, _) => AsyncEnumerable.Repeat(ProbeStage.Passed(ProbeStageKind.Credentials, "Fine", ProofLevel.KeyProven), int.MaxValue) },
        "reported more than 100 stages");

    [Fact]
    public Task Pieces_of_an_answer_without_end_are_cut_off() => FailsAsync(
        "stream-whole",
        client => new AlteredClient(client) { OnChat = model => new AlteredChat(client.CreateChatClient(model)) { OnStream = (_, _, _) => AsyncEnumerable.Repeat(new ChatResponseUpdate(), int.MaxValue) } },
        "delivered more than 100000 pieces");

    [Fact]
    public Task A_list_without_end_is_cut_off() => FailsAsync(
        "discovery-lists",
        client => new AlteredClient(client) { OnDiscover = _ => Task.FromResult<IReadOnlyList<DiscoveredModel>>([.. Enumerable.Range(0, 5_001).Select(n => new DiscoveredModel($"m{n}"))]) },
        "listed more than 5000 models");

    [Fact]
    public Task No_list_is_told_from_an_empty_one() =>
        FailsAsync("discovery-empty", client => new AlteredClient(client) { OnDiscover = _ => Task.FromResult<IReadOnlyList<DiscoveredModel>>(null!) }, "returned no list");

    [Fact]
    public Task An_empty_model_is_named() =>
        FailsAsync("discovery-lists", client => new AlteredClient(client) { OnDiscover = _ => Task.FromResult<IReadOnlyList<DiscoveredModel>>([null!]) }, "an empty model");

    [Fact]
    public Task An_empty_stage_is_named() =>
        FailsAsync("stages-in-order", client => new AlteredClient(client) { OnProbe = (_, _) => AsyncEnumerable.Repeat<ProbeStage>(null!, 1) }, "returned an empty stage");

    [Fact]
    public Task A_chat_client_that_was_not_made_is_named() =>
        FailsAsync("connect-is-silent", client => new AlteredClient(client) { OnChat = _ => null! }, "made no chat client");

    [Fact]
    public Task A_client_that_was_not_made_is_named() => FailsAsync("connect-is-silent", _ => null!, "made no client");

    [Theory]
    [InlineData("no-key-no-header", RuleOutcome.Passed)]
    [InlineData("proof-without-key", RuleOutcome.Passed)]
    [InlineData("settings-do-not-mix", RuleOutcome.NotApplicable)]
    public async Task A_plugin_may_refuse_to_connect_without_what_it_needs(string rule, RuleOutcome outcome)
    {
        var subject = ExemplarSubject.Of(new AlteredPlugin
        {
            OnConnection = connection => connection.Credential.Secret is not null && connection.Settings.Text(ExemplarPlugin.Team) is not null
                ? connection
                : throw new ProviderFailureException(FailureCause.BadParameter, "Exemplar needs a key and a team"),
        });

        var result = await ConformanceSuite.RunAsync(ConformanceSuite.Rules.Single(r => r.Id == rule), subject, Token);

        result.Outcome.ShouldBe(outcome, result.Message);
    }

    [Fact]
    public async Task What_Connect_throws_is_named_as_its_fault()
    {
        var subject = ExemplarSubject.Of(new AlteredPlugin { OnConnection = _ => throw new InvalidOperationException("It did not work.") });

        (await ConformanceSuite.RunAsync(ConformanceSuite.Rules.Single(r => r.Id == "connect-is-silent"), subject, Token)).Message.ShouldStartWith("Connect threw InvalidOperationException (“It did not work.”)");
    }

    [Fact]
    public async Task A_plugin_that_lets_a_broken_body_pass_is_right_for_the_portal_tells_it_as_a_broken_connection()
    {
        Exception? seen = null;
        var subject = ExemplarSubject.Of(Make.Throwing((e, _) => seen = e));

        (await ConformanceSuite.RunAsync(ConformanceSuite.Rules.Single(r => r.Id == "stream-breaks"), subject, Token)).Outcome.ShouldBe(RuleOutcome.Passed);

        seen.ShouldBeOfType<HttpRequestException>().InnerException.ShouldBeOfType<IOException>();
    }

    private static PluginSubject Impatient(IProviderPlugin plugin) => ExemplarSubject.Of(plugin) with { Patience = TimeSpan.FromMilliseconds(300) };

    private static async Task FailsAsync(string rule, Func<IProviderClient, IProviderClient> client, string words)
    {
        var subject = ExemplarSubject.Of(new AlteredPlugin { OnClient = (inner, _) => client(inner) });
        var result = await ConformanceSuite.RunAsync(ConformanceSuite.Rules.Single(r => r.Id == rule), subject, Token);

        (result.Outcome, result.Message.Contains(words, StringComparison.Ordinal)).ShouldBe((RuleOutcome.Failed, true), result.Message);
    }
}
