namespace SupportBotPortal.Core.Data;

/// <summary>The label that says what a provider is for.</summary>
public enum ProviderEnvironment
{
    None,
    Development,
    Staging,
    Production,
}
