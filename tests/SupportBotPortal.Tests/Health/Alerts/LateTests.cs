using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Health.History;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Health.Alerts;

/// <summary>What a message says that could not be sent when it was made: what is true when it is sent.</summary>
public sealed class LateTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_over_when_the_message_gets_out_is_said_to_be_over_and_only_once()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var bench = AlertBench.Start();
        await bench.AddWebhookAsync(receiver);
        var (alpha, beta) = (await bench.AddProviderAsync("Alpha"), await bench.AddProviderAsync("Beta"));
        await FailedAsync(bench, receiver, alpha);
        await bench.CheckAsync(alpha, "P");
        await bench.GatheredAsync();
        receiver.Received.Select(r => r.Title).Distinct().ShouldBe(["Alpha is down"]);

        receiver.AnswerWith(204);
        await bench.CheckAsync(beta, "F");
        await bench.GatheredAsync();
        await bench.PassAsync(TimeSpan.FromMinutes(10));

        receiver.Received.Skip(1).Select(r => r.Title).ShouldBe(["Alpha was down for less than a minute and is up again", "Beta is down"]);
        var told = receiver.Received.ElementAt(1).Json;
        told.GetProperty("alerts")[0].GetProperty("event").GetString().ShouldBe("provider.down");
        told.GetProperty("alerts")[0].GetProperty("incident").TryGetProperty("endedAt", out _).ShouldBeTrue();
        told.GetProperty("text").GetString()!.ShouldContain("Something was wrong from 1 March 2026, 12:00 UTC to 1 March 2026, 12:00 UTC. It answers again.");
        var deliveries = await bench.DeliveriesAsync();
        deliveries.Select(d => d.State).ShouldBe([DeliveryState.Delivered, DeliveryState.Dropped, DeliveryState.Delivered]);
        deliveries[1].Log.ShouldHaveSingleItem().Said.ShouldBe("Not sent: the message that it was wrong came late, and has said already that it is over.");
        // The receiver may have got the first attempt without our knowing: what says something else is another message to it.
        receiver.Received.ElementAt(0).Headers["X-SupportBot-Delivery"].ShouldNotBe(receiver.Received.ElementAt(1).Headers["X-SupportBot-Delivery"]);
    }

    [Fact]
    public async Task A_message_that_comes_late_says_so_in_text_mail_and_json()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var server = new MailCatcher(wantsPassword: false);
        await using var bench = AlertBench.Start();
        await bench.AddWebhookAsync(receiver);
        await bench.SetMailServerAsync(server.Port, Core.Data.MailSecurity.None, user: "", password: "");
        await bench.AddMailAsync();
        server.Busy.Add("oncall@example.com");
        await FailedAsync(bench, receiver, await bench.AddProviderAsync("Alpha"));
        await bench.PassAsync(TimeSpan.FromMinutes(1));
        receiver.AnswerWith(204);
        server.Busy.Clear();
        await bench.PassAsync(TimeSpan.FromMinutes(5));

        const string Sentence = "This message was made on 1 March 2026, 12:00 UTC, and could not be sent before 12:06 UTC.";
        var (first, last) = (receiver.Received.First().Json, receiver.Received.Last().Json);
        first.GetProperty("text").GetString()!.ShouldStartWith("Alpha is down");
        first.GetProperty("late").GetBoolean().ShouldBeFalse();
        last.GetProperty("text").GetString()!.ShouldStartWith(Sentence);
        (last.GetProperty("late").GetBoolean(), last.GetProperty("title").GetString(), last.GetProperty("at").GetDateTime(), last.GetProperty("sentAt").GetDateTime()).ShouldBe((true, "Alpha is down", bench.Now.AddMinutes(-6), bench.Now));
        var mail = server.Mails.ShouldHaveSingleItem().Message;
        mail.TextBody.ShouldStartWith(Sentence);
        PortalBrowser.Parse(mail.HtmlBody!).Body!.TextContent.ShouldContain(Sentence);
        mail.Date.ShouldBe(bench.Clock.GetUtcNow());
    }

    [Fact]
    public async Task What_is_wrong_again_when_the_message_gets_out_is_not_said_to_be_up()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var bench = AlertBench.Start();
        await bench.AddWebhookAsync(receiver);
        var alpha = await bench.AddProviderAsync("Alpha");
        await FailedAsync(bench, receiver, alpha);
        await bench.CheckAsync(alpha, "P");
        await bench.GatheredAsync();
        receiver.AnswerWith(204);
        await bench.CheckAsync(alpha, "F");
        await bench.GatheredAsync();

        receiver.Received.Skip(1).Select(r => r.Title).ShouldBe(["Alpha was down for less than a minute and had trouble again later", "Alpha is down"], ignoreOrder: true);
        receiver.Received.Select(r => r.Json.GetProperty("text").GetString()!).ShouldNotContain(text => text.Contains("It answers again"));
    }

    [Fact]
    public async Task What_was_told_as_going_on_while_it_ended_is_told_as_over_after_it()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var release = new TaskCompletionSource();
        receiver.Answer = _ => release.Task;
        await using var bench = AlertBench.Start();
        await bench.AddWebhookAsync(receiver);
        var alpha = await bench.AddProviderAsync("Alpha");
        await bench.CheckAsync(alpha, "F");
        bench.Clock.Advance(TimeSpan.FromSeconds(31));
        await bench.DispatchAsync();
        await bench.Runner.BeginAsync(Token);
        await receiver.WaitAsync(1);

        await bench.CheckAsync(alpha, "P");
        await using (var db = bench.History()) await db.Alerts.ExecuteUpdateAsync(set => set.SetProperty(a => a.At, bench.Now.AddMinutes(-1)), Token);
        (await bench.DispatchAsync()).ShouldBe(1);
        release.SetResult();
        await bench.DeliverAsync();
        await bench.DeliverAsync();

        receiver.Received.Select(r => r.Title).ShouldBe(["Alpha is down", "Alpha is up again after less than a minute"]);
    }

    [Fact]
    public async Task A_beginning_waits_for_nothing_and_what_it_outdoes_is_not_told_any_more()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var bench = AlertBench.Start();
        await bench.AddWebhookAsync(receiver);
        var alpha = await bench.AddProviderAsync("Alpha");
        receiver.AnswerWith(500);
        await bench.CheckAsync(alpha, "L");
        await bench.GatheredAsync();
        receiver.AnswerWith(204);
        await bench.CheckAsync(alpha, "F");
        await bench.GatheredAsync();
        receiver.Received.Select(r => r.Title).ShouldBe(["Alpha is rate limited", "Alpha is down"], "it did not wait for the other one's pause");

        await bench.PassAsync(TimeSpan.FromMinutes(2));
        await bench.CheckAsync(alpha, "P");
        await bench.GatheredAsync();

        receiver.Received.Skip(2).Select(r => r.Title).ShouldBe(["Alpha is up again after 3 minutes"]);
        (await bench.DeliveriesAsync())[0].Log.Last().Said.ShouldBe("Not sent: it became worse meanwhile, and a later message says so.");
    }

    [Fact]
    public async Task A_beginning_that_comes_together_with_an_end_that_must_wait_goes_without_it()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var bench = AlertBench.Start();
        await bench.AddWebhookAsync(receiver);
        var (alpha, beta) = (await bench.AddProviderAsync("Alpha"), await bench.AddProviderAsync("Beta"));
        await FailedAsync(bench, receiver, alpha);
        receiver.AnswerWith(204);
        await bench.CheckAsync(alpha, "P");
        await bench.CheckAsync(beta, "F");
        await bench.GatheredAsync();

        receiver.Received.Skip(1).Select(r => r.Title).ShouldBe(["Beta is down"]);
    }

    [Fact]
    public async Task A_reminder_tells_the_cause_of_today()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var bench = AlertBench.Start();
        await bench.AddWebhookAsync(receiver, adjust: c => c with { ReminderHours = "6" });
        var alpha = await bench.AddProviderAsync("Alpha");
        await bench.CheckAsync(alpha, "F");
        await bench.GatheredAsync();
        await bench.CheckAsync(alpha, "F", PluginSdk.FailureCause.Credentials);

        await bench.PassAsync(TimeSpan.FromHours(6));

        var (first, reminder) = (receiver.Received.First().Json.GetProperty("alerts")[0], receiver.Received.Last().Json.GetProperty("alerts")[0]);
        (first.GetProperty("cause").GetString(), reminder.GetProperty("cause").GetString()).ShouldBe(("connect", "credentials"));
        reminder.GetProperty("steps")[0].GetString().ShouldBe(Core.Providers.CauseAdvice.For(PluginSdk.FailureCause.Credentials).Steps[0]);
    }

    /// <summary>It goes down, and the first attempt to say so fails.</summary>
    private static async Task FailedAsync(AlertBench bench, WebhookReceiver receiver, Guid provider)
    {
        receiver.AnswerWith(500);
        await bench.CheckAsync(provider, "F");
        await bench.GatheredAsync();
    }
}
