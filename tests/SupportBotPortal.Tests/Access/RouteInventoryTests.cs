using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Access;

public sealed class RouteInventoryTests : IAsyncDisposable
{
    // As it is published: in a build the framework adds an endpoint of its own, for assets that are newer than the build.
    private readonly PortalFactory portal = new() { Environment = "Production", Settings = new Dictionary<string, string?> { ["ReloadStaticAssetsAtRuntime"] = "false" } };

    [Fact]
    public void Every_endpoint_declares_what_it_asks_for_and_none_is_unknown()
    {
        var found = Inventory.Read(portal);

        found.Select(e => $"{e.Key} = {e.Value}").ShouldBe(Inventory.Expected.Select(e => $"{e.Key} = {e.Value}"), ignoreOrder: true);
    }

    [Fact]
    public void Every_endpoint_of_the_api_declares_what_it_asks_for_and_none_is_unknown()
    {
        var found = Inventory.ReadApi(portal);

        found.Select(e => $"{e.Key} = {e.Value}").ShouldBe(Inventory.ExpectedOfApi.Select(e => $"{e.Key} = {e.Value}"), ignoreOrder: true);
    }

    [Fact]
    public void Every_permission_that_is_asked_for_exists()
    {
        var catalog = portal.Services.GetRequiredService<PermissionCatalog>().All.Select(p => p.Name).ToHashSet();
        var asked = Inventory.Read(portal).Values.Concat(Inventory.ReadApi(portal).Values).Where(v => v is not (Inventory.Anonymous or Inventory.SignedIn)).SelectMany(v => v.Split('|', '+'));

        asked.Where(name => !catalog.Contains(name)).ShouldBeEmpty();
    }

    public ValueTask DisposeAsync() => portal.DisposeAsync();
}
