using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Plugins;

/// <summary>A plugin's object and the portal's own copy of what it declares.</summary>
internal sealed record StartedPlugin(IProviderPlugin Plugin, ProviderType Type);
