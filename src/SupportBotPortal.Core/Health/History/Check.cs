using SupportBotPortal.Core.Health.States;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Health.History;

/// <summary>One test's result. Our own sentences only, never text from the provider.</summary>
public sealed class Check
{
    public long Id { get; set; }

    public int SubjectId { get; set; }

    /// <summary>When it ended.</summary>
    public DateTime At { get; set; }

    public CheckKind Kind { get; set; }

    public CheckVerdict Verdict { get; set; }

    public FailureCause? Cause { get; set; }

    public ProofLevel Proof { get; set; }

    public int Milliseconds { get; set; }

    /// <summary>Milliseconds of each stage, see <see cref="StageTimes"/>.</summary>
    public string? Stages { get; set; }

    /// <summary>Of a test that did not pass.</summary>
    public string? Message { get; set; }

    /// <summary>The person who started it; <see langword="null"/> for the schedule.</summary>
    public string? StartedBy { get; set; }
}
