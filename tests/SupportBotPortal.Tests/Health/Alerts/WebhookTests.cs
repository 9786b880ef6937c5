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
    public async Task A_receiver_that_is_gone_turns_its_channel_off()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.AnswerWith(410);
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
    public async Task The_test_of_a_channel_whose_receiver_is_gone_leaves_it_on_and_says_what_an_alert_would_do()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.AnswerWith(410);
        await using var bench = AlertBench.Start();
        var saved = await bench.AddWebhookAsync(receiver);

        var result = await bench.Portal.Services.GetRequiredService<AlertTest>().SendAsync(saved.Id, AlertBench.Rosa, Token);

        result.ShouldNotBeNull().Said.ShouldEndWith("answered 410. That means that it wants nothing more: an alert would turn the channel off.");
        (await bench.Portal.InDatabaseAsync(db => db.AlertChannels.SingleAsync(Token))).IsActive.ShouldBeTrue();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_takes_a_message_has_got_it_however_much_is_said_about_it(bool saysHowMuch)
    {
        const int much = 100_000;
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = async context =>
        {
            context.Response.ContentType = "text/plain";
            if (saysHowMuch) context.Response.ContentLength = much;
            try
            {
                await context.Response.WriteAsync(new string('x', much), context.RequestAborted);
            }
            catch (Exception gone) when (gone is OperationCanceledException or IOException)
            {
                // Nobody reads it to its end.
            }
        };
        await using var bench = AlertBench.Start();
        await bench.AddWebhookAsync(receiver);
        await bench.CheckAsync(await bench.AddProviderAsync("Alpha"), "F");
        await bench.GatheredAsync();

        (await bench.DeliveriesAsync()).ShouldHaveSingleItem().State.ShouldBe(DeliveryState.Delivered);
        (await bench.SaidAsync()).ShouldContain("answered 200: xxx");
    }

    [Fact]
    public async Task A_redirect_is_not_followed_and_said()
    {
        await using var other = await WebhookReceiver.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.AnswerWith(307, headers => headers.Location = other.Url);
        await using var bench = AlertBench.Start();
        await bench.AddWebhookAsync(receiver);
        await bench.CheckAsync(await bench.AddProviderAsync("Alpha"), "F");
        await bench.GatheredAsync();

        other.Received.ShouldBeEmpty();
        (await bench.SaidAsync()).ShouldContain("redirects are never followed");
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

        var said = await bench.SaidAsync();
        said.ShouldStartWith("127.0.0.1:");
        said.ShouldContain("answered 400: bad [removed]");
        said.Length.ShouldBeLessThanOrEqualTo(500);
        said.ShouldNotContain(c => char.IsControl(c) || c == '\u202E');
        new SecretSearch(secret).In("said", said).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_test_message_goes_the_same_way_at_once_and_says_what_was_said()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var bench = AlertBench.Start();
        var saved = await bench.AddWebhookAsync(receiver, adjust: c => c with { IsActive = false });
        var test = bench.Portal.Services.GetRequiredService<AlertTest>();

        (await test.SendAsync(saved.Id, AlertBench.Rosa, Token)).ShouldBe(new AlertTestResult(true, $"{new Uri(receiver.Url).Authority} answered 204."));
        receiver.AnswerWith(404);
        (await test.SendAsync(saved.Id, AlertBench.Rosa, Token)).ShouldBe(new AlertTestResult(false, $"{new Uri(receiver.Url).Authority} answered 404."));
        (await test.SendAsync(Guid.NewGuid(), AlertBench.Rosa, Token)).ShouldBeNull();

        var got = receiver.Received.First();
        (got.Title, got.Json.GetProperty("test").GetBoolean(), WebhookReceiver.IsGenuine(got, saved.SigningSecret!, bench.Clock.GetUtcNow())).ShouldBe(("Test message from SupportBot Portal", true, true));
        await bench.PassAsync(TimeSpan.FromHours(1));
        receiver.Received.Count.ShouldBe(2, "a test that failed is not tried again");
        var page = await bench.Portal.Services.GetRequiredService<DeliveryLog>().PageAsync(saved.Id, DeliveryFilter.All, null, Token);
        page.Items.Select(i => (i.Delivery.State, i.ChannelName, i.Title)).ShouldBe([(DeliveryState.GivenUp, "Hook", "Test message from SupportBot Portal"), (DeliveryState.Delivered, "Hook", "Test message from SupportBot Portal")]);
        (await bench.Portal.InDatabaseAsync(db => db.Audit.CountAsync(a => a.Action == "alert_channel.tested", Token))).ShouldBe(2);
    }
}
