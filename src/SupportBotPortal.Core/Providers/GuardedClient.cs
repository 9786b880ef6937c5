using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using SupportBotPortal.Core.Egress;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Providers;

/// <summary>
/// The barrier around a plugin's client: every call ends with the caller's token even if the plugin does not, whatever it
/// throws becomes a <see cref="ProviderFailureException"/>, and what it returns is limited and cleaned.
/// </summary>
internal sealed class GuardedClient(IProviderClient inner, string pluginName, IReadOnlyList<string> secrets, ILogger logger) : IProviderClient
{
    public async Task<IReadOnlyList<DiscoveredModel>> DiscoverModelsAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<DiscoveredModel> models;
        try
        {
            models = await Task.Run(() => inner.DiscoverModelsAsync(cancellationToken), CancellationToken.None).WaitAsync(cancellationToken)
                ?? throw new ProviderFailureException(FailureCause.PluginError, $"The plugin {pluginName} returned no list.");
        }
        catch (Exception exception)
        {
            throw Translate(exception, cancellationToken);
        }

        if (models.Count > ModelRules.MaximumCount) throw new ProviderFailureException(FailureCause.NotTheExpectedApi, $"The provider listed {models.Count:N0} models; at most {ModelRules.MaximumCount:N0} are accepted.");
        return [.. models.Where(m => m is not null && ModelRules.IsUsable(m.Id) && !Redaction.Holds(m.Id, secrets)).DistinctBy(m => m.Id, StringComparer.Ordinal)
            .Select(m => m with { DisplayName = m.DisplayName is null ? null : Redaction.Clean(m.DisplayName, secrets) })];
    }

    public async IAsyncEnumerable<ProbeStage> ProbeAsync(ProbeRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var stages = await GuardAsync(() => Task.FromResult(inner.ProbeAsync(request, cancellationToken).GetAsyncEnumerator(cancellationToken)), cancellationToken);
        for (var count = 0; count < Enum.GetValues<ProbeStageKind>().Length; count++)
        {
            if (!await GuardAsync(() => stages.MoveNextAsync().AsTask(), cancellationToken)) break;
            yield return Clean(stages.Current);
        }

        // Only a plugin that behaved is disposed of: an abandoned one may never come back.
        await GuardAsync(async () => { await stages.DisposeAsync(); return true; }, cancellationToken);
    }

    public IChatClient CreateChatClient(string modelId)
    {
        try
        {
            return inner.CreateChatClient(modelId);
        }
        catch (Exception exception)
        {
            throw Translate(exception, CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await inner.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(1));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The result is known already; a plugin that cannot clean up must not change it.
        }
    }

    private async Task<T> GuardAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            // On another thread: a plugin that blocks must not hold the caller.
            return await Task.Run(call, CancellationToken.None).WaitAsync(cancellationToken);
        }
        catch (Exception exception)
        {
            throw Translate(exception, cancellationToken);
        }
    }

    private ProbeStage Clean(ProbeStage? stage) => stage is null
        ? throw new ProviderFailureException(FailureCause.PluginError, $"The plugin {pluginName} returned an empty stage.")
        : Redaction.Clean(stage, secrets) with
        {
            // A failure must name its cause, and only a passed stage proves anything.
            Cause = stage.Verdict == ProbeVerdict.Failed ? stage.Cause ?? FailureCause.PluginError : stage.Cause,
            Proves = stage.Verdict is ProbeVerdict.Passed or ProbeVerdict.Warning or ProbeVerdict.Skipped ? stage.Proves : ProofLevel.None,
        };

    private Exception Translate(Exception exception, CancellationToken cancellationToken)
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
            HttpRequestException => new ProviderFailureException(FailureCause.Connect, "The connection broke before the answer was complete."),
            OperationCanceledException or TimeoutException => new ProviderFailureException(FailureCause.Timeout, "The provider did not answer in time."),
            _ => PluginCallFault.Report(logger, pluginName, exception, secrets),
        };
    }

    private ProviderFailureException Redacted(ProviderFailureException failure) =>
        new(failure.Cause, Redaction.Clean(failure.Message, secrets))
        {
            Status = failure.Status,
            Detail = failure.Detail is null ? null : Redaction.Clean(failure.Detail, secrets),
            Parameter = failure.Parameter is null ? null : Redaction.Clean(failure.Parameter, secrets),
            Advice = [.. failure.Advice.Take(5).Select(advice => Redaction.Clean(advice, secrets))],
            RetryAfter = failure.RetryAfter,
        };
}
