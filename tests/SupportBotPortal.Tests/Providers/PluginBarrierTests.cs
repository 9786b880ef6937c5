using Microsoft.Extensions.Logging;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.PluginSdk;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Providers;

/// <summary>What a plugin throws and logs, as the barrier reads it.</summary>
public sealed class PluginBarrierTests : IDisposable
{
    private const string Key = GuardBench.Key;

    private readonly GuardBench bench = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private LogSink Log => bench.Log;

    public void Dispose() => bench.Dispose();

    [Theory]
    [InlineData("{0}")]
    [InlineData("Authorization: Bearer {0}")]
    public async Task A_plugin_that_puts_the_key_into_an_exception_leaks_it_neither_to_the_person_nor_to_the_log(string format)
    {
        var plugin = new Faulty { Discover = _ => throw new InvalidOperationException(string.Format(null, format, Key)) };

        var failure = await Should.ThrowAsync<ProviderFailureException>(() => bench.Guard(plugin).DiscoverModelsAsync(TestContext.Current.CancellationToken));

        failure.Cause.ShouldBe(FailureCause.PluginError);
        failure.ToString().ShouldNotContain(Key);
        Log.Lines.ShouldContain(line => line.Contains("InvalidOperationException", StringComparison.Ordinal));
        Log.Lines.ShouldAllBe(line => !line.Contains(Key, StringComparison.Ordinal) && !line.Contains(Uri.EscapeDataString(Key), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failure_that_names_the_key_is_shown_without_it()
    {
        var plugin = new Faulty { Discover = _ => throw new ProviderFailureException(FailureCause.Credentials, $"The key {Key} is wrong") { Detail = Key, Advice = [Key] } };

        var failure = await Should.ThrowAsync<ProviderFailureException>(() => bench.Guard(plugin).DiscoverModelsAsync(TestContext.Current.CancellationToken));

        failure.Cause.ShouldBe(FailureCause.Credentials);
        failure.Message.ShouldBe("The key [removed] is wrong");
        (failure.Detail + string.Concat(failure.Advice)).ShouldNotContain(Key);
    }

    [Theory]
    [InlineData(401, FailureCause.Credentials)]
    [InlineData(402, FailureCause.Quota)]
    [InlineData(403, FailureCause.Permission)]
    [InlineData(404, FailureCause.WrongUrl)]
    [InlineData(422, FailureCause.BadParameter)]
    [InlineData(429, FailureCause.RateLimit)]
    [InlineData(500, FailureCause.ProviderError)]
    [InlineData(529, FailureCause.Overloaded)]
    [InlineData(302, FailureCause.NotTheExpectedApi)]
    public async Task A_status_that_a_plugin_lets_pass_as_an_exception_is_no_broken_connection(int status, FailureCause cause)
    {
        using var response = new HttpResponseMessage((System.Net.HttpStatusCode)status);
        var plugin = new Faulty { Discover = _ => { response.EnsureSuccessStatusCode(); throw new InvalidOperationException(); } };

        var failure = await Should.ThrowAsync<ProviderFailureException>(() => bench.Guard(plugin).DiscoverModelsAsync(Token));

        (failure.Cause, failure.Message).ShouldBe((cause, $"The provider answered with the status {status}."));
    }

    [Fact]
    public async Task A_plugin_that_does_not_come_back_when_it_is_told_to_end_is_named_in_the_log()
    {
        var never = new TaskCompletionSource<IReadOnlyList<DiscoveredModel>>();
        using var cancel = new CancellationTokenSource();
        var discovery = bench.Guard(new() { Discover = _ => never.Task }).DiscoverModelsAsync(cancel.Token);
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => discovery);
        Log.Lines.ShouldBeEmpty();

        bench.Clock.Advance(PluginBarrier.Grace);

        (await Log.LineAsync("did not come back", Token)).ShouldStartWith("Warning Plugin.test: The plugin Test did not come back within 5 seconds after its call was cancelled");
    }

    [Fact]
    public async Task A_member_of_a_newer_sdk_that_is_missing_only_in_a_call_is_explained_too()
    {
        var plugin = new Faulty { Discover = _ => throw new MissingMethodException("Method not found: 'Void SupportBotPortal.PluginSdk.ProbeStage.Later()'.") };

        (await Should.ThrowAsync<ProviderFailureException>(() => bench.Guard(plugin).DiscoverModelsAsync(Token))).Message.ShouldContain("built against a newer SDK");
    }

    [Fact]
    public async Task Json_that_a_plugin_cannot_read_is_not_the_expected_api()
    {
        var plugin = new Faulty { Discover = _ => Task.FromResult(System.Text.Json.JsonSerializer.Deserialize<IReadOnlyList<DiscoveredModel>>("<html>")!) };

        (await Should.ThrowAsync<ProviderFailureException>(() => bench.Guard(plugin).DiscoverModelsAsync(Token))).Cause.ShouldBe(FailureCause.NotTheExpectedApi);
        Log.Lines.ShouldContain(line => line.Contains("JsonException", StringComparison.Ordinal));
    }

    [Fact]
    public void What_a_plugin_logs_reaches_the_log_without_the_key()
    {
        new SecretFreeLogger(bench.Logger, [Key]).LogWarning(new InvalidOperationException(Key), "Sending {Key}", Key);

        Log.Lines.ShouldContain(line => line.Contains("Sending [removed]", StringComparison.Ordinal));
        Log.Lines.ShouldAllBe(line => !line.Contains(Key, StringComparison.Ordinal));
    }

    [Fact]
    public void A_plugin_cannot_write_a_line_of_the_portals_own_into_the_log()
    {
        new SecretFreeLogger(bench.Logger, [Key]).LogWarning("real\r\nfail: Portal[0]\u001b[31m {Long}", new string('x', 100_000));

        var line = Log.Lines.Single();
        line.ShouldContain("real\n      fail: Portal[0] [31m");
        line.Length.ShouldBeLessThan(20_000);
    }
}
