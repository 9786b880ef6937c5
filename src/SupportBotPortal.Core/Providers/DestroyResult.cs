namespace SupportBotPortal.Core.Providers;

/// <summary>How destroying a deleted provider ended.</summary>
/// <param name="Outcome">Done, or not found: it was never deleted, or has come back, or is gone already.</param>
/// <param name="IsErased">Its sealed keys are in no file any more. If not, that is tried again until they are.</param>
public sealed record DestroyResult(ChangeOutcome Outcome, bool IsErased = false);
