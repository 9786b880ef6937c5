namespace SupportBotPortal.Core.Health.History;

/// <summary>
/// A report as it was when it was made, so that it stays the same for good. Written together with the messages that carry it:
/// both are there or neither. Its figures name providers by their ids; names are looked up when it is shown or sent.
/// </summary>
public sealed class ReportOccurrence
{
    public long Id { get; set; }

    public Guid ReportId { get; set; }

    public OccurrenceKind Kind { get; set; }

    /// <summary>What it is about, from here on.</summary>
    public DateTime PeriodStart { get; set; }

    /// <summary>The first moment that it is not about any more.</summary>
    public DateTime PeriodEnd { get; set; }

    /// <summary>The IANA name of the zone in which its days began and ended.</summary>
    public required string TimeZone { get; set; }

    public DateTime FiredAt { get; set; }

    /// <summary>The person who wanted it; <see langword="null"/> for the schedule.</summary>
    public string? AskedBy { get; set; }

    /// <summary>How many providers it is about.</summary>
    public int Providers { get; set; }

    /// <summary>Of how many of them something is known.</summary>
    public int Tested { get; set; }

    /// <summary>How many of those answered nearly all of their tests.</summary>
    public int Well { get; set; }

    /// <summary>JSON, see <c>ReportFigures</c>.</summary>
    public required string Figures { get; set; }
}
