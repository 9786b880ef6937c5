using SupportBotPortal.Core.Providers;

namespace SupportBotPortal.Core.Generation.Settings;

/// <summary>How saving ended.</summary>
/// <param name="Number">The version that is in production now.</param>
/// <param name="IsNew">Whether that is a new one: without a difference none is made.</param>
public sealed record GenerationSaved(ChangeOutcome Outcome, int Number, bool IsNew = false);
