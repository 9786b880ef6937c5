namespace SupportBotPortal.PluginTestKit;

/// <summary>What became of all rules.</summary>
/// <param name="Results">One for each rule, in their order.</param>
public sealed record ConformanceReport(IReadOnlyList<RuleResult> Results)
{
    /// <summary>Whether no rule is broken, and none was left untried.</summary>
    public bool Conforms => Results.All(r => r.Outcome is RuleOutcome.Passed or RuleOutcome.NotApplicable);

    /// <summary>The whole report as text, with a count at its end.</summary>
    public override string ToString() => string.Join(
        Environment.NewLine,
        Results.Select(r => r.ToString()).Append($"{Count(RuleOutcome.Passed)} passed, {Count(RuleOutcome.Failed)} failed, {Count(RuleOutcome.NotApplicable)} not applicable{NotTried}"));

    private string NotTried => Count(RuleOutcome.NotTried) is > 0 and var count ? $", {count} not tried" : "";

    private int Count(RuleOutcome outcome) => Results.Count(r => r.Outcome == outcome);
}
