namespace SupportBotPortal.Core.Providers.Listing;

/// <summary>Why a provider wants attention although it answers, see <see cref="ProviderState.Attention"/>.</summary>
public enum AttentionReason
{
    /// <summary>It refuses every call: nothing is left to spend.</summary>
    Quota,
    RateLimit,
    Overloaded,

    /// <summary>It answers, and takes longer than its threshold.</summary>
    Slow,

    /// <summary>It answers; that its key, or anything, can be used is not proven.</summary>
    NotProven,
}
