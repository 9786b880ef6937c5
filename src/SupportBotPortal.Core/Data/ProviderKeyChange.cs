using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Data;

/// <summary>That a secret was set, replaced or removed: when, by whom, whether it was proven before. Never what it was.</summary>
public sealed class ProviderKeyChange
{
    public long Id { get; set; }

    public Guid ProviderId { get; set; }

    /// <summary>Which secret, as <see cref="ProviderSecret.Field"/>.</summary>
    public required string Field { get; set; }

    public ProviderKeyChangeKind Kind { get; set; }

    public DateTime At { get; set; }

    public required string By { get; set; }

    /// <summary>What a test of the new secret had shown when it was stored; <see langword="null"/> if it was stored without one.</summary>
    public ProofLevel? Proof { get; set; }

    /// <summary>Since when the one that it replaced had been there.</summary>
    public DateTime? PreviousSetAt { get; set; }
}
