namespace SupportBotPortal.PluginTestKit;

/// <summary>What became of one rule.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Outcome">Whether the plugin keeps it.</param>
/// <param name="Message">What was seen and what is expected; why it does not apply; or what could not be tried of a rule that passed.</param>
public sealed record RuleResult(ConformanceRule Rule, RuleOutcome Outcome, string Message)
{
    /// <summary>One line, or two if there is something to say.</summary>
    public override string ToString()
    {
        var word = Outcome switch
        {
            RuleOutcome.Passed => "passed ",
            RuleOutcome.Failed => "FAILED ",
            RuleOutcome.NotApplicable => "n/a    ",
            RuleOutcome.NotTried => "skipped",
            _ => throw new InvalidOperationException($"There is no outcome {Outcome}."),
        };
        return Message.Length == 0 ? $"{word} {Rule.Id}: {Rule.Title}" : $"{word} {Rule.Id}: {Rule.Title}{Environment.NewLine}        {Message}";
    }
}
