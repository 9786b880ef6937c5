namespace SupportBotPortal.Core.Data.Storage;

/// <summary>Section <c>Storage</c>.</summary>
public sealed class StorageOptions
{
    /// <summary>Where everything the portal writes lies. Relative to the content root.</summary>
    public string DataDirectory { get; set; } = "data";
}
