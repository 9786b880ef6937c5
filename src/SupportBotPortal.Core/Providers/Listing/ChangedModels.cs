using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Providers.Listing;

/// <summary>A provider that lists other models than when somebody last looked.</summary>
/// <param name="New">How many it lists that nobody has seen.</param>
/// <param name="Vanished">Of those that are used, how many it lists no longer.</param>
public sealed record ChangedModels(string Slug, string ProviderName, ProviderEnvironment Environment, int New, int Vanished);
