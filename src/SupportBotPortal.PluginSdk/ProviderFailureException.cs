using System.Net;

namespace SupportBotPortal.PluginSdk;

/// <summary>A failure that the portal understands: shown to the admin as a sentence with advice for its cause.</summary>
/// <remarks>
/// <see cref="Exception.Message"/> is shown and stored. It is the plugin's own sentence: never a body, a header or an
/// exception text of the provider, and never the key.
/// </remarks>
public sealed class ProviderFailureException : Exception
{
    /// <summary>Makes a failure.</summary>
    /// <param name="cause">Why.</param>
    /// <param name="message">One sentence for the admin.</param>
    /// <param name="innerException">For the log.</param>
    public ProviderFailureException(FailureCause cause, string message, Exception? innerException = null)
        : base(message, innerException) => Cause = cause;

    /// <summary>Why.</summary>
    public FailureCause Cause { get; }

    /// <summary>The HTTP status, where there was one.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>A second sentence with particulars, such as the status and the provider's error code; never its own sentence.</summary>
    public string? Detail { get; init; }

    /// <summary>
    /// The parameter that the provider refused, with <see cref="FailureCause.BadParameter"/>, by the name that it has in OpenAI's protocol, which bots speak:
    /// <c>temperature</c>, <c>top_p</c>, <c>max_tokens</c>, <c>stop</c>. The portal learns from it what not to send.
    /// </summary>
    public string? Parameter { get; init; }

    /// <summary>What to do, one sentence each; added to the portal's own advice for the cause.</summary>
    public IReadOnlyList<string> Advice { get; init; } = [];

    /// <summary>When the provider wants to be asked again, whether it said so in <c>Retry-After</c> or in a header of its own.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
