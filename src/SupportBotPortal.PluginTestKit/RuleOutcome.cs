namespace SupportBotPortal.PluginTestKit;

/// <summary>What became of a rule.</summary>
public enum RuleOutcome
{
    /// <summary>The plugin keeps it.</summary>
    Passed,

    /// <summary>The plugin breaks it.</summary>
    Failed,

    /// <summary>The vendor, or the upstream, cannot produce what the rule is about.</summary>
    NotApplicable,

    /// <summary>Not examined: something that it needs did not come back when another rule, which failed, called it.</summary>
    NotTried,
}
