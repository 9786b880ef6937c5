namespace SupportBotPortal.Core.Generation.Trials;

/// <summary>A turn of a conversation that is tried.</summary>
/// <param name="IsAnswer">Whether the model said it, or the customer.</param>
public sealed record TrialMessage(bool IsAnswer, string Text);
