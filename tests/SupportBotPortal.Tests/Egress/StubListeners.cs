using System.Net;
using SupportBotPortal.Core.Egress;

namespace SupportBotPortal.Tests.Egress;

internal sealed class StubListeners(params IPEndPoint[] own) : IOwnListeners
{
    public bool Includes(IPAddress address, int port) => own.Contains(new(address, port));
}
