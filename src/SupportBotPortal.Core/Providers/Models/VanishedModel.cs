namespace SupportBotPortal.Core.Providers.Models;

/// <summary>A model of the provider's list that a discovery did not find.</summary>
/// <param name="LastSeenAt">When a discovery last found it; <see langword="null"/> if none ever did: it was entered by hand, and is not missed.</param>
public sealed record VanishedModel(string Id, DateTime? LastSeenAt);
