using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Providers.Listing;

/// <summary>One of the many that an act goes through.</summary>
public sealed record BulkTarget(Guid Id, string Slug, string Name, string BaseUrl, bool IsDefault, bool IsActive, ProviderEnvironment Environment);
