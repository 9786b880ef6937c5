namespace SupportBotPortal.Core.Providers.Bulk;

/// <summary>What can be done to many at once, besides testing.</summary>
public enum BulkChange
{
    Activate,
    Deactivate,
    Delete,

    /// <summary>Brings deleted ones back.</summary>
    Restore,
}
