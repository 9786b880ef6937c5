using SupportBotPortal.PluginSdk;
using SupportBotPortal.PluginTestKit.Running;
using static SupportBotPortal.PluginTestKit.Running.Trial;

namespace SupportBotPortal.PluginTestKit.Rules;

/// <summary>Which models there are: all that the provider lists, and no other.</summary>
internal static class DiscoveryRules
{
    public static IReadOnlyList<ConformanceRule> All { get; } =
    [
        Lists("discovery-lists", "Discovery returns what the provider lists, nothing less and nothing invented", UpstreamScenario.AnswersWell),
        Lists("discovery-all-pages", "Discovery reads every page", UpstreamScenario.ListsInPages),
        Lists("discovery-clean-ids", "Discovery leaves out ids that cannot be used, and keeps the others", UpstreamScenario.ListsUnusableIds),
        new("discovery-empty", "An empty list is empty: no failure, and no default models in its place", async trial =>
        {
            trial.Play(UpstreamScenario.ListsNothing);
            var attempt = await trial.RunAsync(Operation.Discovery);
            Expect(attempt.Thrown is null && attempt.Models is { Count: 0 }, $"{attempt.Seen} where the provider lists nothing; an empty list is expected.");
        }),
        new("discovery-no-partial-list", "A page that fails makes the whole discovery fail", async trial =>
        {
            trial.Play(UpstreamScenario.LaterPageFails);
            var attempt = await trial.RunAsync(Operation.Discovery);
            Expect(attempt.Thrown is ProviderFailureException, $"{attempt.Seen} although a later page failed; a ProviderFailureException is expected: models that are only on that page would count as vanished.");
        }),
        new("discovery-ends", "A list that never ends is given up", async trial =>
        {
            trial.Play(UpstreamScenario.ListNeverEnds);
            var attempt = await trial.RunAsync(Operation.Discovery);
            Expect(attempt.Cause == FailureCause.NotTheExpectedApi, $"{attempt.Seen} where each page says that there is another one; a failure with the cause NotTheExpectedApi is expected after some number of pages: half a list would pass for a whole one.");
        }),
        new("discovery-is-free", "Discovery makes no model generate", async trial =>
        {
            trial.Play(UpstreamScenario.AnswersWell);
            await trial.RunAsync(Operation.Discovery);
            Expect(!trial.Upstream.Requests.Any(r => r.Generates), "Discovery made a model generate, which costs money.");
        }),
    ];

    private static ConformanceRule Lists(string id, string title, UpstreamScenario scenario) => new(id, title, async trial =>
    {
        trial.Play(scenario);
        var attempt = await trial.RunAsync(Operation.Discovery);
        Expect(attempt.Thrown is null && attempt.Models is not null, $"{attempt.Seen}; a list is expected.");
        var ids = attempt.Models!.Select(m => m.Id).ToList();
        var unusable = ids.Where(model => !TextRules.IsModelId(model)).ToList();
        Expect(unusable.Count == 0, $"Discovery returned {unusable.Count} ids that are empty, longer than 200 characters, or hide something.");
        Expect(ids.Distinct(StringComparer.Ordinal).Count() == ids.Count, "Discovery returned an id twice.");
        var (missing, invented) = (trial.Upstream.Models.Except(ids).ToList(), ids.Except(trial.Upstream.Models).ToList());
        Expect(missing.Count == 0 && invented.Count == 0, $"Discovery left out {Told.List(missing)} of what the provider lists, and added {Told.List(invented)} that it does not list.");
    });
}
