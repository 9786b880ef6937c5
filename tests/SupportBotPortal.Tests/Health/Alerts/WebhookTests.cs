using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Alerts;
using SupportBotPortal.Core.Health.History;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Health.Alerts;

/// <summary>What a receiver of webhooks sees, and what is done about what it says.</summary>
public sealed class WebhookTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_receiver_that_follows_the_documentation_finds_the_message_genuine_and_a_forged_one_not()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var bench = AlertBench.Start(("Portal:PublicUrl", "https://portal.example.com/"));
        var secret = (await bench.AddWebhookAsync(receiver)).SigningSecret!;
        await bench.CheckAsync(await bench.AddProviderAsync("Alpha", ProviderEnvironment.Production), "F");
        await bench.GatheredAsync();

        var got = receiver.Received.ShouldHaveSingleItem();
        (got.Method, got.Path, got.Headers["Content-Type"]).ShouldBe(("POST", "/hooks/portal", "application/json; charset=utf-8"));
        WebhookReceiver.IsGenuine(got, secret, bench.Clock.GetUtcNow()).ShouldBeTrue();
        WebhookReceiver.IsGenuine(got, secret, bench.Clock.GetUtcNow().AddMinutes(6)).ShouldBeFalse("it is old");
        WebhookReceiver.IsGenuine(got, secret + "x", bench.Clock.GetUtcNow()).ShouldBeFalse("another secret");
        WebhookReceiver.IsGenuine(got with { Body = [.. got.Body, (byte)' '] }, secret, bench.Clock.GetUtcNow()).ShouldBeFalse("another body");

        var delivery = (await bench.DeliveriesAsync()).ShouldHaveSingleItem();
        (delivery.State, delivery.MessageId.ToString()).ShouldBe((DeliveryState.Delivered, got.Headers["X-SupportBot-Delivery"]));
        var body = got.Json;
        (body.GetProperty("version").GetInt32(), body.GetProperty("id").GetString(), body.GetProperty("test").GetBoolean(), body.GetProperty("portal").GetString()).ShouldBe((1, $"{delivery.MessageId}", false, "https://portal.example.com/"));
        var alert = body.GetProperty("alerts")[0];
        alert.GetProperty("event").GetString().ShouldBe("provider.down");
        alert.GetProperty("cause").GetString().ShouldBe("connect");
        alert.GetProperty("provider").GetProperty("environment").GetString().ShouldBe("production");
        alert.GetProperty("link").GetString().ShouldBe($"https://portal.example.com/incidents/{alert.GetProperty("incident").GetProperty("id").GetInt64()}");
        body.GetProperty("text").GetString()!.ShouldContain("Tests of Alpha have failed since 1 March 2026, 12:00 UTC.");
    }

    [Theory]
    [InlineData("/", "/hooks/portal/")]
    [InlineData("", "/hooks/portal")]
    public async Task A_slash_at_the_end_of_the_address_is_kept(string end, string path)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var bench = AlertBench.Start();
        var id = (await bench.AddWebhookAsync(receiver, adjust: c => c with { Url = c.Url + end })).Id;
        await bench.Portal.Services.GetRequiredService<AlertTest>().SendAsync(id, AlertBench.Rosa, Token);
        receiver.Received.ShouldHaveSingleItem().Path.ShouldBe(path);
    }

    [Fact]
    public async Task Without_the_portals_address_there_are_no_links()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var bench = AlertBench.Start();
        await bench.AddWebhookAsync(receiver);
        await bench.CheckAsync(await bench.AddProviderAsync("Alpha"), "F");
        await bench.GatheredAsync();

        receiver.Received.ShouldHaveSingleItem().Json.GetProperty("alerts")[0].TryGetProperty("link", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task What_fails_is_tried_again_after_longer_and_longer_pauses_with_the_same_id_and_given_up_after_two_days()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = context => RefuseAsync(context, 500);
        await using var bench = AlertBench.Start();
        await bench.AddWebhookAsync(receiver);
        await bench.CheckAsync(await bench.AddProviderAsync("Alpha"), "F");
        await bench.GatheredAsync();
        var begin = bench.Now;

        for (var minute = 0; minute < 60 * 60; minute++)
        {
            bench.Clock.Advance(TimeSpan.FromMinutes(1));
            if (minute < 30 || minute % 10 == 0) await bench.DeliverAsync();
        }

        var delivery = (await bench.DeliveriesAsync()).ShouldHaveSingleItem();
        delivery.State.ShouldBe(DeliveryState.GivenUp);
        delivery.Log.Take(5).Select(a => (int)Math.Round((a.At - begin).TotalMinutes)).ShouldBe([0, 1, 6, 21, 91]);
        (delivery.Log[^1].At - begin).ShouldBeLessThanOrEqualTo(TimeSpan.FromDays(2));
        delivery.Log.Count.ShouldBe(delivery.Attempts);
        delivery.Attempts.ShouldBeInRange(11, 13);
        receiver.Received.Select(r => r.Headers["X-SupportBot-Delivery"]).Distinct().ShouldHaveSingleItem();
        receiver.Received.Select(r => r.Headers["X-SupportBot-Timestamp"]).Distinct().Count().ShouldBe(delivery.Attempts);
        bench.Portal.Log.Lines.ShouldContain(l => l.Contains("was given up after") && l.Contains("answered 500"));
    }

    [Theory]
    [InlineData(429, "600", 600)]
    [InlineData(503, "600", 600)]
    [InlineData(503, "1", 60)]
    [InlineData(429, "999999", 21_600)]
    [InlineData(500, "600", 60)]
    public async Task A_receiver_that_says_when_to_come_again_is_believed_within_bounds(int status, string retryAfter, int seconds)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = context =>
        {
            context.Response.Headers.RetryAfter = retryAfter;
            return RefuseAsync(context, status);
        };
        await using var bench = AlertBench.Start();
        await bench.AddWebhookAsync(receiver);
        await bench.CheckAsync(await bench.AddProviderAsync("Alpha"), "F");
        await bench.GatheredAsync();

        ((await bench.DeliveriesAsync()).Single().NextAttemptAt - bench.Now).ShouldBe(TimeSpan.FromSeconds(seconds));
    }

    [Fact]
    public async Task A_receiver_that_is_gone_turns_its_channel_off()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = context => RefuseAsync(context, 410);
        await using var bench = AlertBench.Start();
        var id = (await bench.AddWebhookAsync(receiver)).Id;
        var provider = await bench.AddProviderAsync("Alpha");
        await bench.CheckAsync(provider, "F");
        await bench.GatheredAsync();
        await bench.CheckAsync(await bench.AddProviderAsync("Beta"), "F");
        await bench.GatheredAsync();

        receiver.Received.Count.ShouldBe(1);
        (await bench.DeliveriesAsync()).ShouldHaveSingleItem().State.ShouldBe(DeliveryState.GivenUp);
        var channel = await bench.Portal.InDatabaseAsync(db => db.AlertChannels.SingleAsync(c => c.Id == id, Token));
        (channel.IsActive, channel.Version).ShouldBe((false, 2));
        channel.TurnedOffBecause.ShouldNotBeNull().ShouldContain("answered 410");
        (await bench.Portal.InDatabaseAsync(db => db.Audit.OrderBy(a => a.Id).LastAsync(Token))).ShouldSatisfyAllConditions(a => a.Action.ShouldBe("alert_channel.deactivated"), a => a.ActorName.ShouldBe("portal"));
    }

    [Fact]
    public async Task A_redirect_is_not_followed_and_said()
    {
        await using var other = await WebhookReceiver.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = context =>
        {
            context.Response.Headers.Location = other.Url;
            return RefuseAsync(context, 307);
        };
        await using var bench = AlertBench.Start();
        await bench.AddWebhookAsync(receiver);
        await bench.CheckAsync(await bench.AddProviderAsync("Alpha"), "F");
        await bench.GatheredAsync();

        other.Received.ShouldBeEmpty();
        (await SaidAsync(bench)).ShouldContain("redirects are never followed");
    }

    [Fact]
    public async Task What_a_receiver_says_is_kept_short_visible_and_without_secrets()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var secret = "";
        receiver.Answer = async context =>
        {
            context.Response.StatusCode = 400;
            context.Response.ContentType = "text/plain";
            await context.Response.WriteAsync($"bad {secret} {Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(secret))} \u001b[31mred\u202E\r\nInjected: line {new string('x', 5_000)}", Token);
        };
        await using var bench = AlertBench.Start();
        secret = (await bench.AddWebhookAsync(receiver)).SigningSecret!;
        await bench.CheckAsync(await bench.AddProviderAsync("Alpha"), "F");
        await bench.GatheredAsync();

        var said = await SaidAsync(bench);
        said.ShouldStartWith("127.0.0.1:");
        said.ShouldContain("answered 400: bad [removed]");
        said.Length.ShouldBeLessThanOrEqualTo(500);
        said.ShouldNotContain(c => char.IsControl(c) || c == '\u202E');
        new SecretSearch(secret).In("said", said).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_slow_receiver_keeps_no_other_channel_waiting()
    {
        await using var slow = await WebhookReceiver.StartAsync();
        await using var quick = await WebhookReceiver.StartAsync();
        var release = new TaskCompletionSource();
        slow.Answer = _ => release.Task;
        await using var bench = AlertBench.Start();
        await bench.AddWebhookAsync(slow, "A slow one");
        await bench.AddWebhookAsync(quick, "Quick");
        await bench.CheckAsync(await bench.AddProviderAsync("Alpha"), "F");
        bench.Clock.Advance(TimeSpan.FromSeconds(31));
        await bench.DispatchAsync();

        await bench.Runner.BeginAsync(Token);
        await slow.WaitAsync(1);
        await quick.WaitAsync(1);
        await bench.CheckAsync(await bench.AddProviderAsync("Beta"), "F");
        bench.Clock.Advance(TimeSpan.FromSeconds(10));
        await DispatchedAsync(bench);
        while (quick.Received.Count < 2) await bench.Runner.BeginAsync(Token);

        slow.Received.Count.ShouldBe(1, "one at a time");
        bench.Clock.Advance(TimeSpan.FromSeconds(15));
        // The next one begins where this one was left.
        await slow.WaitAsync(2);
        release.SetResult();
        await bench.Runner.WhenIdleAsync().WaitAsync(TimeSpan.FromMinutes(1), Token);
        (await bench.DeliveriesAsync()).SelectMany(d => d.Log).ShouldContain(a => !a.IsDelivered && a.Said.EndsWith("within 15 seconds."));
    }

    [Fact]
    public async Task The_end_waits_until_the_beginning_has_been_told()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = context => RefuseAsync(context, 500);
        await using var bench = AlertBench.Start();
        await bench.AddWebhookAsync(receiver);
        var (alpha, beta) = (await bench.AddProviderAsync("Alpha"), await bench.AddProviderAsync("Beta"));
        await bench.CheckAsync(alpha, "F");
        await bench.GatheredAsync();
        await bench.CheckAsync(alpha, "P");
        await bench.GatheredAsync();
        receiver.Received.Select(r => r.Title).Distinct().ShouldBe(["Alpha is down"]);

        receiver.Answer = context => RefuseAsync(context, 204);
        await bench.CheckAsync(beta, "F");
        await bench.GatheredAsync();
        await bench.PassAsync(TimeSpan.FromMinutes(5));

        receiver.Received.Select(r => r.Title).TakeLast(3).ShouldBe(["Beta is down", "Alpha is down", "Alpha is up again after less than a minute"], ignoreOrder: true);
        var titles = receiver.Received.Select(r => r.Title).ToList();
        titles.LastIndexOf("Alpha is down").ShouldBeLessThan(titles.IndexOf("Alpha is up again after less than a minute"));
    }

    [Fact]
    public async Task The_end_is_dropped_if_the_beginning_was_given_up()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = context => RefuseAsync(context, 500);
        await using var bench = AlertBench.Start();
        await bench.AddWebhookAsync(receiver);
        var alpha = await bench.AddProviderAsync("Alpha");
        await bench.CheckAsync(alpha, "F");
        await bench.GatheredAsync();
        await bench.CheckAsync(alpha, "P");
        await bench.GatheredAsync();

        for (var hours = 0; hours < 60; hours++) await bench.PassAsync(TimeSpan.FromHours(1));
        receiver.Answer = context => RefuseAsync(context, 204);
        await bench.PassAsync(TimeSpan.FromHours(6));

        var deliveries = await bench.DeliveriesAsync();
        deliveries.Select(d => d.State).ShouldBe([DeliveryState.GivenUp, DeliveryState.Dropped]);
        deliveries[1].Log.ShouldHaveSingleItem().Said.ShouldContain("nobody has heard that something was wrong");
        receiver.Received.ShouldNotContain(r => r.Title.Contains("up again"));
    }

    [Fact]
    public async Task A_test_message_goes_the_same_way_at_once_and_says_what_was_said()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var bench = AlertBench.Start();
        var saved = await bench.AddWebhookAsync(receiver, adjust: c => c with { IsActive = false });
        var test = bench.Portal.Services.GetRequiredService<AlertTest>();

        (await test.SendAsync(saved.Id, AlertBench.Rosa, Token)).ShouldBe(new AlertTestResult(true, $"{new Uri(receiver.Url).Authority} answered 204."));
        receiver.Answer = context => RefuseAsync(context, 404);
        (await test.SendAsync(saved.Id, AlertBench.Rosa, Token)).ShouldBe(new AlertTestResult(false, $"{new Uri(receiver.Url).Authority} answered 404."));
        (await test.SendAsync(Guid.NewGuid(), AlertBench.Rosa, Token)).ShouldBeNull();

        var got = receiver.Received.First();
        (got.Title, got.Json.GetProperty("test").GetBoolean(), WebhookReceiver.IsGenuine(got, saved.SigningSecret!, bench.Clock.GetUtcNow())).ShouldBe(("Test message from SupportBot Portal", true, true));
        await bench.PassAsync(TimeSpan.FromHours(1));
        receiver.Received.Count.ShouldBe(2, "a test that failed is not tried again");
        var page = await bench.Portal.Services.GetRequiredService<DeliveryLog>().PageAsync(saved.Id, null, null, Token);
        page.Items.Select(i => (i.Delivery.State, i.ChannelName, i.Title)).ShouldBe([(DeliveryState.GivenUp, "Hook", "Test message from SupportBot Portal"), (DeliveryState.Delivered, "Hook", "Test message from SupportBot Portal")]);
        (await bench.Portal.InDatabaseAsync(db => db.Audit.CountAsync(a => a.Action == "alert_channel.tested", Token))).ShouldBe(2);
    }

    [Fact]
    public async Task A_message_that_was_under_way_when_the_portal_died_is_sent_again()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var bench = AlertBench.Start();
        await bench.AddWebhookAsync(receiver);
        await bench.CheckAsync(await bench.AddProviderAsync("Alpha"), "F");
        bench.Clock.Advance(TimeSpan.FromSeconds(31));
        await bench.DispatchAsync();
        await using (var db = bench.History()) await db.Deliveries.ExecuteUpdateAsync(set => set.SetProperty(d => d.LeasedUntil, bench.Now.AddMinutes(5)), Token);

        await bench.DeliverAsync();
        receiver.Received.ShouldBeEmpty("somebody is at it");
        // As a portal does that starts on this directory.
        await bench.Runner.StartAsync(Token);
        await receiver.WaitAsync(1);
        await bench.Runner.StopAsync(Token);

        receiver.Received.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_channel_that_is_turned_off_or_deleted_gets_nothing_more()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var bench = AlertBench.Start();
        var (off, gone) = ((await bench.AddWebhookAsync(receiver, "Off")).Id, (await bench.AddWebhookAsync(receiver, "Gone")).Id);
        await bench.CheckAsync(await bench.AddProviderAsync("Alpha"), "F");
        bench.Clock.Advance(TimeSpan.FromSeconds(31));
        (await bench.DispatchAsync()).ShouldBe(2);
        await using (var scope = bench.Portal.Services.CreateAsyncScope())
        {
            var changes = scope.ServiceProvider.GetRequiredService<Core.Health.Alerts.Channels.AlertChannelChanges>();
            await changes.SetActiveAsync(off, false, AlertBench.Rosa, Token);
            await changes.DeleteAsync(gone, AlertBench.Rosa, Token);
        }

        await bench.DeliverAsync();

        receiver.Received.ShouldBeEmpty();
        (await bench.DeliveriesAsync()).ShouldAllBe(d => d.State == DeliveryState.Dropped);
    }

    /// <summary>Past the time for which alerts are gathered, without waiting for who is slow.</summary>
    private static async Task DispatchedAsync(AlertBench bench)
    {
        await using (var db = bench.History()) await db.Alerts.Where(a => a.SettledAt == null).ExecuteUpdateAsync(set => set.SetProperty(a => a.At, bench.Now.AddMinutes(-1)), Token);
        (await bench.DispatchAsync()).ShouldBe(2);
    }

    private static async Task<string> SaidAsync(AlertBench bench) => (await bench.DeliveriesAsync()).Single().Log.ShouldHaveSingleItem().Said;

    private static Task RefuseAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
