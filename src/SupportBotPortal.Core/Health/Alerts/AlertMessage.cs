using SupportBotPortal.Core.Health.Reports;

namespace SupportBotPortal.Core.Health.Alerts;

/// <summary>A message to a channel, before it is written as mail or as JSON.</summary>
/// <param name="Id">The same however often it is sent.</param>
/// <param name="At">When it was made.</param>
/// <param name="IsTest">Somebody wants to see whether the channel works.</param>
/// <param name="Items">What it tells of, the gravest first; none in a test, nor with a report.</param>
public sealed record AlertMessage(Guid Id, DateTime At, bool IsTest, IReadOnlyList<AlertItem> Items)
{
    /// <summary>The health report that it carries; <see langword="null"/> for alerts.</summary>
    public ReportContent? Report { get; init; }
}
