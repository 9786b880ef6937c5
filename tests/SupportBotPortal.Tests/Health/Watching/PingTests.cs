using Microsoft.AspNetCore.Http;
using SupportBotPortal.FakeProviders;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Health.Watching;

/// <summary>Somebody outside is called after each round, over real sockets.</summary>
public sealed class PingTests : IAsyncLifetime
{
    private const string Secret = "0f2a7c1e-ping-me-4711";

    private FakeUpstream receiver = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Origin => receiver.CustomUrl.GetLeftPart(UriPartial.Authority);

    private Dictionary<string, string?> Settings => new() { ["Health:PingUrl"] = $"{Origin}/{Secret}" };

    private IEnumerable<string> Pings => receiver.Requests.Select(r => $"{r.Method} {r.Path}");

    public async ValueTask InitializeAsync()
    {
        receiver = await FakeUpstream.StartAsync();
        receiver.AnswerWith(200, "OK", "text/plain");
    }

    [Fact]
    public async Task After_a_round_the_address_is_called_and_at_most_once_a_minute()
    {
        await using var bench = await WatchBench.StartAsync(settings: Settings);

        await bench.SweepAsync();
        await TriedAsync(bench, 1);
        await bench.PassAsync(TimeSpan.FromSeconds(55));
        Tried(bench).ShouldBe(1);
        // No further: this round's call is on its way, and a clock that moves on meanwhile would make its connection late.
        await bench.PassAsync(TimeSpan.FromSeconds(5));
        await TriedAsync(bench, 2);

        Pings.ShouldBe([$"GET /{Secret}", $"GET /{Secret}"]);
    }

    [Fact]
    public async Task Without_a_round_nothing_is_called_and_without_the_setting_a_stopped_schedule_is_not_told()
    {
        await using var bench = await WatchBench.StartAsync(settings: Settings);

        bench.Clock.Advance(WatchBench.TooLong);
        await bench.LookAsync();

        Pings.ShouldBeEmpty();
    }

    [Fact]
    public async Task With_the_setting_a_schedule_that_stops_is_told_there_as_a_failure()
    {
        await using var bench = await WatchBench.StartAsync(settings: new Dictionary<string, string?>(Settings) { ["Health:PingFailures"] = "true" });

        bench.Clock.Advance(WatchBench.TooLong);
        await bench.LookAsync();
        await bench.LookAsync();
        Pings.ShouldBe([$"GET /{Secret}/fail"]);

        await bench.SweepAsync();
        await bench.LookAsync();
        await PingedAsync(2);
        Pings.ShouldBe([$"GET /{Secret}/fail", $"GET /{Secret}"]);
    }

    [Fact]
    public async Task A_ping_that_does_not_arrive_is_logged_once_until_it_does_and_the_address_never_in_full()
    {
        await using var bench = await WatchBench.StartAsync(settings: Settings);
        receiver.AnswerWith(404, "no such check", "text/plain");

        await bench.SweepAsync();
        await PingedAsync(1);
        await bench.Portal.Log.LineAsync($"Pings to {Origin} do not arrive, so the watch there will believe that the portal is gone. It answered with the status 404", Token).WaitAsync(TimeSpan.FromMinutes(1), Token);
        bench.Clock.Advance(TimeSpan.FromSeconds(65));
        await bench.SweepAsync();
        // Not only received: while the answer is on its way, the clock must not make it late.
        await TriedAsync(bench, 2);
        receiver.AnswerWith(200, "OK", "text/plain");
        bench.Clock.Advance(TimeSpan.FromSeconds(65));
        await bench.SweepAsync();
        await bench.Portal.Log.LineAsync($"Pings to {Origin} arrive again", Token).WaitAsync(TimeSpan.FromMinutes(1), Token);

        bench.Portal.Log.Lines.Count(line => line.StartsWith("Warning", StringComparison.Ordinal) && line.Contains("do not arrive", StringComparison.Ordinal)).ShouldBe(1);
        bench.Portal.Log.Lines.SelectMany(line => new SecretSearch(Secret).In("log", line)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var bench = await WatchBench.StartAsync(settings: Settings);
        receiver.Handler = context =>
        {
            context.Response.StatusCode = StatusCodes.Status302Found;
            context.Response.Headers.Location = "/elsewhere";
            return Task.CompletedTask;
        };

        await bench.SweepAsync();
        await bench.Portal.Log.LineAsync("answered with a redirect to", Token).WaitAsync(TimeSpan.FromMinutes(1), Token);

        Pings.ShouldBe([$"GET /{Secret}"]);
    }

    [Fact]
    public async Task One_that_never_answers_holds_up_no_round()
    {
        await using var bench = await WatchBench.StartAsync(settings: Settings);
        var id = await bench.AddAsync(adjust: p => p.CheckSlot.NextAt = bench.Clock.GetUtcNow().UtcDateTime);
        using var end = new CancellationTokenSource();
        receiver.Handler = async context => await Task.Delay(Timeout.Infinite, CancellationTokenSource.CreateLinkedTokenSource(end.Token, context.RequestAborted).Token).ContinueWith(_ => { }, TaskScheduler.Default);

        await bench.SweepAsync();
        await PingedAsync(1);
        await bench.SweepAsync();
        (await bench.ChecksAsync(id)).ShouldHaveSingleItem();

        bench.Clock.Advance(TimeSpan.FromSeconds(11));
        await bench.Portal.Log.LineAsync($"Pings to {Origin} do not arrive", Token).WaitAsync(TimeSpan.FromMinutes(1), Token);
        await end.CancelAsync();
    }

    public ValueTask DisposeAsync() => receiver.DisposeAsync();

    /// <summary>How often it was called and has an end, also where the call was given up before anything arrived.</summary>
    private int Tried(SweepBench bench) => bench.Portal.Log.Lines.Count(line => line.StartsWith("Debug", StringComparison.Ordinal) && line.Contains($"Pinged {Origin}", StringComparison.Ordinal));

    private async Task TriedAsync(SweepBench bench, int count)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(Token);
        late.CancelAfter(TimeSpan.FromMinutes(1));
        while (Tried(bench) < count) await Task.Delay(5, late.Token);
    }

    private Task PingedAsync(int count) => receiver.WaitForRequestsAsync(count, Token).WaitAsync(TimeSpan.FromMinutes(1), Token);
}
