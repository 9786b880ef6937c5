namespace SupportBotPortal.Core.Providers;

/// <param name="Text">The corrected base URL.</param>
/// <param name="Notes">What was changed, one sentence each.</param>
/// <param name="Offer">Another base URL that may be meant; not applied.</param>
public sealed record HealedBaseUrl(string Text, IReadOnlyList<string> Notes, string? Offer);
