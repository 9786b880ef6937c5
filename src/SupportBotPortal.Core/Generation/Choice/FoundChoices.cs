namespace SupportBotPortal.Core.Generation.Choice;

/// <summary>What a search for models found.</summary>
/// <param name="First">The first of them.</param>
/// <param name="Total">How many there are.</param>
public sealed record FoundChoices(IReadOnlyList<ModelChoice> First, int Total);
