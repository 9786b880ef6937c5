namespace SupportBotPortal.Core.Data;

/// <summary>How a channel reaches people.</summary>
public enum AlertChannelKind
{
    Mail,
    Webhook,
}
