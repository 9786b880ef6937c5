namespace SupportBotPortal.Core.Usage.Reading;

/// <summary>How far one looks back.</summary>
public enum UsageRange
{
    /// <summary>Since midnight, by UTC.</summary>
    Today,

    /// <summary>24 hours.</summary>
    Day,

    /// <summary>7 days.</summary>
    Week,

    /// <summary>30 days.</summary>
    Month,

    /// <summary>90 days.</summary>
    Quarter,
}
