using System.Threading.Channels;
using SupportBotPortal.Core.Egress;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Tests.Egress;

/// <summary>The clock is the test's: nothing here waits, and nothing depends on how fast the machine is.</summary>
public sealed class DeadlineTests : IAsyncDisposable
{
    private readonly TestDoor door = new();
    private readonly Channel<string> drips = Channel.CreateUnbounded<string>();
    private readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ScriptedServer server;

    public DeadlineTests() => server = new(async stream =>
    {
        asked.TrySetResult();
        await foreach (var drip in drips.Reader.ReadAllAsync()) await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(drip));
    });

    [Fact]
    public async Task A_server_that_never_begins_to_answer_meets_the_first_byte_deadline()
    {
        using var client = door.Client(server.Url);
        var call = client.GetAsync(new Uri(server.Url), TestContext.Current.CancellationToken);
        await asked.Task;
        door.Time.Advance(TimeSpan.FromSeconds(4));
        var failure = await Should.ThrowAsync<EgressException>(() => call);
        (failure.Cause, failure.Message).ShouldBe((FailureCause.Timeout, $"127.0.0.1:{server.Port} did not begin to answer within 4 seconds."));
    }

    [Fact]
    public async Task A_body_that_stops_meets_the_idle_deadline()
    {
        await using var body = await OpenAsync();
        var read = body.ReadAsync(new byte[10], TestContext.Current.CancellationToken).AsTask();
        door.Time.Advance(TimeSpan.FromSeconds(3));
        var failure = await Should.ThrowAsync<EgressException>(() => read);
        failure.Cause.ShouldBe(FailureCause.Timeout);
        failure.Message.ShouldContain("nothing came for 3 seconds");
    }

    [Fact]
    public async Task A_body_that_drips_meets_the_total_deadline()
    {
        await using var body = await OpenAsync();
        for (var second = 0; second < 8; second += 2)
        {
            drips.Writer.TryWrite("x");
            (await body.ReadAsync(new byte[10], TestContext.Current.CancellationToken)).ShouldBe(1);
            door.Time.Advance(TimeSpan.FromSeconds(2));
        }

        var read = body.ReadAsync(new byte[10], TestContext.Current.CancellationToken).AsTask();
        door.Time.Advance(TimeSpan.FromSeconds(2));
        var failure = await Should.ThrowAsync<EgressException>(() => read);
        failure.Message.ShouldEndWith("did not finish its answer within 10 seconds.");
    }

    [Fact]
    public async Task A_conversation_goes_on_as_long_as_something_comes()
    {
        await using var body = await OpenAsync(EgressProfile.Chat);
        for (var minute = 0; minute < 20; minute++)
        {
            drips.Writer.TryWrite("x");
            (await body.ReadAsync(new byte[10], TestContext.Current.CancellationToken)).ShouldBe(1);
            door.Time.Advance(TimeSpan.FromSeconds(59));
        }

        var read = body.ReadAsync(new byte[10], TestContext.Current.CancellationToken).AsTask();
        door.Time.Advance(TimeSpan.FromSeconds(60));
        (await Should.ThrowAsync<EgressException>(() => read)).Cause.ShouldBe(FailureCause.Timeout);
    }

    [Fact]
    public async Task A_callers_own_cancellation_stays_one()
    {
        using var stop = new CancellationTokenSource();
        using var client = door.Client(server.Url);
        var call = client.GetAsync(new Uri(server.Url), stop.Token);
        await asked.Task;
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task A_callers_own_cancellation_stays_one_while_reading()
    {
        using var stop = new CancellationTokenSource();
        await using var body = await OpenAsync();
        var read = body.ReadAsync(new byte[10], stop.Token).AsTask();
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => read);
    }

    [Fact]
    public async Task A_look_up_that_hangs_is_an_address_failure()
    {
        var resolver = new HangingResolver();
        var finder = new AddressFinder(resolver, new(new(), new StubListeners()), null, door.Time);
        var call = finder.FindAsync(new Uri("https://api.example.com"), TestContext.Current.CancellationToken);
        door.Time.Advance(TimeSpan.FromSeconds(5));
        (await Should.ThrowAsync<EgressException>(() => call)).Cause.ShouldBe(FailureCause.Address);
    }

    private async Task<Stream> OpenAsync(EgressProfile? profile = null)
    {
        drips.Writer.TryWrite("HTTP/1.1 200 OK\r\n\r\n");
        using var client = door.Client(server.Url, profile);
        var response = await client.GetAsync(new Uri(server.Url), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        return await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        door.Dispose();
    }

    private sealed class HangingResolver : INameResolver
    {
        public async ValueTask<IReadOnlyList<System.Net.IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return [];
        }
    }
}
