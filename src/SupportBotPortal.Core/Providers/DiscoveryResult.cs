using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Providers;

/// <summary>What a provider listed, or why it did not.</summary>
public sealed record DiscoveryResult(IReadOnlyList<DiscoveredModel> Models, ProviderFailureException? Failure, TimeSpan Duration);
