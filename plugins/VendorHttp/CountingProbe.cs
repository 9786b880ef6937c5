using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Plugins.VendorHttp;

/// <summary>Counts tokens with a model: free, and shows that key and model work. What the listing has shown is not lost with it.</summary>
internal sealed class CountingProbe(IVendorApi api, ITokenCounter counter, TimeProvider time)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LimitWithoutKey = TimeSpan.FromSeconds(3);

    /// <summary>The stage that listing has passed, with what counting adds to it.</summary>
    public async Task<ProbeStage> AddToAsync(
        ProbeStage listed, string? wanted, IReadOnlyList<DiscoveredModel> models, bool keyProven, CancellationToken cancellationToken)
    {
        if ((wanted ?? ProbedModel.Choose(api, models)) is not { } model)
            return listed;

        var start = time.GetTimestamp();
        using var deadline = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await counter.CountTokensAsync(model, withCredential: true, either.Token);
        }
        catch (ProviderFailureException e) when (IsDecisive(e.Cause, wanted is not null))
        {
            var failed = ProbeStage.From(ProbeStageKind.Responding, e, listed.Duration + time.GetElapsedTime(start));
            return failed with { Detail = Of(model, e.Detail) };
        }
        catch (Exception e) when (e is ProviderFailureException or HttpRequestException or IOException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var failure = e as ProviderFailureException;
            return listed with
            {
                Verdict = ProbeVerdict.Warning,
                Summary = $"{listed.Summary}; whether one answers could not be found out without generating",
                Detail = Of(model, failure?.Detail),
                RetryAfter = failure?.RetryAfter,
            };
        }

        var duration = listed.Duration + time.GetElapsedTime(start);
        // Without a key there is none to prove: that the model answers shows that none is needed.
        var nothingLeftToProve = keyProven || !api.HasCredential || await KeylessCall.IsRefusedAsync(
            token => counter.CountTokensAsync(model, withCredential: false, token), LimitWithoutKey, time, cancellationToken) == true;
        return listed with
        {
            Verdict = ProbeVerdict.Passed,
            Summary = $"{listed.Summary}, and a model answers",
            Detail = model,
            Duration = duration,
            Proves = nothingLeftToProve ? ProofLevel.ModelProven : ProofLevel.Reachable,
        };
    }

    // The rest concerns counting alone (it has limits of its own, and gateways often lack it) or passes.
    private static bool IsDecisive(FailureCause cause, bool wanted) =>
        cause is FailureCause.Credentials or FailureCause.Permission or FailureCause.Quota || (wanted && cause == FailureCause.ModelMissing);

    private static string Of(string model, string? detail) => detail is null ? model : $"{model}: {detail}";
}
