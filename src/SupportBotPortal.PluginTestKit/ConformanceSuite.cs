using SupportBotPortal.PluginTestKit.Rules;
using SupportBotPortal.PluginTestKit.Running;

namespace SupportBotPortal.PluginTestKit;

/// <summary>Examines a plugin. Needs no test framework: <c>Assert.True(report.Conforms, report.ToString())</c> in yours, or one test per rule.</summary>
public static class ConformanceSuite
{
    /// <summary>All rules, in the order of the report.</summary>
    public static IReadOnlyList<ConformanceRule> Rules { get; } =
    [
        .. DeclarationRules.All, .. CallRules.All, .. DiscoveryRules.All, .. StageRules.All, .. GenerationRules.All, .. ProofRules.All,
        .. ChatRules.All, .. StreamRules.All, .. CauseRules.All, .. UnexpectedRules.All, .. PatienceRules.All, .. CredentialRules.All,
        .. SecrecyRules.All, .. LifetimeRules.All,
    ];

    /// <summary>Examines all rules, one after another.</summary>
    /// <param name="subject">What is examined.</param>
    /// <param name="cancellationToken">Ends the examination.</param>
    public static Task<ConformanceReport> RunAsync(PluginSubject subject, CancellationToken cancellationToken = default) => RunAsync(subject, _ => { }, cancellationToken);

    /// <summary>Examines all rules, one after another, and tells of each when it is done.</summary>
    /// <param name="subject">What is examined.</param>
    /// <param name="progress">Called for each rule, such as <c>r => output.WriteLine(r)</c>: a plugin that hangs, or ends the process, is found by what was told last.</param>
    /// <param name="cancellationToken">Ends the examination.</param>
    public static async Task<ConformanceReport> RunAsync(PluginSubject subject, Action<RuleResult> progress, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(progress);
        var results = new List<RuleResult>(Rules.Count);
        var late = new LateCalls();
        foreach (var rule in Rules)
        {
            results.Add(await RunAsync(rule, subject, late, cancellationToken));
            progress(results[^1]);
        }

        return new(results);
    }

    /// <summary>Examines one rule. What the plugin throws becomes part of the result.</summary>
    /// <param name="rule">One of <see cref="Rules"/>.</param>
    /// <param name="subject">What is examined.</param>
    /// <param name="cancellationToken">Ends the examination.</param>
    public static Task<RuleResult> RunAsync(ConformanceRule rule, PluginSubject subject, CancellationToken cancellationToken = default) =>
        RunAsync(rule, subject, new LateCalls(), cancellationToken);

    private static async Task<RuleResult> RunAsync(ConformanceRule rule, PluginSubject subject, LateCalls late, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(subject);
        if (subject.NotApplicable.TryGetValue(rule.Id, out var reason))
            return new(rule, RuleOutcome.NotApplicable, reason);
        await using var upstream = await subject.UpstreamAsync(cancellationToken);
        await using var trial = new Trial(subject, upstream, late, cancellationToken);
        try
        {
            await rule.CheckAsync(trial);
            return new(rule, RuleOutcome.Passed, trial.Notes);
        }
        catch (NotTriedException before)
        {
            return new(rule, RuleOutcome.NotTried, before.Message);
        }
        catch (NotApplicableException nothing)
        {
            return new(rule, RuleOutcome.NotApplicable, nothing.Message);
        }
        catch (BrokenRuleException broken)
        {
            return new(rule, RuleOutcome.Failed, broken.Message);
        }
        catch (Exception thrown) when (!cancellationToken.IsCancellationRequested)
        {
            return new(rule, RuleOutcome.Failed, $"The plugin, or the upstream, threw {Told.Of(thrown)}.");
        }
    }
}
