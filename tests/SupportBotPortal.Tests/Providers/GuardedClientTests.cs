using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.PluginSdk;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Providers;

public sealed class GuardedClientTests : IDisposable
{
    private const string Key = "sk-leaky+key/4711";

    private readonly LogSink log = new();

    public void Dispose() => log.Dispose();

    [Theory]
    [InlineData("{0}")]
    [InlineData("Authorization: Bearer {0}")]
    public async Task A_plugin_that_puts_the_key_into_an_exception_leaks_it_neither_to_the_person_nor_to_the_log(string format)
    {
        var plugin = new Faulty { Discover = _ => throw new InvalidOperationException(string.Format(null, format, Key)) };

        var failure = await Should.ThrowAsync<ProviderFailureException>(() => Guard(plugin).DiscoverModelsAsync(TestContext.Current.CancellationToken));

        failure.Cause.ShouldBe(FailureCause.PluginError);
        failure.ToString().ShouldNotContain(Key);
        log.Lines.ShouldContain(line => line.Contains("InvalidOperationException", StringComparison.Ordinal));
        log.Lines.ShouldAllBe(line => !line.Contains(Key, StringComparison.Ordinal) && !line.Contains(Uri.EscapeDataString(Key), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failure_that_names_the_key_is_shown_without_it()
    {
        var plugin = new Faulty { Discover = _ => throw new ProviderFailureException(FailureCause.Credentials, $"The key {Key} is wrong") { Detail = Key, Advice = [Key] } };

        var failure = await Should.ThrowAsync<ProviderFailureException>(() => Guard(plugin).DiscoverModelsAsync(TestContext.Current.CancellationToken));

        failure.Cause.ShouldBe(FailureCause.Credentials);
        failure.Message.ShouldBe("The key [removed] is wrong");
        (failure.Detail + string.Concat(failure.Advice)).ShouldNotContain(Key);
    }

    [Fact]
    public void What_a_plugin_logs_reaches_the_log_without_the_key()
    {
        new SecretFreeLogger(log.CreateLogger("Plugin.test"), [Key]).LogWarning(new InvalidOperationException(Key), "Sending {Key}", Key);

        log.Lines.ShouldContain(line => line.Contains("Sending [removed]", StringComparison.Ordinal));
        log.Lines.ShouldAllBe(line => !line.Contains(Key, StringComparison.Ordinal));
    }

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
    public async Task A_failed_stage_proves_nothing_and_always_names_a_cause()
    {
        var plugin = new Faulty { Stages = [new(ProbeStageKind.Credentials, ProbeVerdict.Failed, $"No: {Key}") { Proves = ProofLevel.ModelProven }] };

        var stages = await Guard(plugin).ProbeAsync(new ProbeRequest(), TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

        var stage = stages.ShouldHaveSingleItem();
        (stage.Proves, stage.Cause, stage.Summary).ShouldBe((ProofLevel.None, FailureCause.PluginError, "No: [removed]"));
    }

    private GuardedClient Guard(IProviderClient plugin) => new(plugin, "Test", [Key], log.CreateLogger("Plugin.test"));

    private sealed class Faulty : IProviderClient
    {
        public Func<CancellationToken, Task<IReadOnlyList<DiscoveredModel>>> Discover { get; init; } = _ => Task.FromResult<IReadOnlyList<DiscoveredModel>>([]);

        public IReadOnlyList<ProbeStage> Stages { get; init; } = [];

        public Task<IReadOnlyList<DiscoveredModel>> DiscoverModelsAsync(CancellationToken cancellationToken) => Discover(cancellationToken);

        public IAsyncEnumerable<ProbeStage> ProbeAsync(ProbeRequest request, CancellationToken cancellationToken) => Stages.ToAsyncEnumerable();

        public IChatClient CreateChatClient(string modelId) => throw new NotSupportedException();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
