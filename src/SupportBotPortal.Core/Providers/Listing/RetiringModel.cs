using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Providers.Listing;

/// <summary>A model that a provider is used with, and that its vendor turns off.</summary>
public sealed record RetiringModel(string ModelId, DateOnly RetiresOn, string Slug, string ProviderName, ProviderEnvironment Environment);
