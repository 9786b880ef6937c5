using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Access;
using SupportBotPortal.FakeProviders;

namespace SupportBotPortal.Tests.Shared;

/// <summary>A portal, a fake provider and a signed-in admin that the tests of a class share.</summary>
public class StartedPortal : IAsyncLifetime
{
    public PortalFactory Portal { get; } = new() { Replace = Quick };

    public FakeUpstream Fake { get; private set; } = null!;

    public PortalBrowser Admin { get; private set; } = null!;

    /// <summary>Every request from an address of its own: the limit per address has its own tests.</summary>
    public static void Quick(IServiceCollection services) => services.AddSingleton<IStartupFilter, ManyAddresses>();

    public async ValueTask InitializeAsync()
    {
        Fake = await FakeUpstream.StartAsync();
        Admin = await PortalBrowser.SignedInAsync(Portal, BuiltInRoles.Admin);
    }

    public async ValueTask DisposeAsync()
    {
        Admin?.Dispose();
        await Portal.DisposeAsync();
        if (Fake is not null) await Fake.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
