namespace SupportBotPortal.Core.Health.Reading;

/// <summary>How far one looks back.</summary>
public enum HistoryRange
{
    /// <summary>24 hours.</summary>
    Day,

    /// <summary>7 days.</summary>
    Week,

    /// <summary>30 days.</summary>
    Month,

    /// <summary>90 days.</summary>
    Quarter,
}
