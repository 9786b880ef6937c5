using SupportBotPortal.Core.Egress;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Tests.Egress;

/// <summary>A library that follows what a service names goes wherever the policy allows, and nowhere else.</summary>
public sealed class FollowingHandlerTests
{
    [Fact]
    public async Task Each_request_goes_to_its_own_origin()
    {
        using var door = new TestDoor();
        await using var first = new ScriptedServer(ScriptedServer.Ok("first"));
        await using var second = new ScriptedServer(ScriptedServer.Ok("second"));
        using var client = Client(door, new Uri(first.Url));

        (await client.GetStringAsync(new Uri(first.Url), TestContext.Current.CancellationToken)).ShouldBe("first");
        (await client.GetStringAsync(new Uri(second.Url), TestContext.Current.CancellationToken)).ShouldBe("second");
    }

    [Fact]
    public async Task An_address_that_may_not_be_called_is_not()
    {
        using var door = new TestDoor(allow: "loopback:1");
        using var client = Client(door, new Uri("https://login.example.com"));

        var refused = await Should.ThrowAsync<EgressException>(() => client.GetStringAsync(new Uri("https://169.254.169.254/latest"), TestContext.Current.CancellationToken));

        refused.Cause.ShouldBe(FailureCause.AddressRefused);
    }

    [Fact]
    public async Task What_begins_with_https_does_not_go_on_without()
    {
        using var door = new TestDoor();
        await using var plain = new ScriptedServer(ScriptedServer.Ok(""));
        using var client = Client(door, new Uri("https://login.example.com"));

        var refused = await Should.ThrowAsync<EgressException>(() => client.GetStringAsync(new Uri(plain.Url), TestContext.Current.CancellationToken));

        refused.Message.ShouldContain("login.example.com names an address that is not https");
        plain.Requests.ShouldBeEmpty();
    }

    private static HttpClient Client(TestDoor door, Uri first) => new(door.Egress.CreateHandler(first, TestDoor.Short));
}
