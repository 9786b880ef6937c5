using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Providers.Models;

/// <summary>A model that a discovery found, and what it is to the provider.</summary>
/// <param name="ListedAs">How the provider's list writes it, which may differ in case; <see langword="null"/> if it is not in it.</param>
public sealed record FoundModel(DiscoveredModel Model, FoundModelState State, string? ListedAs = null);
