using SupportBotPortal.Core.Access;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.BrowserTests.Harness;

/// <summary>A portal into which an identity provider beside it lets people.</summary>
public sealed class PortalWithProvider : RunningPortal
{
    public IdentityProvider Provider { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        Provider = await IdentityProvider.StartAsync();
        await base.InitializeAsync();
        await Provider.RegisterAsync(Url);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Provider.DisposeAsync();
    }

    protected override Task<PortalFactory> ConfigureAsync() => Task.FromResult(new PortalFactory { Settings = Provider.Settings(("admins", BuiltInRoles.Admin), ("people in a group with a long name, as directories have them", "No such role")) });
}
