namespace SupportBotPortal.PluginSdk;

/// <summary>Why a call failed, as far as somebody can do something about it.</summary>
public enum FailureCause
{
    /// <summary>The host name does not resolve.</summary>
    Address,

    /// <summary>The portal's own policy forbids the address.</summary>
    AddressRefused,

    /// <summary>Nothing listens, or the connection broke.</summary>
    Connect,

    /// <summary>No secure connection: certificate, name or protocol.</summary>
    Tls,

    /// <summary>Too slow.</summary>
    Timeout,

    /// <summary>The host answers, but there is nothing at this path (404).</summary>
    WrongUrl,

    /// <summary>Something else answers: HTML, a redirect, another JSON, too much of it.</summary>
    NotTheExpectedApi,

    /// <summary>The key is wrong, expired or revoked (401).</summary>
    Credentials,

    /// <summary>The key is known but may not do this (403): scope, region, project.</summary>
    Permission,

    /// <summary>Quota used up, spend limit reached, no credit, billing. Waiting does not help.</summary>
    Quota,

    /// <summary>Too many requests. Waiting helps.</summary>
    RateLimit,

    /// <summary>The provider is busy (503, 529). Waiting helps.</summary>
    Overloaded,

    /// <summary>The model does not exist or this key may not see it.</summary>
    ModelMissing,

    /// <summary>The provider refused a parameter.</summary>
    BadParameter,

    /// <summary>The provider failed (5xx).</summary>
    ProviderError,

    /// <summary>The plugin failed: threw what it should not, or exceeded its limits.</summary>
    PluginError,
}
