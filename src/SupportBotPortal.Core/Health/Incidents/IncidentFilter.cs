namespace SupportBotPortal.Core.Health.Incidents;

/// <summary>Which incidents.</summary>
/// <param name="ProviderId">Of this provider only.</param>
/// <param name="IsOpen">Those that go on, or those that are over.</param>
public sealed record IncidentFilter(Guid? ProviderId = null, bool? IsOpen = null);
