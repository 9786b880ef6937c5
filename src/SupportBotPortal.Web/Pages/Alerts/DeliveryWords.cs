using SupportBotPortal.Core.Health.History;
using SupportBotPortal.Web.Display;

namespace SupportBotPortal.Web.Pages.Alerts;

/// <summary>What people read of a message on its way.</summary>
internal static class DeliveryWords
{
    public static Badge BadgeOf(AlertDelivery delivery) => delivery.State switch
    {
        DeliveryState.Delivered when delivery.Refused.Count > 0 => new(BadgeTone.Attention, "Delivered, not to all"),
        DeliveryState.Delivered => new(BadgeTone.Good, "Delivered"),
        DeliveryState.GivenUp => new(BadgeTone.Bad, delivery.IsTest ? "Failed" : "Given up"),
        DeliveryState.Dropped => new(BadgeTone.Idle, "Not sent"),
        _ when delivery.Attempts > 0 => new(BadgeTone.Attention, "Failed, tried again"),
        _ => new(BadgeTone.Idle, "Waiting"),
    };

    /// <summary>Whether somebody may try it at once.</summary>
    public static bool CanBeTried(AlertDelivery delivery) => delivery is { State: DeliveryState.Waiting, IsTest: false };

    /// <summary>Who has it, if only some have; <see langword="null"/> otherwise.</summary>
    public static string? Reach(AlertDelivery delivery)
    {
        if (delivery.Reached.Count == 0 || delivery is { State: DeliveryState.Delivered, Refused.Count: 0 }) return null;
        var parts = new List<string> { Recipients(delivery.Reached.Count, "has", "have") + " it" };
        if (delivery.Remaining.Count > 0) parts.Add(delivery.State == DeliveryState.Waiting ? $"tried again for {delivery.Remaining.Count:N0}" : $"{delivery.Remaining.Count:N0} never got it");
        if (delivery.Refused.Count > 0) parts.Add($"{delivery.Refused.Count:N0} refused for good");
        return string.Join(", ", parts);
    }

    private static string Recipients(int count, string one, string many) => count == 1 ? $"1 recipient {one}" : $"{count:N0} recipients {many}";

    public static string Attempts(int count) => count == 1 ? "1 attempt" : $"{count:N0} attempts";
}
