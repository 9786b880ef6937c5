using Microsoft.Extensions.AI;

namespace SupportBotPortal.Tests.Plugins;

public sealed class ChatTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_plain_answer_has_text_usage_and_reason()
    {
        await using var bench = await PluginBench.StartAsync();
        using var chat = bench.OpenAi().CreateChatClient("gpt-6-luna");
        var answer = await chat.GetResponseAsync("hello there", cancellationToken: Token);

        answer.Text.ShouldBe("Hello from the fake gpt-6-luna. You said: hello there");
        answer.FinishReason.ShouldBe(ChatFinishReason.Stop);
        answer.Usage!.InputTokenCount.ShouldBe(2);
        bench.Fake.Requests.ShouldHaveSingleItem().Header("Authorization").ShouldBe("Bearer sk-fake-openai");
    }

    [Fact]
    public async Task A_streamed_answer_arrives_in_pieces_and_with_usage()
    {
        await using var bench = await PluginBench.StartAsync();
        using var chat = bench.Custom().CreateChatClient("acme/fake-tuned");
        var updates = await chat.GetStreamingResponseAsync("hello", cancellationToken: Token).ToListAsync(Token);

        updates.Count(u => u.Text.Length > 0).ShouldBeGreaterThan(3);
        var answer = updates.ToChatResponse();
        answer.Text.ShouldBe("Hello from the fake acme/fake-tuned. You said: hello");
        answer.Usage!.OutputTokenCount.ShouldNotBeNull();
    }
}
