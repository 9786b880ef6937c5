using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Alerts.Windows;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Health.Alerts;

/// <summary>What happens while trouble is expected.</summary>
public sealed class MaintenanceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_begins_in_a_window_is_told_at_its_end_if_it_goes_on()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var bench = AlertBench.Start();
        await bench.AddWebhookAsync(receiver);
        await OpenAsync(bench, TimeSpan.FromHours(1));
        await bench.CheckAsync(await bench.AddProviderAsync("Alpha"), "F");

        await bench.GatheredAsync();
        await bench.PassAsync(TimeSpan.FromMinutes(58));
        receiver.Received.ShouldBeEmpty();
        await bench.PassAsync(TimeSpan.FromMinutes(2));

        receiver.Received.ShouldHaveSingleItem().Title.ShouldBe("Alpha is down");
    }

    [Fact]
    public async Task What_ends_in_the_window_it_began_in_is_not_told_at_all()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var bench = AlertBench.Start();
        await bench.AddWebhookAsync(receiver);
        await OpenAsync(bench, TimeSpan.FromHours(1));
        var provider = await bench.AddProviderAsync("Alpha");

        await bench.CheckAsync(provider, "F");
        await bench.GatheredAsync();
        await bench.CheckAsync(provider, "P");
        await bench.GatheredAsync();
        await bench.PassAsync(TimeSpan.FromHours(1));

        receiver.Received.ShouldBeEmpty();
        await using var db = bench.History();
        (await db.Alerts.CountAsync(a => a.SettledAt != null, Token)).ShouldBe(2);
    }

    [Fact]
    public async Task The_end_of_what_was_told_before_is_told_at_once_and_nobody_is_reminded()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var bench = AlertBench.Start();
        await bench.AddWebhookAsync(receiver, adjust: c => c with { ReminderHours = "1" });
        var provider = await bench.AddProviderAsync("Alpha");
        await bench.CheckAsync(provider, "F");
        await bench.GatheredAsync();
        await OpenAsync(bench, TimeSpan.FromHours(3));

        await bench.PassAsync(TimeSpan.FromHours(2));
        receiver.Received.Count.ShouldBe(1);
        await bench.CheckAsync(provider, "P");
        await bench.GatheredAsync();

        receiver.Received.Select(r => r.Title).ShouldBe(["Alpha is down", "Alpha is up again after 2 hours"]);
    }

    [Fact]
    public async Task What_becomes_worse_in_the_window_and_ends_in_it_is_told_as_over_only()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var bench = AlertBench.Start();
        await bench.AddWebhookAsync(receiver);
        var provider = await bench.AddProviderAsync("Alpha");
        await bench.CheckAsync(provider, "L");
        await bench.GatheredAsync();
        await OpenAsync(bench, TimeSpan.FromHours(1));

        await bench.CheckAsync(provider, "F");
        await bench.GatheredAsync();
        await bench.CheckAsync(provider, "P");
        await bench.GatheredAsync();
        await bench.PassAsync(TimeSpan.FromHours(1));

        receiver.Received.SelectMany(r => r.Events).ShouldBe(["provider.rate_limited", "provider.recovered"]);
    }

    [Fact]
    public async Task A_window_of_one_provider_holds_back_nothing_of_others_nor_of_keys()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var bench = AlertBench.Start();
        await bench.AddWebhookAsync(receiver);
        var (alpha, beta) = (await bench.AddProviderAsync("Alpha"), await bench.AddProviderAsync("Beta"));
        await OpenAsync(bench, TimeSpan.FromHours(1), alpha);

        await bench.CheckAsync(alpha, "F");
        await bench.CheckAsync(beta, "F");
        await bench.Portal.Services.GetRequiredService<Core.Health.Alerts.AlertOutbox>().AddAsync([Core.Health.Alerts.AlertDraft.OfKey(alpha, bench.Now.AddDays(-90), bench.Now, bench.Now)], Token);
        await bench.GatheredAsync();

        receiver.Received.ShouldHaveSingleItem().Title.ShouldBe("Beta is down; The key of Alpha is due for replacement");
    }

    [Theory]
    [InlineData("2026-03-28T01:30:00Z", true)] // Saturday 02:30 in Madrid
    [InlineData("2026-03-28T02:29:00Z", true)]
    [InlineData("2026-03-28T02:30:00Z", false)]
    [InlineData("2026-03-28T01:29:00Z", false)]
    [InlineData("2026-03-29T01:00:00Z", true)] // Sunday: the clocks go from 2 to 3, there is no 02:30
    [InlineData("2026-03-29T01:59:00Z", true)]
    [InlineData("2026-03-29T02:00:00Z", false)]
    [InlineData("2026-03-29T00:59:00Z", false)]
    [InlineData("2026-10-25T00:30:00Z", true)] // Sunday: there are two 02:30, the first counts
    [InlineData("2026-10-25T01:29:00Z", true)]
    [InlineData("2026-10-25T01:30:00Z", false)]
    [InlineData("2026-03-30T00:30:00Z", false)] // Monday
    public void A_weekly_window_keeps_to_its_clocks_over_daylight_saving(string at, bool isOpen)
    {
        var window = new MaintenanceWindow { Name = "Nights", Kind = MaintenanceKind.Weekly, Days = [DayOfWeek.Saturday, DayOfWeek.Sunday], Start = new(2, 30), Minutes = 60, TimeZone = "Europe/Madrid" };
        window.IsOpen(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime).ShouldBe(isOpen);
    }

    [Fact]
    public void A_window_over_midnight_and_one_over_days_stay_open()
    {
        var night = new MaintenanceWindow { Name = "Night", Kind = MaintenanceKind.Weekly, Days = [DayOfWeek.Friday], Start = new(23, 0), Minutes = 240, TimeZone = "UTC" };
        var days = new MaintenanceWindow { Name = "Weekend", Kind = MaintenanceKind.Weekly, Days = [DayOfWeek.Friday], Start = new(18, 0), Minutes = 3 * 24 * 60, TimeZone = "UTC" };
        var friday = new DateTime(2026, 6, 5, 0, 0, 0, DateTimeKind.Utc);

        night.OpenUntil(friday.AddDays(1).AddHours(2)).ShouldBe(friday.AddDays(1).AddHours(3));
        night.OpenUntil(friday.AddDays(1).AddHours(3)).ShouldBeNull();
        days.OpenUntil(friday.AddDays(3).AddHours(17)).ShouldBe(friday.AddDays(3).AddHours(18));
        night.OpensAfter(friday).ShouldBe(friday.AddHours(23));
        night.OpensAfter(friday.AddHours(23)).ShouldBe(friday.AddDays(7).AddHours(23));
    }

    [Theory]
    [InlineData("Name", "", "Enter a name.")]
    [InlineData("Name", "a\u202Eb", "a character that cannot be seen")]
    [InlineData("From", "soon", "Enter a day and a time")]
    [InlineData("From", "2026-03-29T02:30", "There is no 02:30 on that day in Europe/Madrid")]
    [InlineData("To", "2026-03-10T09:00", "The end must come after the beginning")]
    [InlineData("To", "2026-05-10T09:00", "at most 31 days")]
    [InlineData("TimeZone", "Europe/Nowhere", "No time zone is called “Europe/Nowhere”")]
    [InlineData("TimeZone", "../etc/passwd", "No time zone is called")]
    public async Task What_is_wrong_with_a_window_is_said_at_its_field(string field, string typed, string sentence)
    {
        await using var bench = AlertBench.Start();
        var input = new MaintenanceWindowInput { Name = "Update", From = "2026-03-10T10:00", To = "2026-03-10T12:00", TimeZone = "Europe/Madrid" };
        input = field switch { "Name" => input with { Name = typed }, "From" => input with { From = typed }, "To" => input with { To = typed }, _ => input with { TimeZone = typed } };

        var error = (await CheckAsync(bench, input)).ShouldHaveSingleItem();

        error.Field.ShouldBe(field);
        error.Message.ShouldContain(sentence);
    }

    [Fact]
    public async Task A_window_that_is_over_and_an_empty_weekly_one_are_refused()
    {
        await using var bench = AlertBench.Start();
        (await CheckAsync(bench, new() { Name = "Past", From = "2026-01-01T10:00", To = "2026-01-01T12:00" })).ShouldHaveSingleItem().Message.ShouldContain("over already");
        (await CheckAsync(bench, new() { Name = "Weekly", Kind = MaintenanceKind.Weekly, Start = "25:00", Minutes = "3" })).Select(e => e.Field).ShouldBe(["Days", "Start", "Minutes"]);
        (await CheckAsync(bench, new() { Name = "Gone", ProviderId = Guid.NewGuid(), Kind = MaintenanceKind.Weekly, Days = [DayOfWeek.Monday], Start = "22:00", Minutes = "60" })).ShouldHaveSingleItem().Field.ShouldBe("ProviderId");
    }

    [Fact]
    public async Task Each_change_of_a_window_is_audited_and_the_second_of_two_people_is_refused()
    {
        await using var bench = AlertBench.Start();
        await using var scope = bench.Portal.Services.CreateAsyncScope();
        var changes = scope.ServiceProvider.GetRequiredService<MaintenanceWindowChanges>();
        var window = new MaintenanceWindow { Name = "Nights", Kind = MaintenanceKind.Weekly, Days = [DayOfWeek.Saturday], Start = new(22, 0), Minutes = 60, TimeZone = "UTC" };

        var id = await changes.CreateAsync(window, AlertBench.Rosa, Token);
        window.Minutes = 90;
        (await changes.EditAsync(id, 1, window, AlertBench.Rosa, Token)).ShouldBe(ChangeOutcome.Done);
        (await changes.EditAsync(id, 1, window, AlertBench.Rosa, Token)).ShouldBe(ChangeOutcome.Conflict);
        (await changes.DeleteAsync(id, AlertBench.Rosa, Token)).ShouldBe(ChangeOutcome.Done);

        var lines = await bench.Portal.InDatabaseAsync(db => db.Audit.Where(a => a.SubjectType == "maintenance").OrderBy(a => a.Id).ToListAsync(Token));
        lines.Select(l => l.Action).ShouldBe(["maintenance.created", "maintenance.edited", "maintenance.deleted"]);
        lines[1].Changes.ShouldContain("Saturday 22:00, 90 minutes (UTC)");
    }

    private static async Task OpenAsync(AlertBench bench, TimeSpan length, Guid? provider = null)
    {
        await using var scope = bench.Portal.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<MaintenanceWindowChanges>()
            .CreateAsync(new() { Name = "Update", ProviderId = provider, Kind = MaintenanceKind.Once, From = bench.Now, To = bench.Now + length }, AlertBench.Rosa, Token);
    }

    private static async Task<IReadOnlyList<FieldMessage>> CheckAsync(AlertBench bench, MaintenanceWindowInput input)
    {
        await using var scope = bench.Portal.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<MaintenanceWindowRules>().CheckAsync(input, Token)).Errors;
    }
}
