using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Data.Storage;
using SupportBotPortal.Core.Secrets;

namespace SupportBotPortal;

/// <summary>Prints where the portal is, and, until there is an owner, the link with which to become it.</summary>
internal sealed class SetupAnnouncement(
    IHostApplicationLifetime lifetime,
    IServer server,
    IDbContextFactory<PortalDbContext> contexts,
    SetupLink link,
    DataDirectory directory,
    ISecretBox secrets) : IHostedService
{
    private string? token;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await FirstOwner.ExistsAsync(db, cancellationToken)) link.Close();
        else token = link.Open();
        lifetime.ApplicationStarted.Register(Announce);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Announce()
    {
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        var url = Readable(address ?? "http://localhost");
        Console.WriteLine();
        Console.WriteLine($"  SupportBot Portal   {url}");
        if (token is not null)
        {
            var setup = $"{url}/setup?token={token}";
            link.WriteFile(setup);
            Console.WriteLine("  Nobody can sign in yet. Open this link within 30 minutes to become the owner:");
            Console.WriteLine($"  {setup}");
            Console.WriteLine($"  (also in {directory.File(SetupLink.FileName)})");
        }

        if (!secrets.Status.IsReady) Console.WriteLine($"  Locked: {secrets.Status.Sentence}");
        Console.WriteLine();
    }

    /// <summary>By name, not by number: browsers bind passkeys to a name.</summary>
    private static string Readable(string address)
    {
        var url = new UriBuilder(address.Replace("://+", "://localhost", StringComparison.Ordinal).Replace("://*", "://localhost", StringComparison.Ordinal));
        if (System.Net.IPAddress.TryParse(url.Host.Trim('[', ']'), out var ip) && (System.Net.IPAddress.IsLoopback(ip) || ip.Equals(System.Net.IPAddress.Any) || ip.Equals(System.Net.IPAddress.IPv6Any))) url.Host = "localhost";
        return url.Uri.AbsoluteUri.TrimEnd('/');
    }
}
