using System.Net;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Alerts;
using SupportBotPortal.Core.Health.History;
using SupportBotPortal.Tests.Health.Alerts;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Alerts;

/// <summary>Every message with every attempt, and “Try now”.</summary>
public sealed class DeliveryLogPageTests : IAsyncLifetime
{
    private readonly AlertPagesBench bench = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Before_anything_was_sent_it_says_so()
    {
        (await bench.Admin.PageAsync("/alerts/deliveries")).QuerySelector(".empty h2")!.TextContent.ShouldBe("Nothing was sent yet");
        (await bench.Admin.PageAsync("/alerts/deliveries?state=failed")).QuerySelector(".empty h2")!.TextContent.ShouldBe("No message matches");
        foreach (var query in (string[])["state=sad", "channel=x", "before=x"]) (await bench.Admin.GetAsync("/alerts/deliveries?" + query)).Status.ShouldBe(HttpStatusCode.NotFound, query);
    }

    [Fact]
    public async Task A_message_that_fails_shows_each_attempt_what_was_said_and_when_it_is_tried_next()
    {
        await bench.AddWebhookAsync("Hook");
        bench.Receiver.AnswerWith(500);
        await bench.Bench.CheckAsync(await bench.Bench.AddProviderAsync("Alpha"), "F");
        await bench.Bench.GatheredAsync();
        await bench.Bench.PassAsync(TimeSpan.FromMinutes(1));

        var row = (await bench.Admin.PageAsync("/alerts/deliveries?state=failed")).QuerySelector(".deliveries tbody tr")!;

        row.QuerySelector("[data-label=Message] a")!.TextContent.ShouldBe("Alpha is down");
        row.QuerySelector("[data-label=Message] a")!.GetAttribute("href").ShouldBe("/incidents/1");
        row.QuerySelector("[data-label=Channel]")!.TextContent.ShouldBe("Hook");
        Words(row.QuerySelector("[data-label=State]")!).ShouldBe("Failed, tried again next try in 5 min");
        row.QuerySelectorAll(".history li").Select(li => li.LastChild!.TextContent).ShouldBe([$"{Host} answered 500.", $"{Host} answered 500."]);
        row.QuerySelector("summary")!.TextContent.ShouldBe("2 attempts");
        (await bench.Admin.PageAsync("/alerts/deliveries?state=delivered")).QuerySelectorAll(".deliveries").ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Try_now_sends_at_once_and_says_what_came_of_it(bool htmx)
    {
        await bench.AddWebhookAsync("Hook");
        bench.Receiver.AnswerWith(500);
        await bench.Bench.CheckAsync(await bench.Bench.AddProviderAsync("Alpha"), "F");
        await bench.Bench.GatheredAsync();
        using var operatorBrowser = await bench.AsAsync(BuiltInRoles.Operator);
        var retry = (await operatorBrowser.PageAsync("/alerts/deliveries")).QuerySelector("form[action$='/retry']")!.GetAttribute("action")!;

        var failed = await operatorBrowser.PressAsync(retry, htmx);
        bench.Receiver.AnswerWith(204);
        var delivered = await operatorBrowser.PressAsync(retry, htmx);
        var again = await operatorBrowser.PressAsync(retry);

        Row(failed, htmx).QuerySelector(".badge")!.TextContent.Trim().ShouldBe("Failed, tried again");
        Row(delivered, htmx).QuerySelector(".badge")!.TextContent.Trim().ShouldBe("Delivered");
        if (!htmx) (failed.Text(".notice"), delivered.Text(".notice")).ShouldBe(($"It was tried, and failed: {Host} answered 500.", $"It is delivered: {Host} answered 204."));
        again.Text(".notice").ShouldBe("It is not tried any more: it is delivered, given up or not needed.");
        bench.Receiver.Received.Count.ShouldBe(3);
        bench.Receiver.Received.Select(r => r.Headers["X-SupportBot-Delivery"]).Distinct().Count().ShouldBe(1, "it is the same message");
        await bench.Bench.PassAsync(TimeSpan.FromHours(1));
        bench.Receiver.Received.Count.ShouldBe(3, "what is delivered is not sent again");
        (await bench.Portal.InDatabaseAsync(db => db.Audit.Where(a => a.Action == "alert_channel.retried").Select(a => a.SubjectName).ToListAsync(Token))).ShouldBe(["Hook", "Hook"]);
    }

    [Fact]
    public async Task That_it_is_over_is_not_told_before_that_it_began()
    {
        await bench.AddWebhookAsync("Hook");
        bench.Receiver.AnswerWith(500);
        var provider = await bench.Bench.AddProviderAsync("Alpha");
        await bench.Bench.CheckAsync(provider, "F");
        await bench.Bench.GatheredAsync();
        await bench.Bench.CheckAsync(provider, "P");
        bench.Bench.Clock.Advance(TimeSpan.FromSeconds(31));
        await bench.Bench.DispatchAsync();
        bench.Receiver.AnswerWith(204);
        var deliveries = await bench.Bench.DeliveriesAsync();
        deliveries.Count.ShouldBe(2);

        var refused = await bench.Admin.PressAsync($"/alerts/deliveries/{deliveries[1].Id}/retry");

        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.Text(".notice").ShouldContain("An earlier message about the same incident has not arrived");
        var states = (await bench.Admin.PageAsync("/alerts/deliveries")).QuerySelectorAll("[data-label=State]").Select(Words).ToList();
        states.ShouldBe(["Waiting waits for “Alpha was down for less than a minute and is up again”, which has not arrived", "Failed, tried again next try in 29 s"]);
        bench.Bench.Clock.Advance(TimeSpan.FromSeconds(29));
        (await bench.Admin.PageAsync("/alerts/deliveries")).QuerySelectorAll("[data-label=State]").Select(Words).Last().ShouldBe("Failed, tried again next try within seconds");
        await bench.Admin.PressAsync($"/alerts/deliveries/{deliveries[0].Id}/retry");
        var needless = await bench.Admin.PressAsync($"/alerts/deliveries/{deliveries[1].Id}/retry");
        needless.Text(".notice").ShouldEndWith("Not sent: the message that it was wrong came late, and has said already that it is over.");
        bench.Receiver.Received.Skip(1).Select(r => r.Title).ShouldBe(["Alpha was down for less than a minute and is up again"]);
    }

    [Fact]
    public async Task A_mail_that_not_all_got_says_who_has_it_and_is_named_on_the_dashboard()
    {
        await using var server = new MailCatcher(wantsPassword: false);
        server.Unknown.Add("bad@example.com");
        server.Busy.Add("later@example.com");
        await bench.Bench.SetMailServerAsync(server.Port, MailSecurity.None, user: "", password: "");
        await bench.Bench.AddMailAsync("good@example.com, bad@example.com, later@example.com");
        await bench.Bench.CheckAsync(await bench.Bench.AddProviderAsync("Alpha"), "F");
        await bench.Bench.GatheredAsync();

        var waiting = (await bench.Admin.PageAsync("/alerts/deliveries?state=failed")).QuerySelector("[data-label=State]")!;
        waiting.TextContent.ShouldContain("1 recipient has it, tried again for 1, 1 refused for good");
        server.Busy.Clear();
        await bench.Bench.PassAsync(TimeSpan.FromMinutes(1));

        var ended = (await bench.Admin.PageAsync("/alerts/deliveries?state=failed")).QuerySelector("[data-label=State]")!;
        ended.QuerySelector(".badge")!.TextContent.Trim().ShouldBe("Delivered, not to all");
        ended.TextContent.ShouldContain("2 recipients have it, 1 refused for good");
        (await bench.Admin.PageAsync("/")).Body!.TextContent.ShouldContain("1 recipient is refused");
        (await bench.Admin.PageAsync("/alerts")).QuerySelector(".channels .reason")!.TextContent.ShouldContain("accepted it for later@example.com");
    }

    [Fact]
    public async Task What_is_being_sent_is_not_sent_twice()
    {
        await bench.AddWebhookAsync("Hook");
        bench.Receiver.AnswerWith(500);
        await bench.Bench.CheckAsync(await bench.Bench.AddProviderAsync("Alpha"), "F");
        await bench.Bench.GatheredAsync();
        await using var history = bench.Bench.History();
        var until = bench.Bench.Now.AddMinutes(5);
        await history.Deliveries.ExecuteUpdateAsync(set => set.SetProperty(d => d.LeasedUntil, until), Token);

        var refused = await bench.Admin.PressAsync("/alerts/deliveries/1/retry");

        refused.Text(".notice").ShouldStartWith("It is being sent at this moment.");
        bench.Receiver.Received.Count.ShouldBe(1);
        (await bench.Admin.PressAsync("/alerts/deliveries/99/retry")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Its_pages_follow_each_other_without_gap_or_double_and_keep_to_the_filter()
    {
        var (id, _) = await bench.AddWebhookAsync("Hook");
        var (other, _) = await bench.AddWebhookAsync("Other");
        await using var history = bench.Bench.History();
        for (var n = 0; n < DeliveryLog.PageSize + 20; n++)
        {
            history.Deliveries.Add(new() { MessageId = Guid.NewGuid(), ChannelId = id, IsTest = true, CreatedAt = bench.Bench.Now, State = DeliveryState.GivenUp, EndedAt = bench.Bench.Now, Attempts = 1 });
            history.Deliveries.Add(new() { MessageId = Guid.NewGuid(), ChannelId = other, IsTest = true, CreatedAt = bench.Bench.Now, State = DeliveryState.GivenUp, EndedAt = bench.Bench.Now, Attempts = 1 });
        }

        await history.SaveChangesAsync(Token);

        var first = await bench.Admin.PageAsync($"/alerts/deliveries?channel={id}&state=failed");
        var next = first.QuerySelector("a[rel=next]")!.GetAttribute("href")!;
        var second = await bench.Admin.PageAsync(next);

        next.ShouldStartWith($"/alerts/deliveries?channel={id}&state=failed&before=");
        var ids = first.QuerySelectorAll("tr[id^=delivery-]").Concat(second.QuerySelectorAll("tr[id^=delivery-]")).Select(r => r.Id).ToList();
        (ids.Count, ids.Distinct().Count()).ShouldBe((DeliveryLog.PageSize + 20, DeliveryLog.PageSize + 20));
        second.QuerySelectorAll("[data-label=Channel]").Select(c => c.TextContent).Distinct().ShouldBe(["Hook"]);
        second.QuerySelector("a[rel=next]").ShouldBeNull();
    }

    [Fact]
    public async Task What_a_deleted_channel_was_told_stays()
    {
        var (id, _) = await bench.AddWebhookAsync("Hook");
        await bench.Admin.PressAsync($"/alerts/channels/{id}/test");
        await bench.Admin.PressAsync($"/alerts/channels/{id}/delete");

        var page = await bench.Admin.PageAsync($"/alerts/deliveries?channel={id}");

        page.QuerySelector("[data-label=Channel]")!.TextContent.ShouldBe("a channel that was deleted");
        page.QuerySelector("#channel option[selected]")!.TextContent.ShouldBe("A channel that was deleted");
    }

    public ValueTask InitializeAsync() => bench.InitializeAsync();

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    private string Host => new Uri(bench.Receiver.Url).Authority;

    private static IElement Row(Answer answer, bool htmx) => htmx
        ? PortalBrowser.Parse($"<table><tbody>{answer.Html}</tbody></table>").QuerySelector("tr")!
        : answer.Page.QuerySelector(".deliveries tbody tr")!;

    private static string Words(IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace("againnext", "again next", StringComparison.Ordinal).Replace("Waitingwaits", "Waiting waits", StringComparison.Ordinal).Replace("allone", "all one", StringComparison.Ordinal);
}
