using Microsoft.Extensions.AI;
using SupportBotPortal.PluginTestKit.Running;
using static SupportBotPortal.PluginTestKit.Running.Trial;

namespace SupportBotPortal.PluginTestKit.Rules;

/// <summary>Disposal, and use by many at once.</summary>
internal static class LifetimeRules
{
    private const int AtOnce = 8;

    public static IReadOnlyList<ConformanceRule> All { get; } =
    [
        new("disposal-is-repeatable", "A client and its chat clients can be disposed of, also twice", async trial =>
        {
            trial.Play(UpstreamScenario.AnswersWell);
            var session = await trial.ConnectAsync();
            var chat = await trial.ChatAsync(session);
            var thrown = await trial.WithinPatienceAsync("Disposing twice", _ => ThrownAsync(async () =>
            {
                chat.Dispose();
                chat.Dispose();
                await session.Client.DisposeAsync();
                await session.Client.DisposeAsync();
            }));
            Expect(thrown is null, $"Disposing twice threw {Told.Of(thrown)}; nothing is expected to happen.");
        }),
        new("disposal-spares-the-portal", "Disposal leaves the portal's HttpClient alone", async trial =>
        {
            trial.Play(UpstreamScenario.AnswersWell);
            var attempt = await trial.RunAsync(Operation.Chat);
            Expect(!attempt.Session.Portal.IsDisposed, "The chat client disposed of ProviderConnection.Http, which is the portal's.");
            await trial.WithinPatienceAsync("Disposal", _ => ThrownAsync(async () => await attempt.Session.Client.DisposeAsync()));
            Expect(!attempt.Session.Portal.IsDisposed, "The client disposed of ProviderConnection.Http, which is the portal's.");
        }),
        new("chat-from-many-threads", "A chat client answers several callers at once, each with his own answer", async trial =>
        {
            trial.Play(UpstreamScenario.AnswersWell);
            var chat = await trial.ChatAsync();
            var prompts = Enumerable.Range(0, AtOnce).Select(n => $"{Prompt}-of-caller-{n}-").ToList();
            var answers = await trial.WithinPatienceAsync("Several answers at once", token => Task.WhenAll(prompts.Select((prompt, n) => Task.Run(
                async () => n % 2 == 0
                    ? (await chat.GetResponseAsync(prompt, cancellationToken: token)).Text
                    : (await chat.GetStreamingResponseAsync(prompt, cancellationToken: token).ToChatResponseAsync(token)).Text,
                token))));
            foreach (var (prompt, answer) in prompts.Zip(answers))
                Expect(answer.Contains(prompt, StringComparison.Ordinal), $"The answer to “{prompt}” was “{Told.Short(answer)}”: {(prompts.Exists(other => answer.Contains(other, StringComparison.Ordinal)) ? "callers at once get each other's" : "a part of it is missing")}.");
        }),
        new("client-is-reusable", "A failure leaves nothing behind: the next call of the same connection is answered", async trial =>
        {
            var session = await trial.ConnectAsync();
            trial.Play(UpstreamScenario.Fails);
            await trial.RunAsync(Operation.Chat, session, trial.Ended);
            trial.Play(UpstreamScenario.AnswersWell);
            var attempt = await trial.RunAsync(Operation.Chat, session, trial.Ended);
            Expect(attempt.Thrown is null && attempt.Text.Contains(Prompt, StringComparison.Ordinal), $"{attempt.Seen}, after a failure of the call before; an answer is expected.");
        }),
    ];

    private static async Task<Exception?> ThrownAsync(Func<Task> call)
    {
        try
        {
            await call();
            return null;
        }
        catch (Exception thrown)
        {
            return thrown;
        }
    }
}
