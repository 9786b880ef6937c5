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

    /// <summary>How much is proven once this step has passed.</summary>
    public ProofLevel Proves { get; init; }

    /// <summary>When the provider wants to be asked again (rate limit, overload).</summary>
    public TimeSpan? RetryAfter { get; init; }

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
