using SupportBotPortal.Core.Health.History;

namespace SupportBotPortal.Core.Health.Alerts;

/// <summary>A line of the delivery log.</summary>
/// <param name="Delivery">With its attempts, the last first.</param>
/// <param name="ChannelName"><see langword="null"/> if the channel was deleted.</param>
/// <param name="Title">What it is about.</param>
public sealed record ListedDelivery(AlertDelivery Delivery, string? ChannelName, string Title);
