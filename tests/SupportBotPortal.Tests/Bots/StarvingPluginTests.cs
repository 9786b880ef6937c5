using System.Net;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Tests.Plugins;

namespace SupportBotPortal.Tests.Bots;

/// <summary>A plugin that blocks in every call takes threads, which all share: it must not take them all, and nobody must wait for .NET to make new ones.</summary>
public sealed class StarvingPluginTests : IAsyncLifetime
{
    private readonly PluginFolder folder = new("OddChat");
    private readonly CancellationTokenSource leaving = new();
    private readonly List<Task> blocked = [];
    private BotBench bench = null!;

    [Fact]
    public async Task The_portal_answers_while_as_many_calls_block_as_there_may_be_and_the_next_one_is_not_made()
    {
        using var bot = await bench.BotAsync();
        for (var call = 0; call < HeldThreads.Most; call++) blocked.Add(BlockAsync(bot));
        using var portal = bench.Portal.CreateDefaultClient(new Uri("http://localhost/"));

        // Without more threads it would take the better part of a minute.
        (await portal.GetAsync(new Uri("healthz", UriKind.Relative), BotBench.Token).WaitAsync(TimeSpan.FromSeconds(15), BotBench.Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await bench.Portal.Log.LinesAsync("Asked to block", HeldThreads.Most, BotBench.Token).WaitAsync(TimeSpan.FromSeconds(15), BotBench.Token);
        var next = await bot.HelloAsync().WaitAsync(TimeSpan.FromSeconds(15), BotBench.Token);
        next.Header("x-supportbot-attempts").ShouldBe("odd/some;plugin_error, good/fake-large;answered");

        await leaving.CancelAsync();
        await Task.WhenAll(blocked);
        BotReply after;
        using var noticed = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        do
        {
            // Those that were not made may have opened the provider's circuit.
            bench.Clock.Advance(TimeSpan.FromSeconds(16));
            after = await bot.HelloAsync();
        }
        while (after.Header("x-supportbot-attempts") != "odd/some;answered" && !noticed.IsCancellationRequested);
        after.Header("x-supportbot-attempts").ShouldBe("odd/some;answered");
    }

    public async ValueTask InitializeAsync()
    {
        bench = await BotBench.StartAsync(("Plugins:Directories:0", folder.Parent), ("Bots:AtOnceForOneToken", "200"));
        await bench.AddAsync("Odd", "type-of-oddchat", ["some"], url: bench.Fake.Url("custom").AbsoluteUri);
        await bench.AddAsync("Good", "custom", ["fake-large"]);
        await bench.ChooseAsync("odd/some", "good/fake-large");
    }

    public async ValueTask DisposeAsync()
    {
        await leaving.CancelAsync();
        await Task.WhenAll(blocked);
        await bench.DisposeAsync();
        folder.Dispose();
        leaving.Dispose();
    }

    private async Task BlockAsync(HttpClient bot)
    {
        try
        {
            using var content = BotBench.Json("""{"model":"default","stream":true,"messages":[{"role":"user","content":"block"}]}""");
            using var response = await bot.PostAsync("chat/completions", content, leaving.Token);
        }
        catch (OperationCanceledException)
        {
            // It left.
        }
    }
}
