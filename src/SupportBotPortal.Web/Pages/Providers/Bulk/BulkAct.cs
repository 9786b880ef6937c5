namespace SupportBotPortal.Web.Pages.Providers.Bulk;

/// <summary>What can be done to many providers at once.</summary>
public enum BulkAct
{
    Test,
    Activate,
    Deactivate,
    Delete,

    /// <summary>Takes a deletion of many back.</summary>
    Restore,
}
