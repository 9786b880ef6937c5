namespace SupportBotPortal.Core.Data;

/// <summary>A sealed secret of a provider: its API key, a secret setting, or the value of a custom header.</summary>
public sealed class ProviderSecret
{
    /// <summary><see cref="Field"/> of the API key.</summary>
    public const string ApiKeyField = "api_key";

    /// <summary>How <see cref="Field"/> begins for a custom header; the header's name follows.</summary>
    public const string HeaderPrefix = "header:";

    /// <summary>How <see cref="Field"/> begins for a secret setting; the field key follows.</summary>
    public const string SettingPrefix = "setting:";

    public Guid ProviderId { get; set; }

    public required string Field { get; set; }

    public required byte[] Blob { get; set; }

    public DateTime SetAt { get; set; }

    public required string SetBy { get; set; }
}
