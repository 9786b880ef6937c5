namespace SupportBotPortal.Core.Data;

/// <summary>In which environments a permission holds: a set of <see cref="ProviderEnvironment"/>.</summary>
[Flags]
public enum Environments
{
    None = 0,
    Development = 1,
    Staging = 2,
    Production = 4,

    /// <summary>Providers that carry no label.</summary>
    Unlabelled = 8,

    Everywhere = Development | Staging | Production | Unlabelled,
}
