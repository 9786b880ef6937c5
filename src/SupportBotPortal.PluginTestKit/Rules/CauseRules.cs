using SupportBotPortal.PluginSdk;
using SupportBotPortal.PluginTestKit.Running;
using static SupportBotPortal.PluginTestKit.Running.Operation;
using static SupportBotPortal.PluginTestKit.Running.Trial;

namespace SupportBotPortal.PluginTestKit.Rules;

/// <summary>Why something failed, wherever it failed: the portal's advice depends on it.</summary>
internal static class CauseRules
{
    public static IReadOnlyList<ConformanceRule> All { get; } =
    [
        Cause("cause-credentials", "A refused key has the cause Credentials", UpstreamScenario.RefusesKey, FailureCause.Credentials),
        Cause("cause-permission", "A missing right has the cause Permission", UpstreamScenario.DeniesPermission, FailureCause.Permission),
        Cause("cause-quota", "A used-up quota or credit has the cause Quota", UpstreamScenario.QuotaUsedUp, FailureCause.Quota),
        Cause("cause-rate-limit", "Too many requests have the cause RateLimit", UpstreamScenario.RateLimited, FailureCause.RateLimit),
        Cause("cause-overloaded", "A busy provider has the cause Overloaded", UpstreamScenario.Overloaded, FailureCause.Overloaded),
        Cause("cause-provider-error", "A provider's own error has the cause ProviderError", UpstreamScenario.Fails, FailureCause.ProviderError),
        Cause("cause-wrong-url", "Nothing at this path has the cause WrongUrl", UpstreamScenario.KnowsNoPath, FailureCause.WrongUrl),
        Cause("cause-model-missing", "A model that does not exist has the cause ModelMissing", UpstreamScenario.KnowsNoModel, FailureCause.ModelMissing, Chat, StreamedChat, GeneratingProbe),
        new("cause-within-200", "An error in an answer with status 200 is a failure", async trial =>
        {
            foreach (var operation in new[] { Discovery, Probe, Chat, StreamedChat })
            {
                trial.Play(UpstreamScenario.FailsWithin200);
                var attempt = await trial.RunAsync(operation);
                Expect(attempt.Cause is not null, $"{attempt.Seen} where an error came with status 200; a failure with a cause is expected.");
            }
        }),
        new("cause-has-words", "A failure says what happened in a short sentence of the plugin's own", trial => trial.EachAsync(
            [UpstreamScenario.RefusesKey, UpstreamScenario.RateLimited, UpstreamScenario.Fails, UpstreamScenario.AnswersWithWebPage],
            async scenario =>
            {
                foreach (var operation in new[] { Discovery, Chat })
                {
                    trial.Play(scenario);
                    var attempt = await trial.RunAsync(operation);
                    Expect(
                        attempt.Thrown is ProviderFailureException { Message: { Length: > 0 and <= 300 } words } && TextRules.IsSentence(words) && !words.Contains('<', StringComparison.Ordinal) && !words.Contains('{', StringComparison.Ordinal),
                        $"{attempt.Seen} (scenario {scenario}); the message is shown to people: one short sentence is expected, without text of the provider's.");
                }
            })),
        new("retry-after", "What the provider says about when to ask again is handed on", async trial =>
        {
            var expected = trial.Subject.RetryAfter ?? throw new NotApplicableException("The vendor does not say when to ask again.");
            foreach (var operation in new[] { Discovery, Probe, Chat, StreamedChat })
            {
                trial.Play(UpstreamScenario.RateLimited);
                var attempt = await trial.RunAsync(operation);
                Expect(attempt.RetryAfter == expected, $"{operation} handed on {attempt.RetryAfter?.ToString() ?? "nothing"} as RetryAfter; the upstream said {expected}.");
            }
        }),
        new("broken-connection", "A broken connection passes through, or has the cause Connect", async trial =>
        {
            foreach (var operation in new[] { Discovery, Probe, Chat, StreamedChat })
            {
                trial.Play(UpstreamScenario.BreaksConnection);
                var attempt = await trial.RunAsync(operation);
                Expect(attempt.Thrown is HttpRequestException || attempt.Cause == FailureCause.Connect, $"{attempt.Seen} where the connection broke; the HttpRequestException itself is expected, or a failure with the cause Connect.");
                Expect(attempt.Proves == ProofLevel.None, $"{attempt.Seen} where the connection broke; nothing is proven.");
            }
        }),
    ];

    private static ConformanceRule Cause(string id, string title, UpstreamScenario scenario, FailureCause cause, params Operation[] operations) => new(id, title, async trial =>
    {
        foreach (var operation in operations is [] ? [Discovery, Probe, Chat, StreamedChat] : operations)
        {
            trial.Play(scenario);
            var attempt = await trial.RunAsync(operation);
            Expect(attempt.Cause == cause, $"{attempt.Seen} (scenario {scenario}); a failure with the cause {cause} is expected.");
        }
    });
}
