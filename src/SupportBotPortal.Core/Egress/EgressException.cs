using System.Net;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Egress;

/// <summary>
/// Why an outgoing call failed below the provider's protocol. An <see cref="HttpRequestException"/>, so that plugins
/// let it pass as they would any transport failure. The message is our own sentence and may be shown and stored.
/// </summary>
public sealed class EgressException(FailureCause cause, string message, Exception? inner = null, HttpStatusCode? status = null)
    : HttpRequestException(message, inner, status)
{
    public FailureCause Cause { get; } = cause;

    /// <summary>What to do in this very case, besides the general advice for the cause.</summary>
    public IReadOnlyList<string> Advice { get; init; } = [];
}
