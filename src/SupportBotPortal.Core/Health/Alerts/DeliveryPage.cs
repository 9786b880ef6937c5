namespace SupportBotPortal.Core.Health.Alerts;

/// <summary>Some messages, the last made first.</summary>
/// <param name="Next">Where the next page begins; <see langword="null"/> if there is none.</param>
public sealed record DeliveryPage(IReadOnlyList<ListedDelivery> Items, long? Next);
