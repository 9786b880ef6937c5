namespace SupportBotPortal.PluginSdk;

/// <summary>The steps of a connection test, in their order.</summary>
public enum ProbeStageKind
{
    /// <summary>The name resolves to an address that may be called. Tested by the portal.</summary>
    Address,

    /// <summary>Something listens there. Tested by the portal.</summary>
    Connection,

    /// <summary>The certificate is valid. Tested by the portal, for https.</summary>
    Tls,

    /// <summary>The provider accepts the credential.</summary>
    Credentials,

    /// <summary>The provider answers in the protocol of this type.</summary>
    Responding,

    /// <summary>A model generates.</summary>
    Generating,
}
