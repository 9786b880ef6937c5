namespace SupportBotPortal.PluginSdk;

/// <summary>The steps of a connection test, in their order.</summary>
/// <remarks>The numbers are compiled into plugins: a new member takes a new one.</remarks>
public enum ProbeStageKind
{
    /// <summary>The name resolves to an address that may be called. Tested by the portal.</summary>
    Address = 0,

    /// <summary>Something listens there. Tested by the portal.</summary>
    Connection = 1,

    /// <summary>The certificate is valid. Tested by the portal, for https.</summary>
    Tls = 2,

    /// <summary>The provider accepts the credential.</summary>
    Credentials = 3,

    /// <summary>The provider answers in the protocol of this type.</summary>
    Responding = 4,

    /// <summary>A model generates.</summary>
    Generating = 5,
}
