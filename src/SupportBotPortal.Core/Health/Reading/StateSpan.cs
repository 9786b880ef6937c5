using SupportBotPortal.Core.Data;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Health.Reading;

/// <summary>A time in which a provider stood the same.</summary>
/// <param name="Cause">Why, if something was wrong.</param>
/// <param name="IncidentId">The incident that the change to it belongs to.</param>
public sealed record StateSpan(DateTime From, DateTime Until, HealthState State, FailureCause? Cause = null, long? IncidentId = null);
