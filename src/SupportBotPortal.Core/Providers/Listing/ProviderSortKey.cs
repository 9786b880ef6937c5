namespace SupportBotPortal.Core.Providers.Listing;

/// <summary>What the list can be sorted by.</summary>
public enum ProviderSortKey
{
    Name,
    Type,

    /// <summary>When it was last tested.</summary>
    Tested,

    /// <summary>How long the last test took, if it passed.</summary>
    Response,

    /// <summary>Since when its API key is there.</summary>
    Key,
    Created,
}
