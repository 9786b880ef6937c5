using System.Globalization;
using SupportBotPortal.Core.Health.Alerts;

namespace SupportBotPortal.Web.Pages.Alerts.Deliveries;

/// <summary>Which messages are looked at, as it stands in the address.</summary>
/// <param name="Channel">Of one channel; <see langword="null"/> for all.</param>
/// <param name="State">“failed”, “delivered”, or empty for all.</param>
/// <param name="Before">Where the page begins; <see langword="null"/> for the first one.</param>
public sealed record DeliveryQuery(Guid? Channel, string State, long? Before = null)
{
    public const string Failed = "failed";
    public const string Delivered = "delivered";

    public static readonly DeliveryQuery All = new(null, "");

    public DeliveryFilter Filter => State switch { Failed => DeliveryFilter.Failed, Delivered => DeliveryFilter.Delivered, _ => DeliveryFilter.All };

    public string Url()
    {
        var parts = new List<string>();
        if (Channel is { } channel) parts.Add($"channel={channel}");
        if (State.Length > 0) parts.Add("state=" + State);
        if (Before is { } before) parts.Add(string.Create(CultureInfo.InvariantCulture, $"before={before}"));
        return parts.Count == 0 ? "/alerts/deliveries" : "/alerts/deliveries?" + string.Join('&', parts);
    }
}
