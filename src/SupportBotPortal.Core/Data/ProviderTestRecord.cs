using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Data;

/// <summary>What the last connection test found: our own sentences, never text from the provider.</summary>
public sealed class ProviderTestRecord
{
    public DateTime At { get; set; }

    public ProviderTestOutcome Outcome { get; set; }

    public FailureCause? Cause { get; set; }

    public string Message { get; set; } = "";

    public int Milliseconds { get; set; }

    public ProofLevel Proof { get; set; }

    public string StartedBy { get; set; } = "";
}
