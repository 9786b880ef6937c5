using SupportBotPortal.Core.Access;
using SupportBotPortal.FakeProviders;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Providers;

/// <summary>A portal with one provider, whose key the fake takes until another one is said to be right.</summary>
public abstract class KeyedProvider : IAsyncLifetime
{
    protected const string Old = "sk-old-key-0001";
    protected const string New = "sk-new-key-0002";

    protected PortalFactory Portal { get; } = new() { Replace = StartedPortal.Quick };

    protected FakeUpstream Fake { get; private set; } = null!;

    protected PortalBrowser Admin { get; private set; } = null!;

    protected string Slug { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Fake = await FakeUpstream.StartAsync(o => (o.CustomKey, o.CustomAuth) = (Old, FakeAuth.Bearer));
        Admin = await PortalBrowser.SignedInAsync(Portal, BuiltInRoles.Admin);
        Slug = await Admin.AddTestedAsync(Acts.NewCustom, ("Name", "Keyed"), ("BaseUrl", Fake.CustomUrl.AbsoluteUri), ("ApiKey", Old));
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Admin?.Dispose();
        await Portal.DisposeAsync();
        if (Fake is not null) await Fake.DisposeAsync();
    }
}
