namespace SupportBotPortal.Web.Pages.Help;

/// <summary>Something that the portal or the vendor offers against a problem.</summary>
public enum Remedy
{
    Test,
    Edit,
    ReplaceKey,
    Discover,
    StatusPage,
    KeyPage,
    UsageDashboard,
    Plugins,
    PlanTests,
    Alerts,
    Reports,
    Generation,
    BotTokens,
    Usage,
}
