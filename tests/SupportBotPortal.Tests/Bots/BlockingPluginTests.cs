using System.Net;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Tests.Egress;
using SupportBotPortal.Tests.Plugins;

namespace SupportBotPortal.Tests.Bots;

/// <summary>A plugin that does not come back holds neither a bot nor the models after it.</summary>
public sealed class BlockingPluginTests : IAsyncLifetime
{
    private readonly PluginFolder folder = new("TwoSchemes");
    private BotBench bench = null!;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task When_its_time_is_up_the_next_model_is_asked_and_its_author_hears_of_it(bool stream)
    {
        using var bot = await bench.BotAsync();
        var asking = bot.HelloAsync(stream: stream);
        await bench.Portal.Log.LineAsync("Connect blocks", BotBench.Token);

        bench.Clock.Advance(TimeSpan.FromSeconds(61));

        (await asking.WaitAsync(TimeSpan.FromSeconds(30), BotBench.Token)).Header("x-supportbot-attempts").ShouldBe("blocked/some;timeout, good/fake-large;answered");
        bench.Clock.Advance(PluginBarrier.Grace);
        await bench.Portal.Log.LineAsync("did not come back within 5 seconds", BotBench.Token).WaitAsync(TimeSpan.FromSeconds(30), BotBench.Token);
    }

    [Fact]
    public async Task A_bot_that_leaves_gives_its_place_back()
    {
        using var bot = await bench.BotAsync();
        using var leaving = new CancellationTokenSource();
        var asking = bot.PostAsync("chat/completions", BotBench.Json("""{"model":"default","messages":[{"role":"user","content":"Hi"}]}"""), leaving.Token);
        await bench.Portal.Log.LineAsync("Connect blocks", BotBench.Token);
        await bench.ChooseAsync("good/fake-large");
        (await bot.HelloAsync()).Status.ShouldBe(HttpStatusCode.TooManyRequests);

        await leaving.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => asking);
        // When the portal has noticed.
        using var noticed = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        BotReply after;
        do after = await bot.HelloAsync(); while (after.Status == HttpStatusCode.TooManyRequests && !noticed.IsCancellationRequested);
        after.Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_it_still_calls_ends_when_nobody_waits_for_it()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var silent = new ScriptedServer(async stream =>
        {
            asked.TrySetResult();
            while (await stream.ReadAsync(new byte[1024]) > 0) { }
        });
        await bench.AddAsync("Calling", "type-of-twoschemes", ["some"], url: new UriBuilder(silent.Url) { Path = "/call" }.Uri.AbsoluteUri);
        await bench.ChooseAsync("calling/some", "good/fake-large");
        using var bot = await bench.BotAsync();
        var asking = bot.HelloAsync();
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(30), BotBench.Token);

        bench.Clock.Advance(TimeSpan.FromSeconds(61));

        (await asking.WaitAsync(TimeSpan.FromSeconds(30), BotBench.Token)).Header("x-supportbot-attempts").ShouldBe("calling/some;timeout, good/fake-large;answered");
        await bench.Portal.Log.LineAsync("Its call ended by", BotBench.Token).WaitAsync(TimeSpan.FromSeconds(30), BotBench.Token);
    }

    public async ValueTask InitializeAsync()
    {
        bench = await BotBench.StartAsync(("Plugins:Directories:0", folder.Parent), ("Bots:AtOnceForOneToken", "1"));
        await bench.AddAsync("Blocked", "type-of-twoschemes", ["some"], url: new UriBuilder(bench.Fake.Url("custom")) { Path = "/block" }.Uri.AbsoluteUri);
        await bench.AddAsync("Good", "custom", ["fake-large"]);
        await bench.ChooseAsync("blocked/some", "good/fake-large");
    }

    public async ValueTask DisposeAsync()
    {
        await bench.DisposeAsync();
        folder.Dispose();
    }
}
