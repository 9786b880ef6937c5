using System.Net;
using SupportBotPortal.FakeProviders;

namespace SupportBotPortal.Tests.Bots;

/// <summary>What requests may take of the portal's memory and time while they come in.</summary>
public sealed class RequestMemoryTests : IAsyncLifetime
{
    private BotBench bench = null!;

    [Fact]
    public async Task Requests_that_are_too_large_together_wait_for_one_to_end_and_small_ones_do_not()
    {
        using var bot = await bench.BotAsync();
        using var leaving = new CancellationTokenSource();
        using var large = BotBench.Json(Large(900_000));
        var first = bot.PostAsync("chat/completions", large, leaving.Token);
        await bench.Fake.WaitForRequestsAsync(1, BotBench.Token);

        var refused = await bot.ChatAsync(Large(400_000));

        refused.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        ((string?)refused.Error["code"]).ShouldBe("too_busy");
        refused.Response.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
        (await bot.HelloAsync()).Status.ShouldBe(HttpStatusCode.OK);

        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => first);
        // The place is given back when the portal has noticed.
        BotReply after;
        do after = await bot.ChatAsync(Large(400_000)); while (after.Status == HttpStatusCode.ServiceUnavailable && !BotBench.Token.IsCancellationRequested);
        after.Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_request_that_drips_is_not_waited_for()
    {
        using var bot = await bench.BotAsync();
        using var content = new DrippingContent();
        var asking = bot.PostAsync("chat/completions", content, BotBench.Token);
        await content.HasBegun.WaitAsync(TimeSpan.FromSeconds(20), BotBench.Token);

        bench.Clock.Advance(TimeSpan.FromSeconds(61));

        var refused = await BotReply.OfAsync(await asking.WaitAsync(TimeSpan.FromSeconds(20), BotBench.Token));
        content.End();
        refused.Status.ShouldBe(HttpStatusCode.RequestTimeout);
        ((string?)refused.Error["message"]).ShouldBe("The request did not come in within 60 seconds.");
    }

    public async ValueTask InitializeAsync()
    {
        bench = await BotBench.StartAsync(("Bots:MaximumRequestMiB", "1"), ("Bots:RequestsTogetherMiB", "1"));
        await bench.AddAsync("Custom", "custom", ["fake-small"]);
        await bench.ChooseAsync("custom/fake-small");
        bench.Fake.BehaveNext(FakeBehaviour.Hang);
    }

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    private static string Large(int bytes) => "{\"model\":\"default\",\"messages\":[{\"role\":\"user\",\"content\":\"" + new string('x', bytes) + "\"}]}";
}
