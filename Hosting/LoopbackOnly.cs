using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace SupportBotPortal;

/// <summary>
/// Development speaks plain http and may call loopback, so only this machine may reach it. Kestrel asks for each endpoint
/// before it listens, whichever setting the endpoint comes from: <c>urls</c>, <c>http_ports</c>, <c>Kestrel:Endpoints</c>.
/// </summary>
internal static class LoopbackOnly
{
    public static void Demand(ListenOptions endpoint)
    {
        // Without an IP endpoint it is a socket in the file system, which has its own rights.
        if (endpoint.IPEndPoint is not { } ip || IPAddress.IsLoopback(ip.Address)) return;
        throw new CannotStartException(
            $"In Development it may be reached from this machine only, and {ip} is open to others. " +
            "Listen on http://localhost:5080, or start it for others: ASPNETCORE_ENVIRONMENT=Production, with TLS (see Configuration in the README).");
    }
}
