using SupportBotPortal.Core.Health.History;
using SupportBotPortal.Web.Display;

namespace SupportBotPortal.Web.Pages.Alerts;

/// <summary>What people read of a message on its way.</summary>
internal static class DeliveryWords
{
    public static Badge BadgeOf(AlertDelivery delivery) => delivery.State switch
    {
        DeliveryState.Delivered => new(BadgeTone.Good, "Delivered"),
        DeliveryState.GivenUp => new(BadgeTone.Bad, delivery.IsTest ? "Failed" : "Given up"),
        DeliveryState.Dropped => new(BadgeTone.Idle, "Not sent"),
        _ when delivery.Attempts > 0 => new(BadgeTone.Attention, "Failed, tried again"),
        _ => new(BadgeTone.Idle, "Waiting"),
    };

    /// <summary>Whether somebody may try it at once.</summary>
    public static bool CanBeTried(AlertDelivery delivery) => delivery is { State: DeliveryState.Waiting, IsTest: false };

    public static string Attempts(int count) => count == 1 ? "1 attempt" : $"{count:N0} attempts";
}
