namespace SupportBotPortal.PluginSdk;

/// <summary>Plain sentences shown below the fields that every provider has. Empty = the portal's own words.</summary>
public sealed record ProviderHelp
{
    /// <summary>Below the base URL.</summary>
    public string BaseUrl { get; init; } = "";

    /// <summary>Below the API key, e.g. where it is made and which rights it needs.</summary>
    public string ApiKey { get; init; } = "";

    /// <summary>Below the list of models.</summary>
    public string Models { get; init; } = "";
}
