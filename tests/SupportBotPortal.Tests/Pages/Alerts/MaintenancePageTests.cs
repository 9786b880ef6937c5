using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Alerts;

/// <summary>Maintenance windows are planned on a page, and what is open is said where it matters. It is Sunday, 1 March 2026, 12:00 UTC.</summary>
public sealed class MaintenancePageTests : IAsyncLifetime
{
    private readonly AlertPagesBench bench = new();

    public static TheoryData<string, string, string> Wrong => new()
    {
        { "Name=", "name", "Enter a name." },
        { "From=", "from", "Enter a day and a time" },
        { "To=2026-03-01T10:00", "to", "The end must come after the beginning." },
        { "From=9999-12-31T20:00 To=9999-12-31T23:59 TimeZone=America/Los_Angeles", "to", "That is more than 10 years ahead. Look at the year." },
        { "To=2026-05-01T10:00", "to", "A window lasts at most 31 days" },
        { "From=2026-02-01T10:00 To=2026-02-01T11:00", "to", "That is over already." },
        { "TimeZone=Europe/Atlantis", "time-zone", "No time zone is called “Europe/Atlantis”." },
        { "From=2026-03-29T02:30 To=2026-03-29T05:00 TimeZone=Europe/Madrid", "from", "the clocks are set forward over it" },
        { "Kind=Weekly", "days", "Choose at least one day of the week." },
        { "Kind=Weekly Days=Monday Start=", "start", "Enter the time at which it begins" },
        { "Kind=Weekly Days=Monday Minutes=4", "minutes", "from 5 to 10,020 (a week without an hour)." },
        { "Kind=Weekly Days=Monday Minutes=10080", "minutes", "from 5 to 10,020 (a week without an hour)." },
        { "Kind=Weekly Days=Monday Days=Tuesday Days=Wednesday Days=Thursday Days=Friday Days=Saturday Days=Sunday Minutes=1400", "minutes", "On these days and for so long it hardly ever closes" },
        { "Kind=Weekly Days=Monday Days=Thursday Minutes=5750", "minutes", "On these days and for so long it hardly ever closes" },
        { "Kind=Sometimes", "kind", "This is not one of the offered values." },
        { "ProviderId=9d0f53b5-0f1c-4b79-8d3c-1c6dd1f9a111", "provider", "That provider is no longer there. Choose again." },
    };

    [Fact]
    public async Task The_first_visit_says_what_it_is_for_and_offers_the_next_full_hour()
    {
        (await bench.Admin.PageAsync("/alerts/maintenance")).QuerySelector(".empty h2")!.TextContent.ShouldBe("No maintenance planned");

        var form = await bench.Admin.PageAsync(AlertForms.NewWindow);

        (form.QuerySelector("#from")!.GetAttribute("value"), form.QuerySelector("#to")!.GetAttribute("value")).ShouldBe(("2026-03-01T13:00", "2026-03-01T15:00"));
    }

    [Fact]
    public async Task A_window_of_all_that_is_open_is_named_on_top_on_the_provider_and_in_the_list()
    {
        var alpha = await bench.Bench.AddProviderAsync("Alpha");
        var slug = alpha.ToString("N")[..8];
        (await bench.Admin.SubmitAsync(AlertForms.NewWindow, ("Name", "Big update"), ("From", "2026-03-01T12:30"), ("To", "2026-03-01T14:00"), ("TimeZone", "Europe/Madrid"))).Location.ShouldBe("/alerts/maintenance");

        const string until = "In maintenance until 2026-03-01 13:00 UTC: “Big update”.";
        foreach (var path in (string[])["/alerts", "/alerts/maintenance"]) (await bench.Admin.PageAsync(path)).QuerySelector(".notice-attention")!.TextContent.ShouldContain(until + " Nobody is alerted of what goes wrong with any provider before that.");
        (await bench.Admin.PageAsync($"/providers/{slug}")).QuerySelector("#maintenance")!.TextContent.ShouldContain(until);
        (await bench.Admin.PageAsync("/providers")).QuerySelector($"#provider-{slug} [data-label=Health]")!.TextContent.ShouldContain("in maintenance until 2026-03-01 13:00 UTC");
        (await bench.Admin.PageAsync("/alerts/maintenance")).QuerySelector("[data-label=When]")!.TextContent.ShouldBe("2026-03-01 12:30 to 2026-03-01 14:00 (Europe/Madrid)");

        await bench.PassAsync(TimeSpan.FromHours(1));

        (await bench.Admin.PageAsync($"/providers/{slug}")).QuerySelector("#maintenance").ShouldBeNull();
        (await bench.Admin.PageAsync("/providers")).Body!.TextContent.ShouldNotContain("in maintenance");
        (await bench.Admin.PageAsync("/alerts/maintenance")).QuerySelector("tr.off .badge")!.TextContent.Trim().ShouldBe("Over");
    }

