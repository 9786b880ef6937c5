namespace SupportBotPortal.Core.Data;

/// <summary>Which providers a health report is about.</summary>
public enum ReportScope
{
    /// <summary>All that there are when it fires.</summary>
    All,

    /// <summary>Those with one of some labels.</summary>
    Environments,

    /// <summary>Those that were chosen one by one.</summary>
    Chosen,
}
