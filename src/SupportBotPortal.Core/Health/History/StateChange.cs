using SupportBotPortal.Core.Data;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Health.History;

public sealed class StateChange
{
    public long Id { get; set; }

    public int SubjectId { get; set; }

    public DateTime At { get; set; }

    public HealthState From { get; set; }

    public HealthState To { get; set; }

    public FailureCause? Cause { get; set; }

    /// <summary>The test that changed it.</summary>
    public long CheckId { get; set; }

    public long? IncidentId { get; set; }
}
