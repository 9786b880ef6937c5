namespace SupportBotPortal.Core.Health.Delivery;

/// <summary>A message that waits for an earlier one.</summary>
internal sealed record DeliveryBehind
{
    public long Later { get; init; }

    public long Earlier { get; init; }
}
