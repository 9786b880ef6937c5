using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Health.Alerts.Channels;
using SupportBotPortal.Core.Health.History;

namespace SupportBotPortal.Tests.Health.Alerts;

/// <summary>What becomes of messages that are not taken at once.</summary>
public sealed class DeliveryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_fails_is_tried_again_after_longer_and_longer_pauses_with_the_same_id_and_given_up_after_two_days()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.AnswerWith(500);
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
        delivery.Log.Take(5).Select(a => (int)Math.Round((a.At - begin).TotalMinutes)).ShouldBe([0, 1, 6, 21, 81]);
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
        receiver.AnswerWith(status, headers => headers.RetryAfter = retryAfter);
        await using var bench = AlertBench.Start();
        await bench.AddWebhookAsync(receiver);
        await bench.CheckAsync(await bench.AddProviderAsync("Alpha"), "F");
        await bench.GatheredAsync();

        ((await bench.DeliveriesAsync()).Single().NextAttemptAt - bench.Now).ShouldBe(TimeSpan.FromSeconds(seconds));
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
    public async Task The_end_is_dropped_if_the_beginning_was_given_up()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.AnswerWith(500);
        await using var bench = AlertBench.Start();
        await bench.AddWebhookAsync(receiver);
        var alpha = await bench.AddProviderAsync("Alpha");
        await bench.CheckAsync(alpha, "F");
        await bench.GatheredAsync();
        await bench.CheckAsync(alpha, "P");
        await bench.GatheredAsync();

        for (var hours = 0; hours < 60; hours++) await bench.PassAsync(TimeSpan.FromHours(1));
        receiver.AnswerWith(204);
        await bench.PassAsync(TimeSpan.FromHours(6));

        var deliveries = await bench.DeliveriesAsync();
        deliveries.Select(d => d.State).ShouldBe([DeliveryState.GivenUp, DeliveryState.Dropped]);
        deliveries[1].Log.ShouldHaveSingleItem().Said.ShouldContain("nobody has heard that something was wrong");
        receiver.Received.ShouldNotContain(r => r.Title.StartsWith("Alpha is up again", StringComparison.Ordinal));
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
        await bench.Runner.WhenIdleAsync().WaitAsync(TimeSpan.FromMinutes(1), Token);
        await bench.Runner.StopAsync(Token);

        receiver.Received.Count.ShouldBe(1);
        var delivery = (await bench.DeliveriesAsync()).ShouldHaveSingleItem();
        delivery.Log.Select(a => a.Said).ShouldBe(["The portal ended while it was sending; the receiver may have got it.", $"{new Uri(receiver.Url).Authority} answered 204."]);
        (delivery.Attempts, delivery.Log[0].At, delivery.Log[0].IsDelivered).ShouldBe((2, bench.Now, false));
    }

    [Fact]
    public async Task A_test_that_was_under_way_when_the_portal_died_is_not_sent_again()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var bench = AlertBench.Start();
        var channel = (await bench.AddWebhookAsync(receiver)).Id;
        await using (var db = bench.History())
        {
            db.Deliveries.Add(new() { MessageId = Guid.NewGuid(), ChannelId = channel, IsTest = true, CreatedAt = bench.Now, NextAttemptAt = bench.Now, LeasedUntil = bench.Now.AddMinutes(5) });
            await db.SaveChangesAsync(Token);
        }

        await bench.Runner.StartAsync(Token);
        await bench.Runner.StopAsync(Token);
        await bench.DeliverAsync();

        receiver.Received.ShouldBeEmpty();
        var delivery = (await bench.DeliveriesAsync()).ShouldHaveSingleItem();
        (delivery.State, delivery.Log.ShouldHaveSingleItem().Said).ShouldBe((DeliveryState.GivenUp, "The portal ended while it was sending; the receiver may have got it."));
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
            var changes = scope.ServiceProvider.GetRequiredService<AlertChannelChanges>();
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
}
