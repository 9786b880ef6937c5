using SupportBotPortal.Core.Health.History;
using SupportBotPortal.Core.Health.States;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Web.Pages.Providers.Health;

/// <summary>A test as a file has it: the same names and words in CSV and JSON.</summary>
public sealed record ExportedCheck(
    DateTime At,
    CheckKind Kind,
    CheckVerdict Verdict,
    FailureCause? Cause,
    int Milliseconds,
    ProofLevel Proof,
    string? StartedBy,
    string? Message,
    int? AddressMs,
    int? ConnectionMs,
    int? TlsMs,
    int? CredentialsMs,
    int? RespondingMs,
    int? GeneratingMs)
{
    public static ExportedCheck Of(Check check)
    {
        ArgumentNullException.ThrowIfNull(check);
        var stages = StageTimes.Read(check.Stages).ToDictionary(s => s.Kind, s => s.Milliseconds);
        return new(
            check.At,
            check.Kind,
            check.Verdict,
            check.Cause,
            check.Milliseconds,
            check.Proof,
            check.StartedBy,
            check.Message,
            TimeOf(ProbeStageKind.Address),
            TimeOf(ProbeStageKind.Connection),
            TimeOf(ProbeStageKind.Tls),
            TimeOf(ProbeStageKind.Credentials),
            TimeOf(ProbeStageKind.Responding),
            TimeOf(ProbeStageKind.Generating));

        int? TimeOf(ProbeStageKind kind) => stages.TryGetValue(kind, out var milliseconds) ? milliseconds : null;
    }
}
