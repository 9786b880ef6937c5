using SupportBotPortal.Core.Data;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Health.States;

/// <summary>A change of a provider's state: what alerts, pages and the board are told of.</summary>
/// <param name="ProviderId">Whose.</param>
/// <param name="From">Before.</param>
/// <param name="To">After.</param>
/// <param name="Cause">Why, if something is wrong.</param>
/// <param name="At">When the test ended that changed it.</param>
/// <param name="IncidentId">The incident that it opened, is part of, or closed.</param>
/// <param name="Recovers">Whether it closed that incident.</param>
public sealed record HealthTurn(Guid ProviderId, HealthState From, HealthState To, FailureCause? Cause, DateTime At, long? IncidentId, bool Recovers);
