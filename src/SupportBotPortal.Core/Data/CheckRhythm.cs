namespace SupportBotPortal.Core.Data;

/// <summary>What decides when a provider is tested without being asked.</summary>
public enum CheckRhythm
{
    /// <summary>The portal's interval.</summary>
    Usual,

    /// <summary>An interval of its own.</summary>
    Interval,

    /// <summary>A cron expression.</summary>
    Cron,

    /// <summary>It is tested only when somebody asks for it.</summary>
    Off,
}
