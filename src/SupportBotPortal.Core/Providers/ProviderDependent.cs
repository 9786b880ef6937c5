namespace SupportBotPortal.Core.Providers;

/// <summary>Something that would miss a provider.</summary>
/// <param name="Sentence">What it is, and what would become of it.</param>
/// <param name="IsGrave">Whether customers, or the next thing that somebody sets up, would notice.</param>
public sealed record ProviderDependent(string Sentence, bool IsGrave);
