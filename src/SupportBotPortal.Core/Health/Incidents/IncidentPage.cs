namespace SupportBotPortal.Core.Health.Incidents;

/// <summary>Some incidents: those that go on first, and the last opened first.</summary>
/// <param name="Next">Where the next page begins; <see langword="null"/> if there is none.</param>
public sealed record IncidentPage(IReadOnlyList<ListedIncident> Items, IncidentCursor? Next);
