using System.Net;
using System.Net.NetworkInformation;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace SupportBotPortal.Core.Egress;

/// <summary>Asks the web server, each time: its ports are known only once it runs. Without a server there are none.</summary>
internal sealed class ServerListeners(IServiceProvider services) : IOwnListeners
{
    public bool Includes(IPAddress address, int port)
    {
        var bound = services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses;
        return bound is not null && bound.Any(text => Reaches(text, address, port));
    }

    private static bool Reaches(string bound, IPAddress address, int port)
    {
        var binding = BindingAddress.Parse(bound);
        if (binding.IsUnixPipe || binding.IsNamedPipe || binding.Port != port) return false;
        if (binding.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)) return IPAddress.IsLoopback(address);
        // Whatever is no address (*, +, a name) makes Kestrel listen on all of them.
        if (!IPAddress.TryParse(binding.Host.Trim('[', ']'), out var ip) || ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any))
            return IPAddress.IsLoopback(address) || IsOnThisMachine(address);
        return ip.Equals(address);
    }

    private static bool IsOnThisMachine(IPAddress address) =>
        NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(card => card.GetIPProperties().UnicastAddresses)
            .Any(unicast => unicast.Address.Equals(address));
}
