using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Data;

/// <summary>
/// Where the provider stands, copied from the history of its tests, so that lists can filter and sort by it. The history decides;
/// a copy that lags is made again.
/// </summary>
public sealed class ProviderHealth
{
    /// <summary><see langword="null"/> = as the last test says: nothing else is known yet, or a person has just tested it.</summary>
    public HealthState? State { get; set; }

    /// <summary>Since when it has its state.</summary>
    public DateTime? Since { get; set; }

    /// <summary>What the last test proved that passed: a test that fails once takes nothing of it away.</summary>
    public ProofLevel Proof { get; set; }

    /// <summary>Why, while something is wrong.</summary>
    public FailureCause? Cause { get; set; }

    /// <summary>The last tests in a compact form, see <c>RecentChecks</c>.</summary>
    public byte[] Recent { get; set; } = [];

    /// <summary>The last of its tests that this takes account of: an older copy never comes over a newer one.</summary>
    public long CheckId { get; set; }
}
