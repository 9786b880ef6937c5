using SupportBotPortal.Core.Access;
using SupportBotPortal.Tests.Shared;
using static SupportBotPortal.Tests.Pages.Alerts.AlertPagesBench;

namespace SupportBotPortal.Tests.Pages.Alerts;

/// <summary>What does not arrive needs attention until something arrives again.</summary>
public sealed class FailingChannelTests : IAsyncLifetime
{
    private readonly AlertPagesBench bench = new();
    private Guid id;
    private Guid provider;

    [Fact]
    public async Task A_message_that_is_tried_again_is_said_on_the_dashboard_until_it_arrives()
    {
        bench.Receiver.AnswerWith(500);
        await bench.Bench.CheckAsync(provider, "F");
        await bench.Bench.GatheredAsync();

        (await LineAsync())!.ShouldBe($"Hook{Host} answered 500. · just now1 message is tried againSee channels of Hook");
        using var viewer = await bench.AsAsync(BuiltInRoles.Viewer);
        (await viewer.PageAsync("/")).Body!.TextContent.ShouldNotContain("Alerts that do not arrive");

        bench.Receiver.AnswerWith(204);
        await bench.Bench.PassAsync(TimeSpan.FromMinutes(1));
        (await LineAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task What_waits_behind_it_is_counted_too()
    {
        bench.Receiver.AnswerWith(500);
        await bench.Bench.CheckAsync(provider, "F");
        await bench.Bench.GatheredAsync();
        await bench.Bench.CheckAsync(provider, "P");
        await bench.Bench.GatheredAsync();

        (await LineAsync())!.ShouldContain("1 message is tried again, 1 more waits");
    }

    [Fact]
    public async Task What_was_given_up_is_said_until_a_test_arrives()
    {
        bench.Receiver.AnswerWith(500);
        await bench.Bench.CheckAsync(provider, "F");
        await bench.Bench.GatheredAsync();
        for (var hours = 0; hours < 54; hours += 6) await bench.PassAsync(TimeSpan.FromHours(6));

        (await LineAsync())!.ShouldContain("given up");
        bench.Receiver.AnswerWith(204);
        await bench.Admin.PressAsync(ChannelPage(id) + "/test");

        (await LineAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task A_channel_that_the_portal_turned_off_is_said_until_somebody_turns_it_on_or_off()
    {
        bench.Receiver.AnswerWith(410);
        await bench.Bench.CheckAsync(provider, "F");
        await bench.Bench.GatheredAsync();

        (await LineAsync())!.ShouldContain("turned off");
        (await bench.Admin.PageAsync("/alerts")).QuerySelector(".channels tr.off")!.TextContent.ShouldContain($"Turned off by the portal: {Host}");
        await bench.Admin.PressAsync(ChannelPage(id) + "/activation", fields: ("active", "true"));
        await bench.Admin.PressAsync(ChannelPage(id) + "/activation", fields: ("active", "false"));

        (await LineAsync()).ShouldBeNull("somebody knows, and wants it so");
    }

    public async ValueTask InitializeAsync()
    {
        await bench.InitializeAsync();
        (id, _) = await bench.AddWebhookAsync("Hook");
        provider = await bench.Bench.AddProviderAsync("Alpha");
    }

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    private string Host => new Uri(bench.Receiver.Url).Authority;

    private async Task<string?> LineAsync()
    {
        var group = (await bench.Admin.PageAsync("/")).QuerySelectorAll(".attention").FirstOrDefault(g => g.QuerySelector("h2")!.TextContent.StartsWith("Alerts that do not arrive", StringComparison.Ordinal));
        return group is null ? null : string.Concat(group.QuerySelector("li")!.TextContent.Split('\n').Select(line => line.Trim()));
    }
}
