using Microsoft.Extensions.AI;
using SupportBotPortal.PluginSdk;
using SupportBotPortal.PluginTestKit.Running;
using static SupportBotPortal.PluginTestKit.Running.Operation;
using static SupportBotPortal.PluginTestKit.Running.Trial;

namespace SupportBotPortal.PluginTestKit.Rules;

/// <summary>Answers that come piece by piece.</summary>
internal static class StreamRules
{
    public static IReadOnlyList<ConformanceRule> All { get; } =
    [
        new("stream-whole", "A stream says, all in all, what a plain answer says, with the reason for its end", async trial =>
        {
            trial.Play(UpstreamScenario.AnswersWell);
            var (plain, streamed) = (await trial.RunAsync(Chat), await trial.RunAsync(Operation.StreamedChat));
            Expect(streamed.Thrown is null && streamed.Text == plain.Text && plain.Text.Length > 0, $"{streamed.Seen}, and {plain.Seen}; the same is expected, in its order.");
            Expect(streamed.FinishReason == ChatFinishReason.Stop, $"The stream ended with the reason {streamed.FinishReason?.ToString() ?? "none"}; {ChatFinishReason.Stop} is expected.");
        }),
        new("stream-in-pieces", "A stream has several pieces", async trial =>
        {
            trial.Play(UpstreamScenario.AnswersWell);
            var attempt = await trial.RunAsync(Operation.StreamedChat);
            var pieces = attempt.Updates.Count(u => u.Text.Length > 0);
            Expect(pieces > 1, $"The stream had {pieces} pieces with text; where the vendor streams, several are expected.");
        }),
        new("stream-as-it-comes", "A piece is delivered when it arrives, not when the stream has ended", async trial =>
        {
            trial.Play(UpstreamScenario.StreamStalls, UpstreamPart.Generating);
            var chat = await trial.ChatAsync();
            using var cancel = CancellationTokenSource.CreateLinkedTokenSource(trial.Ended);
            var spoke = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var reading = Task.Run(
                async () =>
                {
                    await foreach (var update in chat.GetStreamingResponseAsync(Prompt, cancellationToken: cancel.Token))
                    {
                        if (update.Text.Length > 0)
                            spoke.TrySetResult();
                    }
                },
                CancellationToken.None);
            var first = await trial.WithinPatienceAsync("The first piece of a stream that is still open", _ => Task.WhenAny(spoke.Task, reading));
            Expect(first == spoke.Task, $"The stream ended without any text although the upstream had not ended it: {Told.Of(reading.Exception?.InnerException)} was thrown.");
            await cancel.CancelAsync();
            await trial.ExpectCancelledAsync("The stream", reading);
            await trial.ExpectAbortedAsync("The stream");
        }),
        new("stream-cut-anywhere", "A stream says the same wherever the network cuts it: within a line, within a character, or not at all", async trial =>
        {
            trial.Play(UpstreamScenario.AnswersWell);
            var expected = (await trial.RunAsync(Operation.StreamedChat)).Text;
            foreach (var (size, cut) in new[] { (1, "a single byte at a time"), (7, "seven bytes at a time"), (int.MaxValue, "all in one piece") })
            {
                trial.Play(UpstreamScenario.AnswersWell);
                var attempt = await trial.RunAsync(Operation.StreamedChat, setup => setup with { PieceSize = size });
                Expect(attempt.Thrown is null && attempt.Text == expected, $"{attempt.Seen} where the same stream as before arrived {cut}; “{Told.Short(expected)}” is expected. What one read returns is no line and no event: collect until one is complete.");
            }
        }),
        new("stream-other-scripts", "Text in other scripts comes back as it is, plain and streamed, wherever the network cuts it", async trial =>
        {
            const string Scripts = "grün 日本語 🙂 ñ";
            foreach (var operation in new[] { Chat, Operation.StreamedChat })
            {
                foreach (var size in new[] { int.MaxValue, 1 })
                {
                    trial.Play(UpstreamScenario.AnswersWell);
                    var attempt = await trial.RunAsync(operation, setup => setup with { PieceSize = size, OnBody = BodyText.Unescaped }, Scripts);
                    Expect(attempt.Thrown is null && attempt.Text.Contains(Scripts, StringComparison.Ordinal), $"{attempt.Seen} where the upstream repeated “{Scripts}”{(size == 1 ? ", a single byte at a time" : "")}; the same text is expected. Answers are UTF-8, and a character may come in two reads.");
                }
            }
        }),
        Fails("stream-error", "An error within a stream is a failure, after the pieces before it", UpstreamScenario.StreamFails),
        Fails("stream-cut-off", "A stream that ends before the answer does is a failure, after the pieces before", UpstreamScenario.StreamEndsEarly),
        Fails("stream-breaks", "A stream whose connection breaks is a failure, after the pieces before", UpstreamScenario.StreamBreaks),
    ];

    private static ConformanceRule Fails(string id, string title, UpstreamScenario scenario) => new(id, title, async trial =>
    {
        trial.Play(scenario, UpstreamPart.Generating);
        var attempt = await trial.RunAsync(Operation.StreamedChat);
        Expect(attempt.Thrown is ProviderFailureException or HttpRequestException, $"{attempt.Seen}; a ProviderFailureException is expected, or the connection's own HttpRequestException: half an answer must not pass for a whole one.");
        Expect(attempt.Text.Length > 0, $"{attempt.Seen}, and the pieces that came before are lost.");
    });
}
