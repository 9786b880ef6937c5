namespace SupportBotPortal.PluginSdk;

/// <summary>One finished step of a connection test.</summary>
/// <param name="Kind">Which step.</param>
/// <param name="Verdict">How it ended.</param>
/// <param name="Summary">One short sentence in the plugin's own words, e.g. <c>The key is accepted</c>. Never text from the provider.</param>
public sealed record ProbeStage(ProbeStageKind Kind, ProbeVerdict Verdict, string Summary)
{
    /// <summary>A second sentence with particulars, e.g. <c>OpenAI answered 401 invalid_api_key</c>.</summary>
    public string? Detail { get; init; }

    /// <summary>Why it failed; required with <see cref="ProbeVerdict.Failed"/>.</summary>
    public FailureCause? Cause { get; init; }

    /// <summary>What to do about it, one sentence each; added to the portal's own advice for the cause.</summary>
    public IReadOnlyList<string> Advice { get; init; } = [];

    /// <summary>How long the step took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>How much is proven once this step has passed. Must be set: a stage that says nothing proves nothing, and the test is not green.</summary>
    /// <remarks>
    /// The portal believes no more than the step can show: a failed one proves nothing, a skipped one at most
    /// <see cref="ProofLevel.Reachable"/>; <see cref="ProofLevel.KeyProven"/> needs a configured key, and
    /// <see cref="ProofLevel.ModelProven"/> a test that was asked to generate (<see cref="ProbeRequest.Generate"/>).
    /// </remarks>
    public ProofLevel Proves { get; init; }

    /// <summary>When the provider wants to be asked again (rate limit, overload).</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>A stage that passed; how long it took is added by <c>with { Duration = … }</c>.</summary>
    /// <param name="kind">The step.</param>
    /// <param name="summary">One short sentence in the plugin's own words.</param>
    /// <param name="proves">How much that proves, see <see cref="Proves"/>.</param>
    public static ProbeStage Passed(ProbeStageKind kind, string summary, ProofLevel proves) => new(kind, ProbeVerdict.Passed, summary) { Proves = proves };

    /// <summary>A failed stage from an exception.</summary>
    /// <param name="kind">The step that failed.</param>
    /// <param name="failure">What happened.</param>
    /// <param name="duration">How long the step took.</param>
    public static ProbeStage From(ProbeStageKind kind, ProviderFailureException failure, TimeSpan duration)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return new(kind, ProbeVerdict.Failed, failure.Message)
        {
            Detail = failure.Detail,
            Cause = failure.Cause,
            Advice = failure.Advice,
            Duration = duration,
            RetryAfter = failure.RetryAfter,
        };
    }
}
