using System.Globalization;
using System.Text;
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
    SetupLink setup,
    DataDirectory directory,
    ISecretBox secrets,
    IHostEnvironment environment,
    KnownProxies proxies) : IHostedService
{
    private string? token;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await FirstOwner.ExistsAsync(db, cancellationToken)) setup.Close();
        else token = setup.Open();
        lifetime.ApplicationStarted.Register(Announce);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Announce()
    {
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        var url = addresses.FirstOrDefault(IsHttps) ?? addresses.FirstOrDefault(address => SocketOf(address) is null) ?? addresses.FirstOrDefault() ?? "http://localhost";
        // A socket has no address to open: that is the proxy's.
        var (where, link, how) = SocketOf(url) is { } socket
            ? ($"on the unix socket {socket}", "", " under the address that your reverse proxy shows")
            : (Readable(url), Readable(url), "");
        // In one piece: the log writes to the same console from a thread of its own, and would come between the lines.
        var text = new StringBuilder().AppendLine().AppendLine(CultureInfo.InvariantCulture, $"  SupportBot Portal   {where}");
        if (token is not null)
        {
            var path = $"{link}/setup?token={token}";
            setup.WriteFile(path);
            text.AppendLine(CultureInfo.InvariantCulture, $"  Nobody can sign in yet. Open this link within 30 minutes to become the owner{how}:")
                .AppendLine(CultureInfo.InvariantCulture, $"  {path}")
                .AppendLine(CultureInfo.InvariantCulture, $"  (also in {directory.File(SetupLink.FileName)})");
        }

        if (!environment.IsDevelopment() && !addresses.Any(IsHttps)) text.AppendLine(WhatHttpsNeeds());
        if (!secrets.Status.IsReady) text.AppendLine(CultureInfo.InvariantCulture, $"  Locked: {secrets.Status.Sentence}");
        Console.Write(text.AppendLine());
    }

    /// <summary>Nobody can use such a portal directly: better said here than found out at the setup link.</summary>
    private string WhatHttpsNeeds() => proxies.Names.Count > 0
        ? $"  It answers over https only, through {string.Join(", ", proxies.Names)}: open the link under the address that this proxy shows."
        : "  It answers over https only, but has no certificate (Kestrel:Endpoints) and knows no reverse proxy (KnownProxies): nobody can use it yet.";

    private static bool IsHttps(string address) => address.StartsWith("https:", StringComparison.OrdinalIgnoreCase);

    /// <returns>The socket's path; <see langword="null"/> for an address that a browser can open.</returns>
    private static string? SocketOf(string address) => BindingAddress.Parse(address) is { IsUnixPipe: true } binding ? binding.UnixPipePath : null;

    /// <summary>By name, not by number: browsers bind passkeys to a name.</summary>
    private static string Readable(string address)
    {
        var url = new UriBuilder(address.Replace("://+", "://localhost", StringComparison.Ordinal).Replace("://*", "://localhost", StringComparison.Ordinal));
        if (System.Net.IPAddress.TryParse(url.Host.Trim('[', ']'), out var ip) && (System.Net.IPAddress.IsLoopback(ip) || ip.Equals(System.Net.IPAddress.Any) || ip.Equals(System.Net.IPAddress.IPv6Any))) url.Host = "localhost";
        return url.Uri.AbsoluteUri.TrimEnd('/');
    }
}
