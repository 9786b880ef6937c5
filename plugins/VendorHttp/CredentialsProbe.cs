using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Plugins.VendorHttp;

/// <summary>What a list that was read says about the key with which it was read: nothing, until something shows that a wrong one is refused.</summary>
internal sealed class CredentialsProbe(IVendorApi api, TimeProvider time)
{
    private static readonly TimeSpan LimitWithoutKey = TimeSpan.FromSeconds(4);

    public async Task<ProbeStage> RunAsync(int count, TimeSpan listed, CancellationToken cancellationToken)
    {
        if (!api.HasCredential)
            return new(ProbeStageKind.Credentials, ProbeVerdict.Skipped, "No key is configured, and none is needed to list models") { Proves = ProofLevel.Reachable };
        if (api.KeyCheck is { } check)
            return await AskAsync(check, cancellationToken);
        if (count == 0)
            return Doubtful("The key was not refused, but an empty list proves nothing", listed);
        if (api.ChecksKeys)
            return Proven(listed);

        // A list that anybody may read is green with any key: ask once without.
        return await KeylessCall.IsRefusedAsync(token => api.ListAsync(withCredential: false, token), LimitWithoutKey, time, cancellationToken) switch
        {
            true => Proven(listed),
            false => Doubtful("This endpoint does not check keys", listed) with { Detail = "The same call without the key succeeds too" },
            null => Doubtful("The key was not refused, but whether it is checked could not be found out", listed),
        };
    }

    private async Task<ProbeStage> AskAsync(IKeyCheck check, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        try
        {
            return await check.IsUsedUpAsync(cancellationToken)
                ? Doubtful("The key is accepted, but what may be spent with it is used up", time.GetElapsedTime(start)) with
                {
                    Proves = ProofLevel.KeyProven,
                    Advice = ["Raise the limit of this key with the vendor, or wait until it is reset."],
                }
                : Proven(time.GetElapsedTime(start));
        }
        catch (ProviderFailureException e) when (e.Cause is FailureCause.Credentials or FailureCause.Permission or FailureCause.Quota)
        {
            return ProbeStage.From(ProbeStageKind.Credentials, e, time.GetElapsedTime(start));
        }
        catch (Exception e) when (e is ProviderFailureException or HttpRequestException or IOException)
        {
            var failure = e as ProviderFailureException;
            return Doubtful("Whether the key is right could not be found out", time.GetElapsedTime(start)) with { Detail = failure?.Detail, RetryAfter = failure?.RetryAfter };
        }
    }

    private static ProbeStage Proven(TimeSpan duration) =>
        new(ProbeStageKind.Credentials, ProbeVerdict.Passed, "The key is accepted") { Duration = duration, Proves = ProofLevel.KeyProven };

    private static ProbeStage Doubtful(string summary, TimeSpan duration) =>
        new(ProbeStageKind.Credentials, ProbeVerdict.Warning, summary) { Duration = duration, Proves = ProofLevel.Reachable };
}
