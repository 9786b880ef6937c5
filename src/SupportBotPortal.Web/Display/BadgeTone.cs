namespace SupportBotPortal.Web.Display;

/// <summary>What a badge says, before one reads it: shape and colour together, never colour alone.</summary>
public enum BadgeTone
{
    /// <summary>A ring: unknown, idle.</summary>
    Idle,

    /// <summary>A circle: well.</summary>
    Good,

    /// <summary>A triangle: wants attention.</summary>
    Attention,

    /// <summary>A square: down, wrong.</summary>
    Bad,
}
