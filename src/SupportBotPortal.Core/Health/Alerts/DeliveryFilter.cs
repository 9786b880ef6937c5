namespace SupportBotPortal.Core.Health.Alerts;

/// <summary>Which messages of the delivery log are looked at.</summary>
public enum DeliveryFilter
{
    All,

    /// <summary>Given up, or tried in vain and to be tried again.</summary>
    Failed,
    Delivered,
}
