using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Alerts;
using SupportBotPortal.Core.Health.History;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Health.Alerts;

/// <summary>A mail that some recipients get and others do not.</summary>
public sealed class RecipientTests : IAsyncLifetime
{
    private readonly MailCatcher server = new(wantsPassword: false);
    private readonly AlertBench bench = AlertBench.Start();
    private Guid channel;
    private Guid alpha;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_is_refused_for_good_is_not_tried_again_and_keeps_nothing_from_anybody()
    {
        server.Unknown.Add("bad@example.com");
        await bench.CheckAsync(alpha, "F");
        await bench.GatheredAsync();
        await bench.CheckAsync(alpha, "P");
        await bench.CheckAsync(await bench.AddProviderAsync("Beta"), "F");
        await bench.GatheredAsync();
        await bench.PassAsync(TimeSpan.FromHours(1));

        server.Mails.Select(m => m.Message.Subject).ShouldBe(["Alpha is down", "Beta is down; Alpha is up again after less than a minute"]);
        server.Mails.ShouldAllBe(m => m.Recipients.Single() == "good@example.com");
        var deliveries = await bench.DeliveriesAsync();
        deliveries.ShouldAllBe(d => d.State == DeliveryState.Delivered && d.Attempts == 1);
        deliveries[0].Log.ShouldHaveSingleItem().Said.ShouldStartWith("127.0.0.1 accepted it for 1 of 2 recipients. Refused for good, so not tried again: bad@example.com. For bad@example.com it said: 550");
        (await FailingAsync()).ShouldHaveSingleItem().ShouldSatisfyAllConditions(f => f.Refused.ShouldBe(1), f => f.Said.ShouldContain("bad@example.com"));
        await SetRecipientsAsync("good@example.com");
        (await FailingAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_shall_be_asked_again_later_is_and_meanwhile_the_others_hear_of_the_end()
    {
        server.Busy.Add("bad@example.com");
        await bench.CheckAsync(alpha, "F");
        await bench.GatheredAsync();
        await bench.CheckAsync(alpha, "P");
        await bench.GatheredAsync();

        server.Mails.Select(m => (m.Message.Subject, m.Recipients.Single())).ShouldBe([("Alpha is down", "good@example.com"), ("Alpha is up again after less than a minute", "good@example.com")]);
        server.Busy.Clear();
        await bench.PassAsync(TimeSpan.FromMinutes(2));

        var later = server.Mails.Skip(2).ToList();
        later.ShouldAllBe(m => m.Recipients.Single() == "bad@example.com");
        later.Select(m => m.Message.Subject).ShouldBe(["Alpha was down for less than a minute and is up again", "Alpha is up again after less than a minute"]);
        var first = (await bench.DeliveriesAsync())[0];
        (first.State, first.Log[0].Said).ShouldBe((DeliveryState.Delivered, "127.0.0.1 accepted it for 1 of 2 recipients. It is tried again for bad@example.com. For bad@example.com it said: 450 come again later, 4 retry(ies) remaining."));
        first.Log[1].Said.ShouldStartWith("1 of 2 recipients had it already. 127.0.0.1 accepted it for bad@example.com: ");
        later[0].Message.MessageId.ShouldBe(server.Mails.First().Message.MessageId);
    }

    [Fact]
    public async Task What_others_have_is_said_in_the_log_when_the_rest_is_refused()
    {
        server.Busy.Add("bad@example.com");
        await bench.CheckAsync(alpha, "F");
        await bench.GatheredAsync();
        await bench.PassAsync(TimeSpan.FromMinutes(1));
        var waiting = (await bench.DeliveriesAsync()).Single();
        (waiting.State, waiting.Reached.Single(), waiting.Remaining.Single()).ShouldBe((DeliveryState.Waiting, "good@example.com", "bad@example.com"));
        waiting.Log[1].Said.ShouldStartWith("1 of 2 recipients had it already. 127.0.0.1 accepted it for none of the others. It is tried again for bad@example.com.");

        server.Busy.Clear();
        server.Unwanted = "Alpha";
        await bench.PassAsync(TimeSpan.FromMinutes(5));

        var ended = (await bench.DeliveriesAsync()).Single();
        (ended.State, ended.Refused.Single(), ended.Remaining.Count).ShouldBe((DeliveryState.Delivered, "bad@example.com", 0));
        ended.Log[2].Said.ShouldStartWith("1 of 2 recipients had it already. 127.0.0.1 accepted it for none of the others. Refused for good, so not tried again: bad@example.com. For bad@example.com it said: 554");
    }

    [Fact]
    public async Task A_message_that_was_given_up_after_some_got_it_counts_as_told()
    {
        server.Busy.Add("bad@example.com");
        await bench.CheckAsync(alpha, "F");
        await bench.GatheredAsync();
        for (var hours = 0; hours < 60; hours++) await bench.PassAsync(TimeSpan.FromHours(1));
        (await bench.DeliveriesAsync()).Single().State.ShouldBe(DeliveryState.GivenUp);
        server.Mails.Count.ShouldBe(1);

        await bench.CheckAsync(alpha, "P");
        await bench.GatheredAsync();

        server.Mails.Last().Message.Subject.ShouldBe("Alpha is up again after 2 days 12 hours");
    }

    [Fact]
    public async Task After_the_address_is_corrected_only_that_one_is_written_to()
    {
        server.Busy.Add("bad@example.com");
        await bench.CheckAsync(alpha, "F");
        await bench.GatheredAsync();
        await SetRecipientsAsync("good@example.com", "corrected@example.com");

        (await RetryAsync()).Outcome.ShouldBe(RetryOutcome.Delivered);

        server.Mails.Select(m => m.Recipients.Single()).ShouldBe(["good@example.com", "corrected@example.com"]);
        (await bench.DeliveriesAsync()).Single().State.ShouldBe(DeliveryState.Delivered);
    }

    [Fact]
    public async Task After_the_address_is_taken_off_the_message_has_arrived()
    {
        server.Busy.Add("bad@example.com");
        await bench.CheckAsync(alpha, "F");
        await bench.GatheredAsync();
        await SetRecipientsAsync("good@example.com");

        (await RetryAsync()).ShouldBe(new RetryResult(RetryOutcome.Delivered, "Nothing was sent: nobody is left. 1 of 1 recipients had it already."));

        server.Mails.Count.ShouldBe(1);
        (await bench.DeliveriesAsync()).Single().State.ShouldBe(DeliveryState.Delivered);
    }

    [Fact]
    public async Task A_server_that_takes_it_for_nobody_is_tried_again()
    {
        server.Unknown.Add("bad@example.com");
        server.Unknown.Add("good@example.com");
        await bench.CheckAsync(alpha, "F");
        await bench.GatheredAsync();
        (await bench.DeliveriesAsync()).Single().ShouldSatisfyAllConditions(d => d.State.ShouldBe(DeliveryState.Waiting), d => d.Refused.ShouldBeEmpty());
        server.Unknown.Clear();

        await bench.PassAsync(TimeSpan.FromMinutes(1));

        server.Mails.ShouldHaveSingleItem().Recipients.ShouldBe(["good@example.com", "bad@example.com"]);
    }

    public async ValueTask InitializeAsync()
    {
        await bench.SetMailServerAsync(server.Port, MailSecurity.None, user: "", password: "");
        channel = (await bench.AddMailAsync("good@example.com, bad@example.com")).Id;
        alpha = await bench.AddProviderAsync("Alpha");
    }

    public async ValueTask DisposeAsync()
    {
        await bench.DisposeAsync();
        await server.DisposeAsync();
    }

    private Task<IReadOnlyList<FailingChannel>> FailingAsync() => bench.Portal.Services.GetRequiredService<FailingChannels>().ReadAsync(Token);

    private async Task<RetryResult> RetryAsync() => await bench.Portal.Services.GetRequiredService<DeliveryRetry>().TryAsync((await bench.DeliveriesAsync()).Single().Id, AlertBench.Rosa, Token);

    private Task<int> SetRecipientsAsync(params string[] recipients) => bench.Portal.InDatabaseAsync(async db =>
    {
        (await db.AlertChannels.SingleAsync(c => c.Id == channel, Token)).Recipients = [.. recipients];
        return await db.SaveChangesAsync(Token);
    });
}
