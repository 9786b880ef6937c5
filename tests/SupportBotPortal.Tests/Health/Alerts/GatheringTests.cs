using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Alerts;
using SupportBotPortal.Core.Health.History;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Health.Alerts;

/// <summary>Who is told what, and when.</summary>
public sealed class GatheringTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_happens_within_half_a_minute_makes_one_message()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var bench = AlertBench.Start();
        await bench.AddWebhookAsync(receiver);
        foreach (var name in (string[])["Alpha", "Beta", "Gamma", "Delta"]) await bench.CheckAsync(await bench.AddProviderAsync(name), "F");

        await bench.PassAsync(TimeSpan.FromSeconds(29));
        receiver.Received.ShouldBeEmpty();
        await bench.PassAsync(TimeSpan.FromSeconds(1));
        await bench.GatheredAsync();

        var message = receiver.Received.ShouldHaveSingleItem();
        message.Title.ShouldBe("4 providers are down: Alpha, Beta and 2 more");
        message.Json.GetProperty("total").GetInt32().ShouldBe(4);
        message.Json.GetProperty("alerts").EnumerateArray().Select(a => a.GetProperty("provider").GetProperty("name").GetString()).ShouldBe(["Alpha", "Beta", "Delta", "Gamma"]);
    }

    [Fact]
    public async Task Down_and_up_again_are_two_messages_and_within_one_gathering_one_that_says_both()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var bench = AlertBench.Start();
        await bench.AddWebhookAsync(receiver);
        var provider = await bench.AddProviderAsync("Alpha");

        await bench.CheckAsync(provider, "F");
        await bench.GatheredAsync();
        bench.Clock.Advance(TimeSpan.FromMinutes(20));
        await bench.CheckAsync(provider, "P");
        await bench.GatheredAsync();
        bench.Clock.Advance(TimeSpan.FromHours(1));
        await bench.CheckAsync(provider, "F");
        bench.Clock.Advance(TimeSpan.FromSeconds(20));
        await bench.CheckAsync(provider, "P");
        await bench.GatheredAsync();

        receiver.Received.Select(r => r.Title).ShouldBe(["Alpha is down", "Alpha is up again after 20 minutes", "Alpha was down for less than a minute and is up again"]);
        receiver.Received.Last().Json.GetProperty("alerts")[0].GetProperty("incident").GetProperty("endedAt").GetDateTime().ShouldBe(bench.Now.AddSeconds(-31));
    }

    [Fact]
    public async Task A_channel_that_was_not_told_of_the_beginning_is_not_told_of_the_end()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var bench = AlertBench.Start();
        var provider = await bench.AddProviderAsync("Alpha");
        await bench.CheckAsync(provider, "F");
        await bench.GatheredAsync();

        await bench.AddWebhookAsync(receiver);
        await bench.CheckAsync(provider, "P");
        await bench.GatheredAsync();

        receiver.Received.ShouldBeEmpty();
        await using var db = bench.History();
        (await db.Alerts.Select(a => a.Event).ToListAsync(Token)).ShouldBe([AlertEvent.Down, AlertEvent.Recovered], ignoreOrder: true);
        (await db.Alerts.AllAsync(a => a.SettledAt != null, Token)).ShouldBeTrue();
    }

    [Fact]
    public async Task Each_channel_hears_of_its_own_events_labels_and_providers()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var bench = AlertBench.Start();
        var (live, test, other) = (await bench.AddProviderAsync("Live", ProviderEnvironment.Production), await bench.AddProviderAsync("Test", ProviderEnvironment.Staging), await bench.AddProviderAsync("Other"));
        await bench.AddWebhookAsync(receiver, "Production", c => c with { Environments = [ProviderEnvironment.Production] });
        await bench.AddWebhookAsync(receiver, "One", c => c with { Providers = [other] });
        await bench.AddWebhookAsync(receiver, "Quota", c => c with { Events = [AlertEvent.Quota] });
        await bench.AddWebhookAsync(receiver, "Off", c => c with { IsActive = false });

        foreach (var provider in (Guid[])[live, test, other]) await bench.CheckAsync(provider, "F");
        await bench.GatheredAsync();

        receiver.Received.Select(r => r.Title).ShouldBe(["Live is down", "Other is down"], ignoreOrder: true);
        await bench.CheckAsync(test, "PQ");
        await bench.GatheredAsync();
        receiver.Received.Last().Title.ShouldBe("Test is out of quota");
        receiver.Received.Count.ShouldBe(3);
    }

    [Fact]
    public async Task An_incident_that_becomes_worse_is_told_again_and_its_end_once()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var bench = AlertBench.Start();
        await bench.AddWebhookAsync(receiver);
        var provider = await bench.AddProviderAsync("Alpha");

        await bench.CheckAsync(provider, "L");
        await bench.GatheredAsync();
        await bench.CheckAsync(provider, "F");
        await bench.GatheredAsync();
        await bench.CheckAsync(provider, "PPP");
        await bench.GatheredAsync();

        receiver.Received.SelectMany(r => r.Events).ShouldBe(["provider.rate_limited", "provider.down", "provider.recovered"]);
        receiver.Received.Select(r => r.Json.GetProperty("alerts")[0].GetProperty("incident").GetProperty("id").GetInt64()).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_reminder_comes_every_so_many_hours_until_it_is_over()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var bench = AlertBench.Start();
        await bench.AddWebhookAsync(receiver, adjust: c => c with { ReminderHours = "6" });
        var provider = await bench.AddProviderAsync("Alpha");
        await bench.CheckAsync(provider, "F");
        await bench.GatheredAsync();

        await bench.PassAsync(TimeSpan.FromHours(5));
        receiver.Received.Count.ShouldBe(1);
        await bench.PassAsync(TimeSpan.FromHours(1));
        await bench.PassAsync(TimeSpan.FromHours(6));
        await bench.CheckAsync(provider, "P");
        await bench.GatheredAsync();
        await bench.PassAsync(TimeSpan.FromHours(7));

        receiver.Received.Select(r => r.Title).ShouldBe(["Alpha is down", "Alpha is still down after 6 hours", "Alpha is still down after 12 hours", "Alpha is up again after 12 hours"]);
        receiver.Received.ElementAt(1).Json.GetProperty("alerts")[0].GetProperty("reminder").GetBoolean().ShouldBeTrue();
    }

    [Theory]
    [InlineData("deactivated")]
    [InlineData("deleted")]
    public async Task Nobody_is_reminded_of_a_provider_that_is_not_watched_any_more(string how)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var bench = AlertBench.Start();
        await bench.AddWebhookAsync(receiver, adjust: c => c with { ReminderHours = "6" });
        var provider = await bench.AddProviderAsync("Alpha");
        await bench.CheckAsync(provider, "F");
        await bench.GatheredAsync();

        await bench.Portal.InDatabaseAsync(db => how == "deleted"
            ? db.Providers.ExecuteUpdateAsync(set => set.SetProperty(p => p.DeletedAt, bench.Now), Token)
            : db.Providers.ExecuteUpdateAsync(set => set.SetProperty(p => p.IsActive, false), Token));
        await bench.PassAsync(TimeSpan.FromHours(7));

        receiver.Received.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Keys_and_models_are_told_once_for_each_stage()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var bench = AlertBench.Start();
        await bench.AddWebhookAsync(receiver);
        var watch = bench.Portal.Services.GetRequiredService<AlertWatch>();
        await bench.AddProviderAsync("Alpha", adjust: p =>
        {
            (p.Models, p.KeyRotationDays) = (["gone-1", "old-1"], 20);
            p.Secrets.Add(new() { ProviderId = p.Id, Field = ProviderSecret.ApiKeyField, Blob = [1], SetAt = bench.Now, SetBy = "rosa" });
            p.KnownModels.Add(new() { ProviderId = p.Id, ModelId = "gone-1", VanishedAt = bench.Now.AddHours(-1) });
            p.KnownModels.Add(new() { ProviderId = p.Id, ModelId = "old-1", RetiresOn = DateOnly.FromDateTime(bench.Now).AddDays(31) });
            p.KnownModels.Add(new() { ProviderId = p.Id, ModelId = "unused-1", VanishedAt = bench.Now.AddHours(-1) });
        });

        for (var day = 0; day < 30; day++)
        {
            await watch.LookAsync(Token);
            await watch.LookAsync(Token);
            await bench.GatheredAsync();
            bench.Clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromSeconds(31));
        }

        receiver.Received.Select(r => r.Title).ShouldBe(
        [
            "Alpha no longer lists gone-1; old-1 of Alpha retires on 1 April 2026",
            "old-1 of Alpha retires on 1 April 2026",
            "The key of Alpha is due on 21 March 2026",
            "The key of Alpha is due for replacement",
            "old-1 of Alpha retires on 1 April 2026",
        ]);
    }

    [Fact]
    public async Task A_clock_that_was_set_back_keeps_no_alert_waiting()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var bench = AlertBench.Start();
        await bench.AddWebhookAsync(receiver);
        var provider = await bench.AddProviderAsync("Alpha");
        await bench.CheckAsync(provider, "F");
        await using (var db = bench.History()) await db.Alerts.ExecuteUpdateAsync(set => set.SetProperty(a => a.At, bench.Now.AddDays(1)), Token);

        await bench.PassAsync(TimeSpan.FromSeconds(5));

        receiver.Received.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_provider_that_was_destroyed_leaves_no_name_in_messages_and_is_told_of_no_more()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.AnswerWith(500);
        await using var bench = AlertBench.Start();
        await bench.AddWebhookAsync(receiver);
        await bench.CheckAsync(await bench.AddProviderAsync("Alpha"), "F");
        await bench.GatheredAsync();

        await bench.Portal.InDatabaseAsync(db => db.Providers.ExecuteDeleteAsync(Token));
        await bench.PassAsync(TimeSpan.FromMinutes(2));

        receiver.Received.Select(r => r.Title).ShouldBe(["Alpha is down", "A provider that was destroyed is down"]);
        await bench.Portal.Services.GetRequiredService<Core.Health.Keeping.HistoryRetention>().RunAsync(Token);
        await bench.PassAsync(TimeSpan.FromMinutes(10));
        (await bench.DeliveriesAsync()).ShouldHaveSingleItem().State.ShouldBe(DeliveryState.Dropped);
        receiver.Received.Count.ShouldBe(2);
    }
}
