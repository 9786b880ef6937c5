namespace SupportBotPortal.PluginSdk;

/// <summary>Why a call failed, as far as somebody can do something about it.</summary>
/// <remarks>The numbers are compiled into plugins, the names are stored: a new member takes a new number, and none is renamed.</remarks>
public enum FailureCause
{
    /// <summary>The host name does not resolve.</summary>
    Address = 0,

    /// <summary>The portal's own policy forbids the address.</summary>
    AddressRefused = 1,

    /// <summary>Nothing listens, or the connection broke.</summary>
    Connect = 2,

    /// <summary>No secure connection: certificate, name or protocol.</summary>
    Tls = 3,

    /// <summary>Too slow.</summary>
    Timeout = 4,

    /// <summary>The host answers, but there is nothing at this path (404).</summary>
    WrongUrl = 5,

    /// <summary>Something else answers: HTML, a redirect, another JSON, too much of it.</summary>
    NotTheExpectedApi = 6,

    /// <summary>The key is wrong, expired or revoked (401).</summary>
    Credentials = 7,

    /// <summary>The key is known but may not do this (403): scope, region, project.</summary>
    Permission = 8,

    /// <summary>Quota used up, spend limit reached, no credit, billing. Waiting does not help.</summary>
    Quota = 9,

    /// <summary>Too many requests. Waiting helps.</summary>
    RateLimit = 10,

    /// <summary>The provider is busy (503, 529). Waiting helps.</summary>
    Overloaded = 11,

    /// <summary>The model does not exist or this key may not see it.</summary>
    ModelMissing = 12,

    /// <summary>The provider refused a parameter.</summary>
    BadParameter = 13,

    /// <summary>The provider failed (5xx).</summary>
    ProviderError = 14,

    /// <summary>The plugin failed: threw what it should not, or exceeded its limits.</summary>
    PluginError = 15,
}
