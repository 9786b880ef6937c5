using Microsoft.AspNetCore.Http;

namespace SupportBotPortal.Tests.Bots;

/// <summary>Streams that are not as OpenAI's protocol wants them: a provider's own words must not come through, and none goes on for ever.</summary>
public sealed class OddStreamTests : IAsyncLifetime
{
    private const string Word = "data: {\"choices\":[{\"delta\":{\"content\":\"Hello\"}}]}\n\n";

    private BotBench bench = null!;

    [Theory]
    [InlineData("data: {\"object\":\"error\",\"message\":\"key sk-hidden at 10.0.0.7\",\"code\":500}\n\n")]
    [InlineData("data: {\"detail\":\"key sk-hidden at 10.0.0.7\"}\n\n")]
    [InlineData("data: {\"message\":\"key sk-hidden at 10.0.0.7\"}\n\n")]
    [InlineData("event: error\ndata: {\"choices\":[],\"sk-hidden\":1}\n\n")]
    [InlineData("event:error\ndata: sk-hidden\n\n")]
    [InlineData("event: error\nid: sk-hidden\n\n")]
    [InlineData("data: sk-hidden\n\n")]
    public async Task An_error_in_another_shape_ends_the_answer_without_its_words(string error)
    {
        using var bot = await StreamingAsync(Word + error + Word + "data: [DONE]\n\n");

        var reply = await bot.HelloAsync(stream: true);

        (reply.Said, reply.IsDone).ShouldBe(("Hello", false), reply.Text);
        ((string?)reply.Events[^1]["error"]!["message"])!.ShouldStartWith("The answer broke off. odd/fake-small: ");
        reply.Text.ShouldNotContain("sk-hidden");
    }

    [Theory]
    [InlineData("error: {\"message\":\"sk-hidden\"}\n\n")]
    [InlineData("id: sk-hidden\n\n")]
    [InlineData("event: note\ndata: {\"note\":\"sk-hidden\"}\n\n")]
    public async Task What_is_no_part_of_an_answer_is_left_out_of_it(string other)
    {
        using var bot = await StreamingAsync(Word + other + "data: {\"choices\":[{\"delta\":{\"content\":\"!\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n");

        var reply = await bot.HelloAsync(stream: true);

        (reply.Said, reply.IsDone).ShouldBe(("Hello!", true), reply.Text);
        reply.Text.ShouldNotContain("sk-hidden");
    }

    [Fact]
    public async Task A_stream_that_is_only_kept_alive_ends_when_an_answer_must()
    {
        using var kept = new SemaphoreSlim(0);
        bench.Fake.Handler = async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync(Word, context.RequestAborted);
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.WriteAsync(": still there\n\n", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await kept.WaitAsync(context.RequestAborted);
            }
        };
        using var bot = await bench.BotAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "chat/completions") { Content = BotBench.Json("""{"model":"default","stream":true,"messages":[{"role":"user","content":"Hi"}]}""") };
        using var response = await bot.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, BotBench.Token);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(BotBench.Token));

        // It never stalls for a minute, and yet says nothing.
        for (var half = 0; half < 60; half++)
        {
            while (await reader.ReadLineAsync(BotBench.Token) != ": still there") { }
            bench.Clock.Advance(TimeSpan.FromSeconds(30.5));
            kept.Release();
        }

        (await reader.ReadToEndAsync(BotBench.Token).WaitAsync(TimeSpan.FromSeconds(30), BotBench.Token)).ShouldContain("\"code\":\"timeout\"");
    }

    public async ValueTask InitializeAsync()
    {
        bench = await BotBench.StartAsync();
        await bench.AddAsync("Odd", "custom", ["fake-small"]);
        await bench.ChooseAsync("odd/fake-small");
    }

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    private async Task<HttpClient> StreamingAsync(string stream)
    {
        bench.Fake.Handler = async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync(stream);
        };
        return await bench.BotAsync();
    }
}
