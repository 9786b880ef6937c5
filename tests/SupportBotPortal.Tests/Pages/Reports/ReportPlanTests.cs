using System.Net;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Tests.Pages.Providers.Checks;
using SupportBotPortal.Tests.Pages.Providers.Listing;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Reports;

/// <summary>Planning reports on their pages. It is Monday, 1 June 2026, nine o'clock in UTC.</summary>
public sealed class ReportPlanTests(PlanBench bench) : IClassFixture<PlanBench>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string> Wrong => new()
    {
        { "Name=", "name-help", "Enter a name." },
        { "Name=ab\u202Ecd", "name-help", "a character that cannot be seen" },
        { "Rhythm=Hourly", "rhythm-messages", "This is not one of the offered values." },
        { "Rhythm=Daily Time=", "time-help", "Enter the time of day at which it is sent, such as 08:00." },
        { "Rhythm=Daily Time=25:00", "time-help", "Enter the time of day at which it is sent, such as 08:00." },
        { "Rhythm=Weekly Weekday=Someday", "weekday-help", "This is not one of the offered values." },
        { "Rhythm=Monthly DayOfMonth=29", "day-of-month-help", "Choose a day from 1 to 28, or the last one" },
        { "Rhythm=Monthly DayOfMonth=0", "day-of-month-help", "Choose a day from 1 to 28, or the last one" },
        { "Rhythm=Cron Cron=", "cron-help", "Enter a cron expression" },
        { "Rhythm=Cron Cron=every_monday", "cron-help", "That is no cron expression" },
        { "Rhythm=Cron Cron=0_0_30_2_*", "cron-help", "This never fires" },
        { "Rhythm=Cron Cron=*/5_*_*_*_*", "cron-help", "This fires every 5 minutes. The shortest interval is 1 hour." },
        { "TimeZone=Europe/Atlantis", "time-zone-help", "No time zone is called “Europe/Atlantis”. Choose one such as UTC or Europe/Madrid." },
        { "TimeZone=../../etc/localtime", "time-zone-help", "No time zone is called" },
        { "Recipients=rosa", "recipients-help", "“rosa” is no mail address." },
        { "Recipients=rosa@example.com,Team_<team@example.com>", "recipients-help", "is no mail address." },
        { "Channels=6e1f4c0e-6f0f-4b43-9d6c-0a2f9e0f5b11", "channels-help", "One of the chosen webhooks is no longer there. Choose again." },
        { "Scope=Environments", "environments-help", "Choose at least one of the offered environments." },
        { "Scope=Environments Environments=Moon", "environments-help", "Choose at least one of the offered environments." },
        { "Scope=Chosen", "providers-help", "Choose at least one provider." },
        { "Scope=Chosen Providers=6e1f4c0e-6f0f-4b43-9d6c-0a2f9e0f5b11", "providers-help", "One of the chosen providers is no longer there. Choose again." },
        { "Scope=Friends", "scope-help", "This is not one of the offered values." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_cannot_be_is_refused_with_a_sentence_at_its_field_and_nothing_typed_is_lost(string typed, string messages, string sentence)
    {
        var changes = typed.Split(' ').Select(t => t.Split('=', 2)).Select(t => (t[0], t[1].Replace('_', ' '))).ToList();
        if (!typed.StartsWith("Name=", StringComparison.Ordinal)) changes.Insert(0, ("Name", "Kept"));
        var before = await CountAsync();

        var refused = await bench.Admin.SaveReportAsync(ReportActs.New, [.. changes]);

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Text($"#{messages} .error").ShouldContain(sentence);
        refused.Page.QuerySelector("#report-form > .error")!.GetAttribute("role").ShouldBe("alert");
        if (!typed.StartsWith("Name=", StringComparison.Ordinal)) refused.Page.QuerySelector("#name")!.GetAttribute("value").ShouldBe("Kept");
        (await CountAsync()).ShouldBe(before);
        // The same by htmx: the form alone, and its times beside it.
        var fragment = await bench.Admin.PostReportAsync(ReportActs.New, await bench.Admin.ReportFormAsync(ReportActs.New, [.. changes]), htmx: true);
        fragment.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (fragment.Text($"#{messages} .error"), fragment.Page.QuerySelectorAll("[hx-swap-oob]").Length, fragment.Page.QuerySelectorAll("h1").Length).ShouldBe((refused.Text($"#{messages} .error"), 1, 0));
    }

    [Fact]
    public async Task A_new_report_is_saved_with_its_line_in_the_audit_log_and_listed_with_its_next_time()
    {
        var page = await bench.Admin.AddReportAsync(("Name", "Weekly for the team"), ("TimeZone", "Europe/Madrid"), ("Recipients", "rosa@example.com\n team@example.com "), ("Scope", "Environments"), ("Environments", "Production"));

        var report = await bench.Admin.GetAsync(page);
        report.Text("h1").ShouldBe("Weekly for the team");
        report.Text(".page-head p").ShouldBe("Weekly on Monday at 08:00 (Europe/Madrid), about the seven days before.");
        var facts = report.Page.QuerySelectorAll(".facts dd").Select(d => d.TextContent.Trim()).ToList();
        facts[0].ShouldContain("8 June 2026, 08:00 (Europe/Madrid)");
        facts[1..3].ShouldBe(["providers labelled Production", "rosa@example.com, team@example.com"]);
        var row = (await bench.Admin.PageAsync("/reports")).QuerySelectorAll("tbody tr").Single(r => r.TextContent.Contains("Weekly for the team", StringComparison.Ordinal));
        row.QuerySelector("[data-label=Next] time")!.GetAttribute("datetime").ShouldBe("2026-06-08T06:00:00Z");
        row.QuerySelector("[data-label='Last result']")!.TextContent.Trim().ShouldBe("none yet");
        var line = await bench.Portal.InDatabaseAsync(db => db.Audit.Where(a => a.Action == "health_report.created" && a.SubjectName == "Weekly for the team").SingleAsync(Token));
        line.Changes.ShouldContain("weekly on Monday at 08:00 (Europe/Madrid)");
        line.Changes.ShouldContain("rosa@example.com, team@example.com");
    }

    [Fact]
    public async Task A_name_is_taken_whatever_its_case()
    {
        await bench.Admin.AddReportAsync(("Name", "Taken"));

        var refused = await bench.Admin.SaveReportAsync(ReportActs.New, ("Name", "  TAKEN "));

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Text("#name-help .error").ShouldBe("There is a report called “TAKEN” already. Choose another name.");
    }

    [Fact]
    public async Task The_form_of_a_report_shows_what_is_saved_and_changes_only_what_was_changed()
    {
        var provider = await bench.AddAsync();
        var page = await bench.Admin.AddReportAsync(("Name", "To be changed"), ("Rhythm", "Monthly"), ("DayOfMonth", "last"), ("Time", "06:45"), ("TimeZone", "America/Santiago"), ("Scope", "Chosen"), ("Providers", provider.Id.ToString()), ("IsActive", "false"));
        var before = await ReportAsync(page);

        (await bench.Admin.SaveReportAsync(page + "/edit")).Status.ShouldBe(HttpStatusCode.Redirect);
        (await ReportAsync(page)).Version.ShouldBe(before.Version, "nothing was changed");
        (await bench.Admin.SaveReportAsync(page + "/edit", ("Time", "07:00"), ("IsActive", "true"))).Status.ShouldBe(HttpStatusCode.Redirect);

        var after = await ReportAsync(page);
        (after.Rhythm, after.DayOfMonth, after.Time, after.TimeZone, after.Scope, after.IsActive).ShouldBe((ReportRhythm.Monthly, HealthReport.LastDay, new TimeOnly(7, 0), "America/Santiago", ReportScope.Chosen, true));
        after.Providers.ShouldBe([provider.Id]);
        (await bench.Portal.InDatabaseAsync(db => db.Audit.Where(a => a.Action == "health_report.edited" && a.SubjectId == after.Id.ToString()).Select(a => a.Changes).SingleAsync(Token))).ShouldContain("monthly on the last day at 07:00 (America/Santiago)");
    }

    [Fact]
    public async Task Who_saves_over_what_somebody_else_changed_is_shown_that_first_and_loses_nothing()
    {
        var page = await bench.Admin.AddReportAsync(("Name", "Both edit"));
        var mine = await bench.Admin.ReportFormAsync(page + "/edit", ("Name", "Mine"), ("Rhythm", "Daily"));
        (await bench.Admin.SaveReportAsync(page + "/edit", ("Recipients", "theirs@example.com"), ("Name", "Theirs"))).Status.ShouldBe(HttpStatusCode.Redirect);

        var conflict = await bench.Admin.PostReportAsync(page + "/edit", mine);

        conflict.Status.ShouldBe(HttpStatusCode.Conflict);
        conflict.Page.QuerySelectorAll(".sides-by-side tbody tr").Select(row => row.QuerySelector("th")!.TextContent + ": " + string.Join(" / ", row.QuerySelectorAll(".pre").Select(c => c.TextContent))).ShouldBe(["Name: Theirs / Mine"]);
        var again = conflict.ReportFields();
        (again["Form.Name"], again["Form.Rhythm"], again["Form.Recipients"]).ShouldBe(("Mine", "Daily", "theirs@example.com"), "what only one of them changed is settled");
        (await bench.Admin.PostReportAsync(page + "/edit", again)).Status.ShouldBe(HttpStatusCode.Redirect);
        var both = await ReportAsync(page);
        (both.Name, both.Rhythm, both.Recipients.Single()).ShouldBe(("Mine", ReportRhythm.Daily, "theirs@example.com"));
    }

    [Fact]
    public async Task Beside_the_form_stand_the_next_five_times_and_what_each_is_about()
    {
        var times = await bench.Admin.TimesAsync(("Rhythm", "Weekly"), ("Weekday", "Sunday"), ("Time", "02:30"), ("TimeZone", "Europe/Madrid"));

        times.Text("h3").ShouldBe("Next, in Europe/Madrid");
        times.Page.QuerySelectorAll(".times li").Select(l => $"{l.QuerySelector("time")!.TextContent} {l.QuerySelector(".sub")!.TextContent}").ShouldBe(
        [
            "Sun 7 Jun 2026, 02:30 about 31 May to 6 June 2026",
            "Sun 14 Jun 2026, 02:30 about 7–13 June 2026",
            "Sun 21 Jun 2026, 02:30 about 14–20 June 2026",
            "Sun 28 Jun 2026, 02:30 about 21–27 June 2026",
            "Sun 5 Jul 2026, 02:30 about 28 June to 4 July 2026",
        ]);
        (await bench.Admin.TimesAsync(("Rhythm", "Cron"), ("Cron", "* * * * *"))).Text(".help").ShouldBe("Nothing yet. This fires every minute. The shortest interval is 1 hour.");
        (await bench.Admin.GetAsync("/reports/times")).Location.ShouldBe("/reports/new");
    }

    [Fact]
    public async Task As_many_providers_as_may_be_chosen_fit_into_the_form()
    {
        var providers = Enumerable.Range(0, 500).Select(number => ListBench.New($"Many {Guid.NewGuid():N}")).ToList();
        await bench.Portal.InDatabaseAsync(db =>
        {
            db.Providers.AddRange(providers);
            return db.SaveChangesAsync(Token);
        });
        var fields = await bench.Admin.ReportFormAsync(ReportActs.New, ("Name", "Very many"), ("Scope", "Chosen"));
        for (var index = 0; index < 500; index++) fields[$"Form.Providers[{index}]"] = providers[index].Id.ToString();

        (await bench.Admin.PostReportAsync(ReportActs.New, fields)).Text("#providers-help .error").ShouldBe("At most 200 providers can be chosen one by one. Choose all, or all of an environment.");
        for (var index = 200; index < 500; index++) fields.Remove($"Form.Providers[{index}]");
        (await bench.Admin.PostReportAsync(ReportActs.New, fields)).Status.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_report_is_deleted_only_after_it_was_said_what_goes_with_it()
    {
        var page = await bench.Admin.AddReportAsync(("Name", "To go"));
        await bench.Admin.PostAsync(page, page + "/send", []);
        (await bench.Admin.GetAsync(page + "/delete")).Text(".form p").ShouldStartWith("The one report that was made of it is deleted with it");

        (await Answer.OfAsync(await bench.Admin.PostAsync(page + "/delete", page + "/delete", []))).Location.ShouldBe("/reports");

        (await bench.Admin.GetAsync(page)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Answer.OfAsync(await bench.Admin.PostAsync("/account/password", page + "/delete", []))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await bench.Portal.InDatabaseAsync(db => db.Audit.CountAsync(a => a.Action == "health_report.deleted" && a.SubjectName == "To go", Token))).ShouldBe(1);
    }

    [Fact]
    public async Task Whoever_deletes_a_provider_is_told_which_reports_are_about_it()
    {
        var (alone, among) = (await bench.AddAsync(p => p.IsActive = false), await bench.AddAsync(p => p.IsActive = false));
        await bench.Admin.AddReportAsync(("Name", "About one"), ("Scope", "Chosen"), ("Providers", alone.Id.ToString()));
        var fields = await bench.Admin.ReportFormAsync(ReportActs.New, ("Name", "About two"), ("Scope", "Chosen"));
        foreach (var (provider, index) in new[] { alone, among }.Select((p, i) => (p, i))) fields[$"Form.Providers[{index}]"] = provider.Id.ToString();
        (await bench.Admin.PostReportAsync(ReportActs.New, fields)).Status.ShouldBe(HttpStatusCode.Redirect);

        (await bench.Admin.PageAsync($"/providers/{alone.Slug}/delete")).QuerySelectorAll(".dependents li").Select(l => (l.TextContent.Trim(), l.ClassName ?? "")).ShouldBe(
            [("The health report “About one” is about it alone, and would be about nothing.", "grave"), ("The health report “About two” is about it, and would go on without it.", "")]);
        (await bench.Admin.PageAsync($"/providers/{among.Slug}/delete")).QuerySelectorAll(".dependents li").ShouldHaveSingleItem().TextContent.Trim().ShouldStartWith("The health report “About two”");
    }

    [Theory]
    [InlineData("/reports/nothing")]
    [InlineData("/reports/6e1f4c0e-6f0f-4b43-9d6c-0a2f9e0f5b11")]
    [InlineData("/reports/6e1f4c0e-6f0f-4b43-9d6c-0a2f9e0f5b11/edit")]
    [InlineData("/reports/6e1f4c0e-6f0f-4b43-9d6c-0a2f9e0f5b11/preview")]
    [InlineData("/reports/6e1f4c0e-6f0f-4b43-9d6c-0a2f9e0f5b11/delete")]
    [InlineData("/reports/6e1f4c0e-6f0f-4b43-9d6c-0a2f9e0f5b11/17")]
    [InlineData("/reports/6e1f4c0e-6f0f-4b43-9d6c-0a2f9e0f5b11/17/export?format=csv")]
    public async Task What_is_not_there_is_not_found(string path) => (await bench.Admin.GetAsync(path)).Status.ShouldBe(HttpStatusCode.NotFound);

    private Task<int> CountAsync() => bench.Portal.InDatabaseAsync(db => db.HealthReports.CountAsync(Token));

    private Task<HealthReport> ReportAsync(string page)
    {
        var id = Guid.Parse(page.Split('/')[^1]);
        return bench.Portal.InDatabaseAsync(db => db.HealthReports.AsNoTracking().SingleAsync(r => r.Id == id, Token));
    }
}
