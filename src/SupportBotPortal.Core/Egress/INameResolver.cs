using System.Net;

namespace SupportBotPortal.Core.Egress;

/// <summary>Looks host names up. An abstraction so that tests can answer what no honest name server would.</summary>
public interface INameResolver
{
    /// <exception cref="System.Net.Sockets.SocketException">The name does not resolve.</exception>
    ValueTask<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken);
}
