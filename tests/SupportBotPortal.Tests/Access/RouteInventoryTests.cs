using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Access;

public sealed class RouteInventoryTests(StartedPortal started) : IClassFixture<StartedPortal>
{
    [Fact]
    public void Every_endpoint_declares_what_it_asks_for_and_none_is_unknown()
    {
        var found = Inventory.Read(started.Portal);

        found.Select(e => $"{e.Key} = {e.Value}").ShouldBe(Inventory.Expected.Select(e => $"{e.Key} = {e.Value}"), ignoreOrder: true);
    }

    [Fact]
    public void Every_permission_that_is_asked_for_exists()
    {
        var catalog = started.Portal.Services.GetRequiredService<PermissionCatalog>().All.Select(p => p.Name).ToHashSet();
        var asked = Inventory.Read(started.Portal).Values.Where(v => v is not (Inventory.Anonymous or Inventory.SignedIn)).SelectMany(v => v.Split('|', '+'));

        asked.Where(name => !catalog.Contains(name)).ShouldBeEmpty();
    }
}
