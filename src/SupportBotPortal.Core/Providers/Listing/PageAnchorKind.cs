namespace SupportBotPortal.Core.Providers.Listing;

/// <summary>How a page of the list is found.</summary>
public enum PageAnchorKind
{
    First,
    After,
    Before,
    Last,
}
