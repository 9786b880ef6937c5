namespace SupportBotPortal.Core.Data;

/// <summary>How often a health report is sent, and with it what time it is about.</summary>
public enum ReportRhythm
{
    /// <summary>Every day, about the day before.</summary>
    Daily,

    /// <summary>On one day of the week, about the seven days before.</summary>
    Weekly,

    /// <summary>On one day of the month, about the calendar month before.</summary>
    Monthly,

    /// <summary>By a cron expression, about the time since it last fired.</summary>
    Cron,
}
