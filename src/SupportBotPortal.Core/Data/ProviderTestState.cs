namespace SupportBotPortal.Core.Data;

/// <summary>What a test's result comes to. Whether <see cref="Reachable"/> is enough depends on whether a key is needed.</summary>
public enum ProviderTestState
{
    NotTested,

    /// <summary>The key, or a model, is proven.</summary>
    Proven,

    /// <summary>It answers; the key is not proven.</summary>
    Reachable,

    /// <summary>It answers, and nothing is proven.</summary>
    NothingProven,

    /// <summary>A rate limit, a quota or overload: not an outage.</summary>
    Busy,
    Failed,
    NotTestable,

    /// <summary>It answers, and takes longer than its threshold.</summary>
    Slow,
}