    [Fact]
    public async Task A_weekly_one_of_one_provider_concerns_that_one_only()
    {
        var (alpha, beta) = (await bench.Bench.AddProviderAsync("Alpha"), await bench.Bench.AddProviderAsync("Beta"));
        var page = $"{AlertForms.NewWindow}?provider={alpha.ToString("N")[..8]}";
        (await bench.Admin.PageAsync(page)).QuerySelector("#provider option[selected]")!.TextContent.ShouldBe("Alpha");

        var fields = await bench.Admin.AlertFormAsync(page, ("Name", "Nights"), ("Kind", "Weekly"), ("Days", "Sunday"), ("Days", "Wednesday"), ("Start", "11:00"), ("Minutes", "90"));
        (await bench.Admin.SendAsync(AlertForms.NewWindow, fields)).Status.ShouldBe(HttpStatusCode.Redirect);

        (await bench.Admin.PageAsync($"/providers/{alpha.ToString("N")[..8]}")).QuerySelector("#maintenance").ShouldNotBeNull();
        (await bench.Admin.PageAsync($"/providers/{beta.ToString("N")[..8]}")).QuerySelector("#maintenance").ShouldBeNull();
        var row = (await bench.Admin.PageAsync("/alerts/maintenance")).QuerySelector(".rows tbody tr")!;
        row.QuerySelector("[data-label=For]")!.TextContent.ShouldBe("Alpha");
        row.QuerySelector("[data-label=When]")!.TextContent.ShouldBe("Sunday, Wednesday 11:00, 90 minutes (UTC)");
        row.QuerySelector(".badge")!.TextContent.Trim().ShouldBe("Open, closes in 30 min");
        await bench.PassAsync(TimeSpan.FromHours(2));
        (await bench.Admin.PageAsync("/alerts/maintenance")).QuerySelector(".rows .badge")!.TextContent.Trim().ShouldBe("Opens in 2 days");
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(string typed, string field, string sentence)
    {
        var changes = typed.Split(' ').Select(pair => pair.Split('=', 2)).Select(pair => (Field: pair[0], Value: (string?)pair[1])).ToList();
        (string Field, string? Value)[] usual = [("Name", "Refused"), ("Kind", "Once"), ("From", "2026-03-01T13:00"), ("To", "2026-03-01T14:00")];

        var refused = await bench.Admin.SubmitAsync(AlertForms.NewWindow, [.. changes, .. usual.ExceptBy(changes.Select(c => c.Field), f => f.Field)]);

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, refused.Html);
        refused.Text($"#{field}-help .error").ShouldContain(sentence);
        foreach (var (name, value) in changes.Where(c => c.Field != "Kind")) refused.AlertFields().ShouldContain(new KeyValuePair<string, string>("Form." + name, value!));
        (await bench.Portal.InDatabaseAsync(db => db.MaintenanceWindows.AnyAsync())).ShouldBeFalse();
    }

    [Fact]
    public async Task Of_two_editors_the_second_sees_what_both_changed()
    {
        var page = await AddAsync();
        var mine = await bench.Admin.AlertFormAsync(page, ("Minutes", "120"), ("Name", "Mine"));
        using (var other = await bench.AsAsync(BuiltInRoles.Admin))
            (await other.SubmitAsync(page, ("Minutes", "45"), ("TimeZone", "Europe/Madrid"))).Status.ShouldBe(HttpStatusCode.Redirect);

        var refused = await bench.Admin.SendAsync(page, mine, htmx: true);

        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.Text(".conflict").ShouldContain("saved this window just now");
        refused.Page.QuerySelectorAll(".sides-by-side tbody tr").Select(row => row.QuerySelector("th")!.TextContent + ": " + string.Join(" / ", row.QuerySelectorAll(".pre").Select(c => c.TextContent))).ShouldBe(["Minutes: 45 / 120"]);
        refused.Text(".conflict").ShouldContain("since you had not changed it: Time zone.");
        (await bench.Admin.SendAsync(page, refused.AlertFields())).Status.ShouldBe(HttpStatusCode.Redirect);
        var window = await bench.Portal.InDatabaseAsync(db => db.MaintenanceWindows.AsNoTracking().SingleAsync());
        (window.Name, window.Minutes, window.TimeZone).ShouldBe(("Mine", 120, "Europe/Madrid"));
    }

    [Fact]
    public async Task A_window_is_shown_as_it_was_typed_and_deleted_after_a_question()
    {
        (await bench.Admin.SubmitAsync(AlertForms.NewWindow, ("Name", "Once"), ("From", "2026-03-01T12:30"), ("To", "2026-03-01T14:00"), ("TimeZone", "Europe/Madrid"))).Status.ShouldBe(HttpStatusCode.Redirect);
        var id = await bench.Portal.InDatabaseAsync(db => db.MaintenanceWindows.Select(w => w.Id).SingleAsync());
        var page = string.Create(CultureInfo.InvariantCulture, $"/alerts/maintenance/{id}");

        var form = await bench.Admin.PageAsync(page);
        (form.QuerySelector("#from")!.GetAttribute("value"), form.QuerySelector("#to")!.GetAttribute("value")).ShouldBe(("2026-03-01T12:30", "2026-03-01T14:00"));
        (await bench.Admin.PageAsync(page + "/delete")).QuerySelector("form .notice")!.TextContent.ShouldContain("It is open now. What it holds back, and still goes on, is told within seconds.");
        (await bench.Admin.PressAsync(page + "/delete")).Location.ShouldBe("/alerts/maintenance");

        (await bench.Admin.GetAsync(page)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await bench.Admin.GetAsync("/alerts/maintenance/new?provider=nobody")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    public ValueTask InitializeAsync() => bench.InitializeAsync();

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    private async Task<string> AddAsync()
    {
        (await bench.Admin.SubmitAsync(AlertForms.NewWindow, ("Name", "Nights"), ("Kind", "Weekly"), ("Days", "Monday"), ("Start", "22:00"), ("Minutes", "60"))).Status.ShouldBe(HttpStatusCode.Redirect);
        return $"/alerts/maintenance/{await bench.Portal.InDatabaseAsync(db => db.MaintenanceWindows.Select(w => w.Id).SingleAsync())}";
    }
}
