namespace SupportBotPortal.Core.Health.Alerts;

/// <summary>An incident that goes on and that a channel wants to hear of again.</summary>
/// <param name="AlertId">The last that it was told of it.</param>
internal sealed record DueReminder(Guid ChannelId, long IncidentId, long AlertId, Guid ProviderId);
