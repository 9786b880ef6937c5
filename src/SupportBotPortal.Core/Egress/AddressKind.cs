namespace SupportBotPortal.Core.Egress;

/// <summary>Where an IP address leads, seen from the machine that the portal runs on. From what may be called the least to what may be called the most.</summary>
public enum AddressKind
{
    /// <summary>Metadata services, link-local, multicast, reserved: no setting allows them.</summary>
    Never,

    /// <summary>This machine.</summary>
    Loopback,

    /// <summary>The network behind the firewall.</summary>
    Private,

    /// <summary>The internet.</summary>
    Public,
}
