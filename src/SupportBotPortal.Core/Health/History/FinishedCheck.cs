using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.States;

namespace SupportBotPortal.Core.Health.History;

/// <summary>A test that has ended, on its way into the history.</summary>
/// <param name="ProviderId">Whose.</param>
/// <param name="ConnectionRevision">Of which address, key and settings: an older one is remembered and changes no state.</param>
/// <param name="Record">What it found.</param>
/// <param name="Kind">Why it was run.</param>
/// <param name="Stages">As <see cref="StageTimes"/> writes them.</param>
/// <param name="Rules">The provider's rules at that time.</param>
/// <param name="Generated">Whether a model generated; <see langword="null"/> if it was not tried.</param>
/// <param name="IsShallow">One that generates could say more, and the provider's plan wants those.</param>
/// <param name="IsUnwatched">The provider has been deactivated or deleted meanwhile: it is remembered and changes no state.</param>
/// <param name="IsInterrupted">The portal ended in the middle of it.</param>
public sealed record FinishedCheck(Guid ProviderId, int ConnectionRevision, ProviderTestRecord Record, CheckKind Kind, string? Stages, HealthRules Rules, bool? Generated = null, bool IsShallow = false, bool IsUnwatched = false, bool IsInterrupted = false)
{
    public CheckVerdict Verdict => IsInterrupted ? CheckVerdict.Interrupted : CheckVerdicts.Of(Record, Rules);
}
