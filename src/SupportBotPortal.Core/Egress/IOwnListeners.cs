using System.Net;

namespace SupportBotPortal.Core.Egress;

/// <summary>Where the portal itself listens: a call there could use the portal's own rights against it.</summary>
public interface IOwnListeners
{
    /// <summary>Whether a connection to this address and port would arrive at the portal.</summary>
    bool Includes(IPAddress address, int port);
}
