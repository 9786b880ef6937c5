namespace SupportBotPortal.PluginSdk;

/// <summary>Pages of the vendor. Shown as links, never called by the portal. Absolute https addresses.</summary>
public sealed record ProviderLinks
{
    /// <summary>Is the vendor itself having trouble?</summary>
    public Uri? StatusPage { get; init; }

    /// <summary>Where keys are made and revoked.</summary>
    public Uri? KeyPage { get; init; }

    /// <summary>Usage and cost.</summary>
    public Uri? UsageDashboard { get; init; }

    /// <summary>The vendor's documentation of the API.</summary>
    public Uri? Documentation { get; init; }
}
