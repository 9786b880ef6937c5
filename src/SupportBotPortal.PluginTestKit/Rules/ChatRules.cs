using System.Text.Json;
using Microsoft.Extensions.AI;
using SupportBotPortal.PluginTestKit.Running;
using static SupportBotPortal.PluginTestKit.Running.Operation;
using static SupportBotPortal.PluginTestKit.Running.Trial;

namespace SupportBotPortal.PluginTestKit.Rules;

/// <summary>Conversations.</summary>
internal static class ChatRules
{
    private static readonly ChatMessage[] Conversation =
    [
        new(ChatRole.System, "system-text-81c0"), new(ChatRole.User, "first-question-27fe"),
        new(ChatRole.Assistant, "first-answer-9b4d"), new(ChatRole.User, "second-question-e63a"),
    ];

    public static IReadOnlyList<ConformanceRule> All { get; } =
    [
        new("chat-answers", "A model's answer comes back whole, with the reason for its end", async trial =>
        {
            trial.Play(UpstreamScenario.AnswersWell);
            var attempt = await trial.RunAsync(Chat);
            Expect(attempt.Thrown is null && attempt.Text.Contains(Prompt, StringComparison.Ordinal), $"{attempt.Seen}; the upstream's answer repeats the prompt “{Prompt}”.");
            Expect(attempt.FinishReason == ChatFinishReason.Stop, $"The answer ended with the reason {Reason(attempt)}; {ChatFinishReason.Stop} is expected.");
            Expect(attempt.Answer!.Messages is [{ Role: var role }] && role == ChatRole.Assistant, "The answer is expected as one message of the assistant.");
        }),
        new("chat-uses-its-model", "A chat client generates with its model, in one request", async trial =>
        {
            foreach (var operation in new[] { Chat, StreamedChat })
            {
                trial.Play(UpstreamScenario.AnswersWell);
                await trial.RunAsync(operation);
                Expect(trial.Upstream.Requests is [{ Generates: true } request] && request.Model == trial.Subject.Model, $"{operation} sent {trial.Upstream.Requests.Count} requests, with the models {Told.List(trial.Upstream.Requests.Select(r => r.Model ?? "none"))}; one is expected, with “{trial.Subject.Model}”.");
            }
        }),
        new("chat-carries-conversation", "System prompt and all turns of a conversation reach the model", async trial =>
        {
            trial.Play(UpstreamScenario.AnswersWell);
            var chat = await trial.ChatAsync();
            await trial.WithinPatienceAsync("The chat", token => chat.GetResponseAsync(Conversation, cancellationToken: token));
            var body = trial.Upstream.Requests[^1].Body;
            var missing = Conversation.Select(m => m.Text).Where(text => !body.Contains(text, StringComparison.Ordinal)).ToList();
            Expect(missing.Count == 0, $"The request does not hold {Told.List(missing)}.");
            var turns = Conversation.Skip(1).Select(m => body.IndexOf(m.Text, StringComparison.Ordinal)).ToList();
            Expect(turns.SequenceEqual(turns.Order()), "The turns of the conversation are not in their order.");
        }),
        new("chat-limits-tokens", "A limit of tokens reaches the model, and ending because of it is told", async trial =>
        {
            trial.Play(UpstreamScenario.StopsAtTokenLimit);
            var chat = await trial.ChatAsync();
            var answer = await trial.WithinPatienceAsync("The chat", token => chat.GetResponseAsync(Prompt, new() { MaxOutputTokens = 77 }, token));
            var sent = TokenLimit.Of(trial.Upstream.Requests[^1], trial.Subject);
            Expect(sent == 77, $"MaxOutputTokens was 77, and {(sent is null ? "no limit" : sent)} was sent.");
            Expect(answer.FinishReason == ChatFinishReason.Length, $"The answer ended with the reason {answer.FinishReason?.ToString() ?? "none"}; {ChatFinishReason.Length} is expected.");
        }),
        new("chat-needs-no-cleaning", "Text with quotes, line breaks and other scripts arrives as it is", async trial =>
        {
            const string Awkward = "a \"quote\", a\nbreak, a \\ and 日本語 🙂";
            trial.Play(UpstreamScenario.AnswersWell);
            var chat = await trial.ChatAsync();
            await trial.WithinPatienceAsync("The chat", token => chat.GetResponseAsync(Awkward, cancellationToken: token));
            var body = trial.Upstream.Requests[^1].Body;
            Expect(Texts(body).Any(text => text.Contains(Awkward, StringComparison.Ordinal)), $"No text in the request is “{Awkward}”.");
        }),
    ];

    private static string Reason(Attempt attempt) => attempt.FinishReason?.ToString() ?? "none";

    private static IEnumerable<string> Texts(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return [.. Texts(document.RootElement)];
        }
        catch (JsonException)
        {
            return [body];
        }
    }

    private static IEnumerable<string> Texts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => [element.GetString()!],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Texts(p.Value)),
        _ => [],
    };
}
