namespace SupportBotPortal.Core.Providers.Listing;

/// <summary>How a provider does, as its badge says and as the list can be filtered by. Each has exactly one.</summary>
public enum ProviderState
{
    Healthy,

    /// <summary>It answers, but not everything is proven; or it limits the rate, is overloaded, or a quota is used up.</summary>
    Attention,
    Down,
    NotTested,

    /// <summary>It cannot be tested: its key does not open, say. Not an outage.</summary>
    NotTestable,
    Inactive,
    PluginMissing,
}
