using System.Net;

namespace SupportBotPortal.Tests.Bots;

/// <summary>The model in production is changed while bots ask: the next request gets it, and none fails.</summary>
public sealed class SwitchUnderLoadTests : IAsyncLifetime
{
    private const int PerSecond = 200;
    private const int Switches = 20;

    private BotBench bench = null!;

    [Fact]
    public async Task Twenty_changes_under_two_hundred_requests_a_second_fail_none_and_count_at_once()
    {
        using var bot = await bench.BotAsync();
        using var over = new CancellationTokenSource();
        using var begun = new SemaphoreSlim(0);
        var asked = new List<Task<(HttpStatusCode Status, string? Model)>>();
        var asking = Task.Run(async () =>
        {
            using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / PerSecond));
            while (!over.IsCancellationRequested)
            {
                await pace.WaitForNextTickAsync(BotBench.Token);
                asked.Add(OneAsync(asked.Count % 4 == 0));
                begun.Release();
            }
        }, BotBench.Token);
        try
        {
            for (var n = 1; n <= Switches; n++)
            {
                var next = n % 2 == 0 ? "first/fake-small" : "second/fake-large";
                await bench.ChooseAsync(next);
                // Whoever asks after it was saved gets the new one.
                (await OneAsync(false)).ShouldBe((HttpStatusCode.OK, next));
                // An eighth of a second's worth of others ask meanwhile.
                for (var others = 0; others < PerSecond / 8; others++) await begun.WaitAsync(BotBench.Token);
            }
        }
        finally
        {
            await over.CancelAsync();
            await asking;
        }

        var answers = await Task.WhenAll(asked);

        answers.Length.ShouldBeGreaterThan(Switches * PerSecond / 8);
        answers.ShouldAllBe(a => a.Status == HttpStatusCode.OK);
        answers.Select(a => a.Model).Distinct().Order().ShouldBe(["first/fake-small", "second/fake-large"]);

        async Task<(HttpStatusCode, string?)> OneAsync(bool stream)
        {
            var reply = await bot.HelloAsync(stream: stream);
            return (reply.Status == HttpStatusCode.OK && reply.Said.Length > 0 && (!stream || reply.IsDone) ? HttpStatusCode.OK : reply.Status == HttpStatusCode.OK ? HttpStatusCode.NoContent : reply.Status, reply.Header("x-supportbot-model"));
        }
    }

    public async ValueTask InitializeAsync()
    {
        bench = await BotBench.StartAsync(("Bots:RequestsPerMinute", "0"), ("Bots:AtOnceForOneToken", "10000"), ("Bots:AtOnce", "10000"));
        await bench.AddAsync("First", "custom", ["fake-small"]);
        await bench.AddAsync("Second", "openai", ["fake-large"]);
        bench.Fake.Models = ["fake-small", "fake-large"];
        await bench.ChooseAsync("first/fake-small");
    }

    public ValueTask DisposeAsync() => bench.DisposeAsync();
}
