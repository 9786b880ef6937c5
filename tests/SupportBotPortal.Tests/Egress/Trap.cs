using System.Net;
using System.Net.Sockets;

namespace SupportBotPortal.Tests.Egress;

/// <summary>A listener that nobody may call. The kernel completes connections before anyone accepts them: none is missed.</summary>
internal sealed class Trap : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);

    public Trap() => listener.Start();

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public bool WasCalled => listener.Pending();

    public void Dispose() => listener.Dispose();
}
