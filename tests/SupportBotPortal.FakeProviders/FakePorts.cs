using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace SupportBotPortal.FakeProviders;

/// <summary>On which ports a fake listens.</summary>
internal sealed class FakePorts
{
    public int Http { get; private set; }

    public Dictionary<FakeCertificate, int> Https { get; } = [];

    public void Read(WebApplication app)
    {
        // In the order in which FakeServer asked for them; a port on both loopback addresses is listed twice.
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        var found = addresses.Select(a => new Uri(a)).DistinctBy(a => a.Port).ToList();
        Http = found[0].Port;
        foreach (var kind in Enum.GetValues<FakeCertificate>())
            Https[kind] = found[1 + (int)kind].Port;
    }
}
