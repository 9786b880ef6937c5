namespace SupportBotPortal.Core.Providers;

/// <summary>How bringing back a deleted provider ended.</summary>
/// <param name="Name">Its name now, when done.</param>
/// <param name="WasRenamed">Whether its old name was taken.</param>
public sealed record RestoreResult(ChangeOutcome Outcome, string Name = "", bool WasRenamed = false, bool IsActive = false);
