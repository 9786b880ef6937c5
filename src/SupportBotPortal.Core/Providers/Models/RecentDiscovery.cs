using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Providers.Models;

/// <param name="Found">What the provider listed.</param>
/// <param name="At">When.</param>
public sealed record RecentDiscovery(IReadOnlyList<DiscoveredModel> Found, DateTime At);
