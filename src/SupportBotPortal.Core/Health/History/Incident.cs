using SupportBotPortal.Core.Data;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Health.History;

/// <summary>A time in which something was wrong. The tests in it are those of its provider from its start to its end.</summary>
public sealed class Incident
{
    public const int LongestNote = 4_000;

    public long Id { get; set; }

    public int SubjectId { get; set; }

    /// <summary>When the first of the tests ended that led to it.</summary>
    public DateTime StartedAt { get; set; }

    public DateTime? EndedAt { get; set; }

    /// <summary>The worst it came to.</summary>
    public HealthState State { get; set; }

    public FailureCause? Cause { get; set; }

    /// <summary>What people say about it.</summary>
    public string Note { get; set; } = "";

    public string? NoteBy { get; set; }

    public DateTime? NoteAt { get; set; }
}
