using SupportBotPortal.Core.Health.History;
using SupportBotPortal.Core.Health.Reading;

namespace SupportBotPortal.Core.Health.Incidents;

/// <summary>All that there is to say about an incident.</summary>
/// <param name="States">How the provider stood from its start to its end, or to now.</param>
/// <param name="IsAbandoned">It did not end because all was well again: the provider was deactivated or deleted.</param>
public sealed record IncidentDetails(Incident Incident, IncidentProvider Provider, IReadOnlyList<StateSpan> States, bool IsAbandoned);
