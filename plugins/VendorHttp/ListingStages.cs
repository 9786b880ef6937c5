using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Plugins.VendorHttp;

/// <summary>What a listing that failed says about the key and about the endpoint.</summary>
internal static class ListingStages
{
    public static (ProbeStage Credentials, ProbeStage Responding) Failed(ProviderFailureException failure, TimeSpan duration, bool goesOn) => failure.Cause switch
    {
        FailureCause.Permission when goesOn => (
            ProbeStage.From(ProbeStageKind.Credentials, failure, duration) with { Verdict = ProbeVerdict.Warning, Proves = ProofLevel.Reachable },
            new(ProbeStageKind.Responding, ProbeVerdict.Skipped, "The models could not be listed with this key")),
        FailureCause.WrongUrl when goesOn => (
            Untested,
            ProbeStage.From(ProbeStageKind.Responding, failure, duration) with { Verdict = ProbeVerdict.Warning }),
        FailureCause.Credentials or FailureCause.Permission or FailureCause.Quota => (
            ProbeStage.From(ProbeStageKind.Credentials, failure, duration),
            new(ProbeStageKind.Responding, ProbeVerdict.Skipped, "Not tested")),
        _ => (Untested, ProbeStage.From(ProbeStageKind.Responding, failure, duration)),
    };

    private static ProbeStage Untested => new(ProbeStageKind.Credentials, ProbeVerdict.Skipped, "Not tested: the endpoint did not answer as expected");
}
