using SupportBotPortal.PluginSdk;
using SupportBotPortal.PluginTestKit.Running;
using static SupportBotPortal.PluginTestKit.Running.Operation;
using static SupportBotPortal.PluginTestKit.Running.Trial;

namespace SupportBotPortal.PluginTestKit.Rules;

/// <summary>Something else answers with status 200: a sign-in page, a proxy, another API. Never an empty list, never an empty answer.</summary>
internal static class UnexpectedRules
{
    public static IReadOnlyList<ConformanceRule> All { get; } =
    [
        Unexpected("unexpected-web-page", "A web page with status 200 is not the expected API", UpstreamScenario.AnswersWithWebPage),
        Unexpected("unexpected-garbage", "Bytes that are no JSON are not the expected API", UpstreamScenario.AnswersWithGarbage),
        Unexpected("unexpected-json", "JSON of something else is not the expected API", UpstreamScenario.AnswersWithOtherJson),
        Unexpected("unexpected-half", "JSON that stops in the middle is not the expected API", UpstreamScenario.AnswersWithHalfJson),
        Unexpected("unexpected-nothing", "An answer without a body is not the expected API", UpstreamScenario.AnswersWithNothing),
        new("too-much", "An answer that is larger than the portal allows is a failure", async trial =>
        {
            foreach (var operation in new[] { Discovery, Probe, Chat })
            {
                trial.Play(UpstreamScenario.AnswersWithTooMuch);
                var attempt = await trial.RunAsync(operation, setup => setup with { Limit = 64 << 10 });
                Expect(PortalException.IsIn(attempt.Thrown) && attempt.Thrown is not ProviderFailureException, $"{attempt.Seen} where the portal's client ended a too large answer; its HttpRequestException is expected to pass through: it says what happened.");
                Expect(attempt.Proves == ProofLevel.None, $"{attempt.Seen} where the answer was too large; nothing is proven.");
            }
        }),
    ];

    private static ConformanceRule Unexpected(string id, string title, UpstreamScenario scenario) => new(id, title, async trial =>
    {
        foreach (var operation in new[] { Discovery, Probe, Chat, StreamedChat })
        {
            trial.Play(scenario);
            var attempt = await trial.RunAsync(operation);
            Expect(attempt.Cause == FailureCause.NotTheExpectedApi, $"{attempt.Seen} (scenario {scenario}); a failure with the cause NotTheExpectedApi is expected.");
            Expect(attempt.Updates.Count == 0, $"{operation} delivered {attempt.Updates.Count} pieces of something that is no answer.");
        }
    });
}
