using SupportBotPortal.Core.Health.States;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Health.History;

/// <summary>A provider as the history knows it, and where it stands now.</summary>
public sealed class HealthSubject
{
    /// <summary>Small, because it stands in every row of the history.</summary>
    public int Id { get; set; }

    public Guid ProviderId { get; set; }

    public HealthStanding Standing { get; set; } = HealthStanding.Start;

    /// <summary>Since when it has its state.</summary>
    public DateTime? Since { get; set; }

    /// <summary>When the first test since the last success ended that was none: where an incident begins that comes of it.</summary>
    public DateTime? WrongSince { get; set; }

    /// <summary>What the last of its tests proved that passed.</summary>
    public ProofLevel Proof { get; set; }

    /// <summary>Why, while something is wrong.</summary>
    public FailureCause? Cause { get; set; }

    /// <summary>Its last tests, see <see cref="RecentChecks"/>.</summary>
    public byte[] Recent { get; set; } = [];

    /// <summary>The connection that <see cref="Standing"/> is about, see <see cref="Data.Provider.ConnectionRevision"/>.</summary>
    public int ConnectionRevision { get; set; }

    /// <summary>Whether a person ran the last one: then its result is the state, whatever went before.</summary>
    public bool IsLastByPerson { get; set; }

    /// <summary>A model failed to generate, and has not generated since. Free tests that pass do not settle it.</summary>
    public bool IsDeepFailing { get; set; }

    /// <summary>The last check that is part of <see cref="Standing"/>.</summary>
    public long LastCheckId { get; set; }
}
