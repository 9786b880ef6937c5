using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SupportBotPortal.Core.Egress;
using SupportBotPortal.Tests.Hosting;

namespace SupportBotPortal.Tests.Egress;

/// <summary>Against a real Kestrel.</summary>
public sealed class HostTests
{
    [Theory]
    [InlineData("http://127.0.0.1:0", false)]
    [InlineData("http://[::]:0", true)]
    [InlineData("http://*:0", true)]
    [InlineData("http://localhost:{0}", false)]
    public async Task A_portal_never_calls_itself(string binding, bool isOpen)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        // Where both loopback addresses are meant, Kestrel wants to be told the port.
        builder.WebHost.UseUrls(string.Format(CultureInfo.InvariantCulture, binding, HostProcess.FreePort()));
        builder.Configuration["Egress:Allow:0"] = "loopback:*";
        builder.Services.AddEgress(builder.Configuration);
        await using var app = builder.Build();
        app.MapGet("/", () => "reached");
        await app.StartAsync(TestContext.Current.CancellationToken);
        var port = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;

        var url = new Uri($"http://127.0.0.1:{port}");
        using var client = app.Services.GetRequiredService<IEgress>().CreateClient(url, EgressProfile.Test);
        var failure = await Should.ThrowAsync<EgressException>(() => client.GetAsync(url, TestContext.Current.CancellationToken));
        failure.Message.ShouldContain("this portal itself");
        var own = app.Services.GetRequiredService<IOwnListeners>();
        own.Includes(IPAddress.Loopback, port + 1).ShouldBeFalse();
        // The machine's other addresses lead to the portal only where it listens on all of them.
        foreach (var address in NetworkInterface.GetAllNetworkInterfaces().SelectMany(card => card.GetIPProperties().UnicastAddresses).Select(unicast => unicast.Address).Where(a => !IPAddress.IsLoopback(a)))
            own.Includes(address, port).ShouldBe(isOpen, address.ToString());
    }

    [Fact]
    public async Task Http_2_is_spoken_where_offered()
    {
        using var certificates = new TestCertificates();
        using var certificate = certificates.Issue("llm.lan");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        await using var app = builder.Build();
        app.MapGet("/v1/models", (HttpContext context) => context.Request.Protocol);
        await app.StartAsync(TestContext.Current.CancellationToken);

        using var door = new TestDoor(allow: "llm.lan:*", authority: certificates.PemFile);
        door.Resolver.With("llm.lan", "127.0.0.1");
        using var client = door.Client($"https://llm.lan:{new Uri(app.Urls.First()).Port}/v1");
        (await client.GetStringAsync("models", TestContext.Current.CancellationToken)).ShouldBe("HTTP/2");
    }
}
