using SupportBotPortal.Core.Health.History;

namespace SupportBotPortal.Core.Health.Alerts;

/// <summary>A line of the delivery log.</summary>
/// <param name="Delivery">With its attempts, the last first.</param>
/// <param name="ChannelName"><see langword="null"/> if the channel was deleted.</param>
/// <param name="Title">What it is about.</param>
/// <param name="WaitsFor">What the earlier message is about that has to arrive first; <see langword="null"/> if it waits for none.</param>
/// <param name="IsDue">It is to be sent as soon as its turn comes.</param>
public sealed record ListedDelivery(AlertDelivery Delivery, string? ChannelName, string Title, string? WaitsFor, bool IsDue);
