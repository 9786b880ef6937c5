using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Health.Incidents;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Health.Alerts;

/// <summary>One statement for each provider, of how it is now, and why its incident ended.</summary>
public sealed class StatementTests : IAsyncLifetime
{
    private WebhookReceiver receiver = null!;
    private AlertBench bench = null!;
    private Guid foxtrot;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Up_and_down_again_within_one_gathering_is_one_statement_and_two_events_in_their_order()
    {
        await DownAsync();
        await bench.CheckAsync(foxtrot, "P");
        bench.Clock.Advance(TimeSpan.FromSeconds(20));
        await bench.CheckAsync(foxtrot, "F");
        await bench.GatheredAsync();

        var message = receiver.Received.Last();
        message.Title.ShouldBe("Foxtrot is down again; it was up for 20 seconds");
        message.Events.ShouldBe(["provider.recovered", "provider.down"]);
        var alerts = message.Json.GetProperty("alerts").EnumerateArray().ToList();
        alerts.Select(a => a.GetProperty("title").GetString()).ShouldBe(["Foxtrot was up again for 20 seconds", "Foxtrot is down again; it was up for 20 seconds"]);
        alerts.Select(a => a.GetProperty("incident").GetProperty("id").GetInt64()).ShouldBe([1, 2]);
        alerts[0].GetProperty("incident").TryGetProperty("endedAt", out _).ShouldBeTrue();
        var text = message.Json.GetProperty("text").GetString()!;
        text.ShouldNotContain("up again");
        text.ShouldContain("Before that it had answered again for 20 seconds.");
    }

    [Fact]
    public async Task Up_down_and_up_again_within_one_gathering_is_one_statement()
    {
        await DownAsync();
        await bench.CheckAsync(foxtrot, "PFP");
        await bench.GatheredAsync();

        receiver.Received.Last().Title.ShouldBe("Foxtrot was down again for less than a minute and is up again");
        receiver.Received.Last().Events.ShouldBe(["provider.recovered", "provider.down"]);
    }

    [Fact]
    public async Task What_goes_on_stands_before_what_is_over()
    {
        var (alpha, golf) = (await bench.AddProviderAsync("Alpha"), await bench.AddProviderAsync("Golf"));
        await bench.CheckAsync(alpha, "FP");
        await bench.CheckAsync(foxtrot, "F");
        await bench.CheckAsync(golf, "F");
        await bench.GatheredAsync();

        receiver.Received.Single().Title.ShouldBe("2 providers are down: Foxtrot and Golf; Alpha was down for less than a minute and is up again");
    }

    [Theory]
    [InlineData(true, "Foxtrot was deleted while it was down", "provider.deleted")]
    [InlineData(false, "Foxtrot is no longer tested: it was deactivated while it was down", "provider.deactivated")]
    public async Task The_end_of_an_incident_that_ends_with_its_provider_says_why_and_never_that_it_is_up(bool isDeleted, string title, string what)
    {
        await DownAsync();
        bench.Clock.Advance(TimeSpan.FromMinutes(20));
        await RetireAsync(isDeleted);
        await bench.GatheredAsync();
        await EndAsync();
        await bench.GatheredAsync();

        receiver.Received.Select(r => r.Title).ShouldBe(["Foxtrot is down", title]);
        var alert = receiver.Received.Last().Json.GetProperty("alerts")[0];
        (alert.GetProperty("event").GetString(), alert.GetProperty("incident").GetProperty("id").GetInt64(), alert.GetProperty("incident").TryGetProperty("endedAt", out _)).ShouldBe((what, 1L, true));
        receiver.Received.Last().Json.GetProperty("text").GetString()!.ShouldSatisfyAllConditions(t => t.ShouldNotContain("up again"), t => t.ShouldNotContain("answers again"), t => t.ShouldContain("whether it answers is not known"));
    }

    [Theory]
    [InlineData(true, "Foxtrot was down for less than a minute, until it was deleted")]
    [InlineData(false, "Foxtrot was down for less than a minute, until it was deactivated")]
    public async Task A_message_that_comes_late_says_so_too(bool isDeleted, string title)
    {
        receiver.AnswerWith(500);
        await DownAsync();
        await RetireAsync(isDeleted);
        receiver.AnswerWith(204);
        await bench.GatheredAsync();
        await bench.PassAsync(TimeSpan.FromMinutes(1));

        receiver.Received.Skip(1).Select(r => r.Title).ShouldBe([title]);
    }

    [Fact]
    public async Task What_nobody_was_told_of_ends_with_its_provider_in_silence()
    {
        await bench.CheckAsync(foxtrot, "F");
        await RetireAsync(isDeleted: false);
        await bench.GatheredAsync();
        receiver.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_subject_keeps_the_count_of_every_group_and_shortens_names()
    {
        var names = new string('n', 70);
        for (var n = 0; n < 18; n++) await bench.CheckAsync(await bench.AddProviderAsync($"{n:00} down {names}"), "F");
        for (var n = 0; n < 5; n++) await bench.CheckAsync(await bench.AddProviderAsync($"{n:00} limited {names}"), "L");
        for (var n = 0; n < 3; n++) await bench.CheckAsync(await bench.AddProviderAsync($"{n:00} short {names}"), "FP");
        await bench.CheckAsync(await bench.AddProviderAsync($"One {names}"), "Q");
        await bench.GatheredAsync();

        var title = receiver.Received.Single().Title;
        title.Length.ShouldBeLessThanOrEqualTo(180);
        foreach (var part in (string[])["18 providers are down", "5 providers are rate limited", "3 providers were down and are up again", "One nnn", "… is out of quota"]) title.ShouldContain(part);
    }

    public async ValueTask InitializeAsync()
    {
        receiver = await WebhookReceiver.StartAsync();
        bench = AlertBench.Start();
        await bench.AddWebhookAsync(receiver);
        foxtrot = await bench.AddProviderAsync("Foxtrot");
    }

    public async ValueTask DisposeAsync()
    {
        await bench.DisposeAsync();
        await receiver.DisposeAsync();
    }

    private async Task DownAsync()
    {
        await bench.CheckAsync(foxtrot, "F");
        await bench.GatheredAsync();
    }

    private async Task RetireAsync(bool isDeleted)
    {
        await bench.Portal.InDatabaseAsync(db => isDeleted
            ? db.Providers.Where(p => p.Id == foxtrot).ExecuteUpdateAsync(set => set.SetProperty(p => p.DeletedAt, bench.Now), Token)
            : db.Providers.Where(p => p.Id == foxtrot).ExecuteUpdateAsync(set => set.SetProperty(p => p.IsActive, false), Token));
        await EndAsync();
    }

    private Task EndAsync() => bench.Portal.Services.GetRequiredService<UnwatchedIncidents>().EndAsync(Token);
}
