namespace SupportBotPortal.Core.Health.Reports;

/// <summary>A report to be shown or sent: its figures, with the names of today.</summary>
/// <param name="ReportId">Of which report.</param>
/// <param name="Name">What that is called.</param>
/// <param name="OccurrenceId">Which one; <see langword="null"/> for a preview, which is stored nowhere.</param>
/// <param name="Start">What it is about, from here on.</param>
/// <param name="End">The first moment that it is not about any more.</param>
/// <param name="Zone">Where its days begin and end.</param>
/// <param name="FiredAt">When it was made.</param>
/// <param name="Figures">What it says.</param>
/// <param name="Names">Of the providers that are still known.</param>
public sealed record ReportContent(
    Guid ReportId,
    string Name,
    long? OccurrenceId,
    DateTime Start,
    DateTime End,
    TimeZoneInfo Zone,
    DateTime FiredAt,
    ReportFigures Figures,
    IReadOnlyDictionary<Guid, ReportedName> Names)
{
    /// <summary>How many are called the slowest.</summary>
    private const int Slow = 3;

    /// <summary>The worst first; those of which nothing is known last.</summary>
    public IReadOnlyList<ReportLine> Lines { get; } =
    [
        .. Figures.Providers.Select(p => new ReportLine(p, Names.GetValueOrDefault(p.Id)))
            .OrderBy(l => l.Figures.Counts.Uptime ?? 2).ThenByDescending(l => l.Figures.DownSeconds).ThenByDescending(l => l.Figures.P95).ThenBy(l => l.Name, StringComparer.OrdinalIgnoreCase),
    ];

    /// <summary>Those whose answers took longest.</summary>
    public IReadOnlyList<ReportLine> Slowest => [.. Lines.Where(l => l.Figures.P95 is not null).OrderByDescending(l => l.Figures.P95).ThenByDescending(l => l.Figures.Median).Take(Slow)];

    /// <summary>The latest first.</summary>
    public IReadOnlyList<(ReportLine Line, ReportedIncident Incident)> Incidents => [.. Lines.SelectMany(l => l.Figures.Incidents, (l, i) => (l, i)).OrderByDescending(i => i.i.StartedAt)];

    /// <summary>How many there were, also those that are not listed.</summary>
    public int IncidentCount => Lines.Sum(l => l.Figures.IncidentCount);

    public IReadOnlyList<ReportLine> Skipped => [.. Lines.Where(l => l.Skipped.Count > 0)];

    public string NameOf(Guid provider) => ReportLine.NameOf(Names.GetValueOrDefault(provider));
}
