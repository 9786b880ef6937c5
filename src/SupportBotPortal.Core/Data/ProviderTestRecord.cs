using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Data;

/// <summary>What the last connection test found: our own sentences, never text from the provider.</summary>
public sealed class ProviderTestRecord
{
    public DateTime At { get; set; }

    public ProviderTestOutcome Outcome { get; set; }

    public FailureCause? Cause { get; set; }

    public string Message { get; set; } = "";

    public int Milliseconds { get; set; }

    public ProofLevel Proof { get; set; }

    public string StartedBy { get; set; } = "";

    /// <summary>What it comes to, by the rule by which the database derives <see cref="Provider.TestState"/>.</summary>
    public ProviderTestState ToState() => this switch
    {
        { Outcome: ProviderTestOutcome.NotTestable } => ProviderTestState.NotTestable,
        { Outcome: ProviderTestOutcome.Passed, Proof: ProofLevel.None } => ProviderTestState.NothingProven,
        { Outcome: ProviderTestOutcome.Passed, Proof: ProofLevel.Reachable } => ProviderTestState.Reachable,
        { Outcome: ProviderTestOutcome.Passed } => ProviderTestState.Proven,
        { Cause: FailureCause.RateLimit or FailureCause.Quota or FailureCause.Overloaded } => ProviderTestState.Busy,
        _ => ProviderTestState.Failed,
    };
}
