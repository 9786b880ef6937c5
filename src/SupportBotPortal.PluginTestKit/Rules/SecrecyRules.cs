using SupportBotPortal.PluginTestKit.Running;
using static SupportBotPortal.PluginTestKit.Running.Trial;

namespace SupportBotPortal.PluginTestKit.Rules;

/// <summary>Where the key must never be seen, whatever the upstream answers.</summary>
internal static class SecrecyRules
{
    private static readonly Operation[] Operations = [Operation.Discovery, Operation.GeneratingProbe, Operation.Chat, Operation.StreamedChat];

    private static readonly UpstreamScenario[] Scenarios =
    [
        UpstreamScenario.AnswersWell, UpstreamScenario.RepeatsKey, UpstreamScenario.RefusesKey, UpstreamScenario.DeniesPermission, UpstreamScenario.Fails,
        UpstreamScenario.AnswersWithGarbage, UpstreamScenario.AnswersWithWebPage, UpstreamScenario.BreaksConnection, UpstreamScenario.StreamFails,
    ];

    private static readonly UpstreamScenario[] Refusals =
    [
        UpstreamScenario.RefusesKey, UpstreamScenario.DeniesPermission, UpstreamScenario.QuotaUsedUp, UpstreamScenario.RateLimited, UpstreamScenario.Overloaded,
        UpstreamScenario.Fails, UpstreamScenario.FailsWithin200, UpstreamScenario.KnowsNoModel,
    ];

    public static IReadOnlyList<ConformanceRule> All { get; } =
    [
        Hidden("key-not-in-failures", "The key stands in no exception, not in its message, its detail or its inner exceptions", attempt => attempt.FailureTexts()),
        Hidden("key-not-in-stages", "The key stands in no text of a test", attempt => attempt.StageTexts()),
        Hidden("key-not-in-log", "The key stands in no line of the log", attempt => attempt.Session.Log.Lines),
        Hidden("key-not-in-models", "The key stands in no model's id or name", attempt => attempt.Models?.SelectMany(m => new[] { m.Id, m.DisplayName }) ?? []),
        NoVendorText(),
    ];

    private static ConformanceRule NoVendorText() => new("no-vendor-text", "No text of the provider's is shown: failures and stages have the plugin's own words", trial => trial.EachAsync(Refusals, async scenario =>
    {
        foreach (var operation in Operations)
        {
            trial.Play(scenario);
            var attempt = await trial.RunAsync(operation, setup => setup with { OnBody = BodyText.Marked });
            var shown = attempt.ShownTexts().FirstOrDefault(text => text?.Contains(BodyText.Mark, StringComparison.Ordinal) == true);
            Expect(shown is null, $"{operation} shows “{Told.Short(shown ?? "")}”, which has the provider's words in it (scenario {scenario}): they may hold anything, the key included. Its codes may be repeated, its sentences not.");
        }
    }));

    private static ConformanceRule Hidden(string id, string title, Func<Attempt, IEnumerable<string?>> texts) => new(id, title, trial =>
    {
        var key = new KeySearch(trial.Key);
        return trial.EachAsync(Scenarios, async scenario =>
        {
            foreach (var operation in Operations)
            {
                trial.Play(scenario);
                var attempt = await trial.RunAsync(operation);
                // Not repeated here: this text is read by many.
                Expect(!texts(attempt).Any(key.IsIn), $"{operation} let the key out (scenario {scenario}): raw, percent-encoded or in base64.");
            }
        });
    });
}
