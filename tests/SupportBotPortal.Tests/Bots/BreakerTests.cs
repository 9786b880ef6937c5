using SupportBotPortal.FakeProviders;

namespace SupportBotPortal.Tests.Bots;

/// <summary>What opens and closes a provider's circuit, and what says nothing of it.</summary>
public sealed class BreakerTests : IAsyncLifetime
{
    private const string Answered = "shaky/fake-small;overloaded, good/fake-large;answered";
    private const string Spared = "shaky/fake-small;spared, good/fake-large;answered";

    private BotBench bench = null!;

    [Fact]
    public async Task Bots_that_give_up_waiting_show_that_a_provider_hangs()
    {
        bench.Fake.BehaveNext(Times(FakeBehaviour.Hang, 5));
        using var bot = await bench.BotAsync();
        await LeaveAfterAsync(bot, TimeSpan.FromSeconds(21), 5);

        (await bot.HelloAsync()).Header("x-supportbot-attempts").ShouldBe(Spared);
    }

    [Fact]
    public async Task Bots_that_leave_soon_say_nothing_of_a_provider()
    {
        bench.Fake.BehaveNext(Times(FakeBehaviour.Hang, 6));
        using var bot = await bench.BotAsync();
        await LeaveAfterAsync(bot, TimeSpan.FromSeconds(19), 6);

        (await bot.HelloAsync()).Header("x-supportbot-model").ShouldBe("shaky/fake-small");
    }

    [Fact]
    public async Task Bots_that_leave_soon_do_not_hide_its_failures()
    {
        using var bot = await bench.BotAsync();
        for (var n = 0; n < 5; n++)
        {
            // Twice as many leave as are failed.
            bench.Fake.BehaveNext(Times(FakeBehaviour.Hang, 2));
            await LeaveAfterAsync(bot, TimeSpan.FromSeconds(1), 2);
            bench.Fake.BehaveNext(Times(FakeBehaviour.Overloaded, 1));
            (await bot.HelloAsync()).Header("x-supportbot-attempts").ShouldBe(Answered);
        }

        (await bot.HelloAsync()).Header("x-supportbot-attempts").ShouldBe(Spared);
    }

    [Fact]
    public async Task One_that_leaves_does_not_let_the_others_in_again_and_an_answer_does()
    {
        using var bot = await bench.BotAsync();
        bench.Fake.BehaveNext(Times(FakeBehaviour.Overloaded, 5));
        for (var n = 0; n < 5; n++) await bot.HelloAsync();
        (await bot.HelloAsync()).Header("x-supportbot-attempts").ShouldBe(Spared);
        bench.Clock.Advance(TimeSpan.FromSeconds(16));

        // It is tried by one, and while that waits by nobody else.
        bench.Fake.BehaveNext(Times(FakeBehaviour.Hang, 1));
        await LeaveAfterAsync(bot, TimeSpan.FromSeconds(1), 1, async () => (await bot.HelloAsync()).Header("x-supportbot-attempts").ShouldBe(Spared));

        bench.Fake.BehaveNext(Times(FakeBehaviour.Overloaded, 1));
        (await bot.HelloAsync()).Header("x-supportbot-attempts").ShouldBe(Answered);
        (await bot.HelloAsync()).Header("x-supportbot-attempts").ShouldBe(Spared);
        bench.Clock.Advance(TimeSpan.FromSeconds(16));
        for (var n = 0; n < 2; n++) (await bot.HelloAsync()).Header("x-supportbot-model").ShouldBe("shaky/fake-small");
    }

    [Fact]
    public async Task What_began_before_its_circuit_opened_does_not_open_it_again()
    {
        using var bot = await bench.BotAsync();
        bench.Fake.BehaveNext(FakeBehaviour.Hang);
        await LeaveAfterAsync(bot, TimeSpan.FromSeconds(5), 1, async () =>
        {
            bench.Fake.BehaveNext(Times(FakeBehaviour.Overloaded, 5));
            for (var n = 0; n < 5; n++) await bot.HelloAsync();
            (await bot.HelloAsync()).Header("x-supportbot-attempts").ShouldBe(Spared);
            bench.Clock.Advance(TimeSpan.FromSeconds(16));
        });

        // It waited for more than twenty seconds, and leaves when the break is over.
        (await bot.HelloAsync()).Header("x-supportbot-model").ShouldBe("shaky/fake-small");
    }

    public async ValueTask InitializeAsync()
    {
        bench = await BotBench.StartAsync();
        await bench.AddAsync("Shaky", "custom", ["fake-small"]);
        await bench.AddAsync("Good", "custom", ["fake-large"], FakeBehaviour.Ok);
        await bench.ChooseAsync("shaky/fake-small", "good/fake-large");
    }

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    private static FakeBehaviour[] Times(FakeBehaviour behaviour, int count) => [.. Enumerable.Repeat(behaviour, count)];

    /// <summary>Some ask at the same time, wait, and leave.</summary>
    private async Task LeaveAfterAsync(HttpClient bot, TimeSpan wait, int bots, Func<Task>? meanwhile = null)
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(BotBench.Token);
        var before = bench.Asked.Count;
        var asking = Enumerable.Range(0, bots).Select(_ => bot.PostAsync("chat/completions", BotBench.Json("""{"model":"default","stream":true,"messages":[{"role":"user","content":"Hi"}]}"""), leaving.Token)).ToList();
        await bench.Fake.WaitForRequestsAsync(before + bots, BotBench.Token);
        bench.Clock.Advance(wait);
        var left = bench.Asked.Skip(before).ToList();
        if (meanwhile is not null) await meanwhile();
        await leaving.CancelAsync();
        foreach (var one in asking) await Should.ThrowAsync<OperationCanceledException>(() => one);
        foreach (var one in left) await one.Aborted.WaitAsync(TimeSpan.FromSeconds(20), BotBench.Token);
    }
}
