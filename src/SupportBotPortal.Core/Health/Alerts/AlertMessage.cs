using SupportBotPortal.Core.Health.Reports;

namespace SupportBotPortal.Core.Health.Alerts;

/// <summary>A message to a channel, before it is written as mail or as JSON.</summary>
/// <param name="Id">The same however often it is sent.</param>
/// <param name="At">When it was made.</param>
/// <param name="IsTest">Somebody wants to see whether the channel works.</param>
/// <param name="Items">What it tells of, the gravest first; none in a test, nor with a report.</param>
public sealed record AlertMessage(Guid Id, DateTime At, bool IsTest, IReadOnlyList<AlertItem> Items)
{
    /// <summary>A pause after the first failure is nothing that needs to be explained.</summary>
    public static readonly TimeSpan LateAfter = TimeSpan.FromMinutes(2);

    /// <summary>When it is sent: what it says is true at that time.</summary>
    public DateTime SentAt { get; init; } = At;

    /// <summary>It is sent notably later than it was made, and says so.</summary>
    public bool IsLate => SentAt - At >= LateAfter;

    /// <summary>What people read of <see cref="Items"/>: one statement for each provider of how it is now.</summary>
    public IEnumerable<AlertItem> Statements => Items.Where(i => !i.IsFolded);

    /// <summary>The health report that it carries; <see langword="null"/> for alerts.</summary>
    public ReportContent? Report { get; init; }
}
