using System.Net;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Tests.Shared;
using static SupportBotPortal.Tests.Pages.Alerts.AlertPagesBench;

namespace SupportBotPortal.Tests.Pages.Alerts;

/// <summary>“Send a test”: what the receiver says is said at once.</summary>
public sealed class ChannelTestTests : IAsyncLifetime
{
    private readonly AlertPagesBench bench = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_the_receiver_said_stands_there_whether_it_took_it_or_not(bool htmx)
    {
        var (id, _) = await bench.AddWebhookAsync("Hook");
        using var operatorBrowser = await bench.AsAsync(BuiltInRoles.Operator);

        var taken = await operatorBrowser.PressAsync(ChannelPage(id) + "/test", htmx);
        bench.Receiver.AnswerWith(503);
        var refused = await operatorBrowser.PressAsync(ChannelPage(id) + "/test", htmx);

        var host = new Uri(bench.Receiver.Url).Authority;
        taken.Text(".notice-good").ShouldBe($"The test through “Hook” was taken. {host} answered 204.");
        refused.Text(".notice-bad").ShouldBe($"The test through “Hook” failed. {host} answered 503.");
        refused.Page.QuerySelectorAll("main").Length.ShouldBe(htmx ? 0 : 1);
        bench.Receiver.Received.Select(r => r.Title).ShouldBe(["Test message from SupportBot Portal", "Test message from SupportBot Portal"]);
        var cell = (await bench.Admin.PageAsync("/alerts")).QuerySelector("[data-label='Last message']")!;
        cell.QuerySelector(".badge")!.TextContent.Trim().ShouldBe("Failed");
        cell.QuerySelector(".reason")!.TextContent.ShouldBe($"{host} answered 503.");
        (await bench.Admin.PageAsync("/alerts/deliveries")).QuerySelectorAll("form[action$='/retry']").ShouldBeEmpty("a test is sent again, not tried again");
    }

    [Fact]
    public async Task A_mail_channel_without_a_mail_server_says_what_is_missing()
    {
        await bench.Admin.SubmitAsync(AlertForms.NewChannel, ("Name", "Mail"), ("Recipients", "rosa@example.com"));

        var answer = await bench.Admin.PressAsync(ChannelPage((await bench.ChannelAsync("Mail")).Id) + "/test", htmx: true);

        answer.Text(".notice-bad").ShouldBe("The test through “Mail” failed. Nothing was sent: no mail server is set up.");
    }

    [Fact]
    public async Task Nobody_floods_a_channel_with_tests()
    {
        var (id, _) = await bench.AddWebhookAsync("Hook");
        for (var sent = 0; sent < 20; sent++) (await bench.Admin.PressAsync(ChannelPage(id) + "/test", htmx: true)).Status.ShouldBe(HttpStatusCode.OK);

        (await bench.Admin.PressAsync(ChannelPage(id) + "/test", htmx: true)).Status.ShouldBe(HttpStatusCode.TooManyRequests);

        bench.Receiver.Received.Count.ShouldBe(20);
    }

    public ValueTask InitializeAsync() => bench.InitializeAsync();

    public ValueTask DisposeAsync() => bench.DisposeAsync();
}
