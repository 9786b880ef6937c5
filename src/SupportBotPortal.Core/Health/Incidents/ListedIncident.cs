using SupportBotPortal.Core.Health.History;

namespace SupportBotPortal.Core.Health.Incidents;

/// <summary>A line of the list of incidents.</summary>
public sealed record ListedIncident(Incident Incident, IncidentProvider Provider);
