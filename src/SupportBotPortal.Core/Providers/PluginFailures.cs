using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using SupportBotPortal.Core.Egress;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Providers;

/// <summary>What went wrong in a plugin, in words for people: a failure of its provider, or a fault of its own.</summary>
internal sealed class PluginFailures(ProviderType type, IReadOnlyList<string> secrets, PluginMeasures measures, ILogger logger)
{
    /// <summary>The plugin broke the contract.</summary>
    public ProviderFailureException Fault(string what)
    {
        measures.Fault(type.Id);
        logger.LogError("The plugin {Plugin} {What}", type.DisplayName, what);
        return new(FailureCause.PluginError, $"The plugin {type.DisplayName} {what}.");
    }

    /// <summary>Makes a failure of whatever came out of the plugin.</summary>
    /// <returns>An <see cref="OperationCanceledException"/> if the caller gave up, a <see cref="ProviderFailureException"/> otherwise; without any secret.</returns>
    public Exception Translate(Exception exception, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return new OperationCanceledException(null, exception, cancellationToken);
        for (var current = exception; current is not null; current = current.InnerException)
        {
            switch (current)
            {
                case ProviderFailureException failure:
                    return Redacted(failure);
                case EgressException egress:
                    return Redacted(new(egress.Cause, egress.Message) { Advice = egress.Advice });
            }
        }

        return exception switch
        {
            HttpRequestException { StatusCode: { } status } => FromStatus((int)status),
            JsonException => Unread(exception),
            HttpRequestException => new ProviderFailureException(FailureCause.Connect, "The connection broke before the answer was complete."),
            OperationCanceledException or TimeoutException => new ProviderFailureException(FailureCause.Timeout, "The provider did not answer in time."),
            _ => Report(exception),
        };
    }

    private ProviderFailureException Report(Exception exception)
    {
        measures.Fault(type.Id);
        return PluginCallFault.Report(logger, type.DisplayName, exception, secrets);
    }

    /// <summary><c>EnsureSuccessStatusCode</c>: the plugin did not look, but the status says enough.</summary>
    private ProviderFailureException FromStatus(int status)
    {
        logger.LogInformation("The plugin {Plugin} let the status {Status} pass as an exception", type.DisplayName, status);
        var cause = status switch
        {
            401 => FailureCause.Credentials,
            402 => FailureCause.Quota,
            403 => FailureCause.Permission,
            404 or 405 => FailureCause.WrongUrl,
            400 or 422 => FailureCause.BadParameter,
            408 or 504 => FailureCause.Timeout,
            429 => FailureCause.RateLimit,
            503 or 529 => FailureCause.Overloaded,
            >= 500 => FailureCause.ProviderError,
            _ => FailureCause.NotTheExpectedApi,
        };
        return new(cause, $"The provider answered with the status {status}.") { Status = (HttpStatusCode)status };
    }

    private ProviderFailureException Unread(Exception exception)
    {
        Report(exception);
        return new(FailureCause.NotTheExpectedApi, "The provider answered with something that is not the expected JSON.");
    }

    private ProviderFailureException Redacted(ProviderFailureException failure)
    {
        try
        {
            if (failure.InnerException is { } inner) logger.LogInformation("The plugin {Plugin} failed because of: {Details}", type.DisplayName, Redaction.CleanForLog(PluginCallFault.TextOf(inner), secrets));
            var sentence = Redaction.Clean(failure.Message, secrets);
            return new(Enum.IsDefined(failure.Cause) ? failure.Cause : FailureCause.PluginError, sentence.Length > 0 ? sentence : Redaction.NoWords)
            {
                Status = failure.Status,
                Detail = failure.Detail is null ? null : Redaction.Clean(failure.Detail, secrets),
                Parameter = failure.Parameter is null ? null : Redaction.Clean(failure.Parameter, secrets),
                Advice = Redaction.Clean(failure.Advice, secrets),
                RetryAfter = failure.RetryAfter is { } wait ? Redaction.Bounded(wait) : null,
            };
        }
        catch (Exception exception)
        {
            // A list of the plugin's own making can throw when it is read.
            return Report(exception);
        }
    }
}
