using SupportBotPortal.Core.Health.History;

namespace SupportBotPortal.Core.Health.Reports;

/// <summary>A message that carries a report.</summary>
/// <param name="To">“3 recipients”, or the name of a webhook.</param>
/// <param name="Delivery">With its attempts, the last first.</param>
public sealed record SentReport(string To, AlertDelivery Delivery);
