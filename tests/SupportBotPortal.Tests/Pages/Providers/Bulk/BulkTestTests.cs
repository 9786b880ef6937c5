using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.FakeProviders;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Providers.Bulk;

/// <summary>Testing many at once.</summary>
public sealed class BulkTestTests : BulkBench
{
    [Fact]
    public async Task The_ticked_ones_are_tested_and_their_results_are_kept_as_after_a_single_test()
    {
        await AddAsync(4, (p, number) =>
        {
            if (number == 2) p.BaseUrl = Fake.Url("custom", FakeBehaviour.HtmlWith200).AbsoluteUri;
            if (number == 3) p.AuthScheme = "bearer";
        });

        var panel = await EndedAsync(await ActAsync("test", Ticked("p-1", "p-2", "p-3")));

        panel.TextContent.ShouldContain("1 healthy · 1 down · 1 not testable");
        panel.TextContent.ShouldContain("Tested 3 providers");
        panel.QuerySelectorAll(".bulk-notes li").Select(l => l.QuerySelector("a")!.TextContent).ShouldBe(["P 2", "P 3"], ignoreOrder: true);
        panel.TextContent.ShouldContain("is configured.");
        var tests = await Portal.InDatabaseAsync(db => db.Providers.AsNoTracking().OrderBy(p => p.Slug).Select(p => p.LastTest).ToListAsync(Token));
        tests.Select(t => t?.Outcome).ShouldBe([ProviderTestOutcome.Passed, ProviderTestOutcome.Failed, ProviderTestOutcome.NotTestable, null]);
        tests[0]!.StartedBy.ShouldStartWith("admin-");
        (await AuditAsync("provider.edited")).ShouldBeEmpty();
        var rows = await Admin.PageAsync("/providers");
        rows.QuerySelector("#provider-p-1")!.TextContent.ShouldContain("Healthy");
        rows.QuerySelector("#provider-p-2")!.TextContent.ShouldContain("Down");
    }

    [Fact]
    public async Task Test_all_now_tests_every_active_one_on_all_pages_and_no_other()
    {
        await AddAsync(110, (p, number) => p.IsActive = number > 8);
        (await Admin.PageAsync("/providers")).QuerySelector(".page-head button[name=all]")!.GetAttribute("value").ShouldBe("active");

        var panel = await EndedAsync(await ActAsync("test", [("all", "active")]));

        panel.TextContent.ShouldContain("Tested 102 providers");
        (await Portal.InDatabaseAsync(db => db.Providers.Where(p => p.LastTest != null).Select(p => p.IsActive).ToListAsync(Token))).ShouldBe(Enumerable.Repeat(true, 102));
    }

    [Fact]
    public async Task From_the_dashboard_it_leads_to_the_list_with_its_progress()
    {
        await AddAsync(2);
        var button = (await Admin.PageAsync("/")).QuerySelector(".page-head button[name=all]")!;

        var answer = await ActAsync("test", [("all", button.GetAttribute("value")!)], htmx: false);

        (button.Closest("form")!.GetAttribute("action"), answer.Location).ShouldBe(("/providers/bulk/test", "/providers"));
        (await Admin.PageAsync("/providers")).QuerySelector("#bulk")!.TextContent.ShouldContain("2 providers");
    }

    [Fact]
    public async Task Without_an_active_one_there_is_nothing_to_test_and_no_button()
    {
        await AddAsync(2, (p, _) => p.IsActive = false);

        var refused = await ActAsync("test", [("all", "active")]);

        (refused.Status, refused.Text("[role=alert]")).ShouldBe((HttpStatusCode.UnprocessableEntity, "Nothing was done: no provider is active. Activate one, or tick the ones you mean."));
        foreach (var page in (string[])["/", "/providers"]) (await Admin.PageAsync(page)).QuerySelector(".page-head button[name=all]").ShouldBeNull();
    }

    [Fact]
    public async Task Whoever_may_not_test_is_not_offered_to_test_all()
    {
        await AddAsync(2);
        using var viewer = await PortalBrowser.SignedInAsync(Portal, BuiltInRoles.Viewer);

        foreach (var page in (string[])["/", "/providers"]) (await viewer.PageAsync(page)).QuerySelector("button[name=all]").ShouldBeNull();
        (await ActAsync("test", [("all", "active")], browser: viewer)).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task All_that_match_reaches_other_pages_and_nothing_else()
    {
        await AddAsync(120, (p, number) => p.Environment = number <= 70 ? ProviderEnvironment.Staging : ProviderEnvironment.Production);

        var panel = await EndedAsync(await ActAsync("test", [("all", "true"), ("environment", "staging"), ("id", "p-120")]));

        panel.TextContent.ShouldContain("70 healthy");
        (await Portal.InDatabaseAsync(db => db.Providers.CountAsync(p => p.LastTest != null && p.Environment == ProviderEnvironment.Staging, Token))).ShouldBe(70);
        (await Portal.InDatabaseAsync(db => db.Providers.CountAsync(p => p.LastTest != null, Token))).ShouldBe(70);
    }

    [Fact]
    public async Task No_origin_gets_more_than_two_calls_at_once_while_others_go_on()
    {
        await using var other = await FakeUpstream.StartAsync();
        var hangs = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var (now, most) = (0, 0);
        Fake.Handler = async context =>
        {
            var current = Interlocked.Increment(ref now);
            lock (hangs) most = Math.Max(most, current);
            await hangs.Task.WaitAsync(context.RequestAborted);
            Interlocked.Decrement(ref now);
            await AnswerAsync(context);
        };
        await AddAsync(20, (p, number) => p.BaseUrl = number <= 10 ? p.BaseUrl : other.CustomUrl.AbsoluteUri.Replace("/v1", "/none/v1", StringComparison.Ordinal));

        var started = await ActAsync("test", [("all", "true")]);
        // All ten of the other one, while this one holds its two.
        using var response = await Admin.Http.GetAsync($"/runs/{Acts.RunIn(started.Html)}", HttpCompletionOption.ResponseHeadersRead, Token);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Token));
        (await reader.ReadUntilAsync("10 of 20 done")).ShouldContain("value=\"10\"");
        await Fake.WaitForRequestsAsync(2, Token);
        most.ShouldBe(2);
        hangs.SetResult();

        (await reader.ReadToEndAsync(Token)).ShouldContain("20 healthy");
        most.ShouldBe(2);
    }

    [Fact]
    public async Task Progress_survives_a_reload_and_a_cancelled_run_says_how_far_it_came()
    {
        await AddAsync(6);
        var served = 0;
        Fake.Handler = context => Interlocked.Increment(ref served) <= 2 ? AnswerAsync(context) : Task.Delay(Timeout.Infinite, context.RequestAborted);
        var started = await ActAsync("test", [("all", "true")]);
        var run = Acts.RunIn(started.Html);
        using (var response = await Admin.Http.GetAsync($"/runs/{run}", HttpCompletionOption.ResponseHeadersRead, Token))
        using (var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Token)))
            await reader.ReadUntilAsync("2 of 6 done");

        var reloaded = (await Admin.PageAsync("/providers?state=healthy")).QuerySelector("#bulk")!;
        reloaded.GetAttribute("sse-connect").ShouldBe($"/runs/{run}?show=bulk");
        reloaded.TextContent.ShouldContain("2 of 6 done · 2 healthy");
        (await Admin.PostAsync("/providers", $"/runs/{run}/cancel", [])).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        var panel = await EndedAsync(started);
        panel.TextContent.ShouldContain("Cancelled. 2 healthy · 4 not reached, and as they were");
        (await Portal.InDatabaseAsync(db => db.Providers.CountAsync(p => p.LastTest != null, Token))).ShouldBe(2);
    }

    [Fact]
    public async Task The_end_waits_for_half_an_hour_to_be_read_and_is_gone_when_it_was_or_when_it_is_dismissed()
    {
        await AddAsync(1);
        var started = await ActAsync("test", Ticked("p-1"));
        await Admin.StreamAsync(Acts.RunIn(started.Html));
        Clock.Advance(TimeSpan.FromMinutes(20));
        (await Admin.PageAsync("/providers")).QuerySelector("#bulk")!.TextContent.ShouldContain("1 healthy");
        // The list is opened again: it was read.
        (await Admin.PageAsync("/providers")).QuerySelector("#bulk")!.TextContent.Trim().ShouldBeEmpty();

        started = await ActAsync("test", Ticked("p-1"));
        await Admin.StreamAsync(Acts.RunIn(started.Html));
        (await Admin.PostAsync("/account/password", $"/runs/{Acts.RunIn(started.Html)}/dismiss", [])).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await Admin.PageAsync("/providers")).QuerySelector("#bulk")!.TextContent.Trim().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_person_has_one_at_a_time_and_another_session_is_told_so()
    {
        await AddAsync(2);
        Fake.Handler = context => Task.Delay(Timeout.Infinite, context.RequestAborted);
        var person = await Portal.AddPersonAsync(BuiltInRoles.Admin);
        using var here = await Portal.SignedInAsync(person);
        using var there = await Portal.SignedInAsync(person);
        var first = await ActAsync("test", Ticked("p-1"), browser: here);

        var again = await ActAsync("deactivate", Ticked("p-2"), browser: here);
        var elsewhere = await ActAsync("deactivate", Ticked("p-2"), browser: there);

        again.Status.ShouldBe(HttpStatusCode.Conflict);
        again.Text("[role=alert]").ShouldContain("is under way");
        // What is under way stays in sight.
        Acts.RunIn(again.Html).ShouldBe(Acts.RunIn(first.Html));
        elsewhere.Status.ShouldBe(HttpStatusCode.Conflict);
        elsewhere.Html.ShouldNotContain("sse-connect");
        (await Portal.InDatabaseAsync(db => db.Providers.CountAsync(p => p.IsActive, Token))).ShouldBe(2);
        // Somebody else is not concerned.
        (await ActAsync("deactivate", Ticked("p-2"))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Who_loses_the_right_meanwhile_does_not_finish_it()
    {
        await AddAsync(2);
        Fake.Handler = context => Task.Delay(Timeout.Infinite, context.RequestAborted);
        var person = await Portal.AddPersonAsync(await Portal.AddRoleAsync(ProviderPermissions.View, ProviderPermissions.Test));
        using var browser = await Portal.SignedInAsync(person);
        await ActAsync("test", Ticked("p-1", "p-2"), browser: browser);
        await Fake.WaitForRequestsAsync(2, Token);
        await Portal.InDatabaseAsync(db => db.RolePermissions.Where(p => p.Permission == ProviderPermissions.Test && !db.Roles.Any(r => r.Id == p.RoleId && r.Name == BuiltInRoles.Admin)).ExecuteDeleteAsync(Token));

        // Nobody follows the stream: the run itself looks.
        Clock.Advance(TimeSpan.FromSeconds(4));

        await Fake.Requests[0].Aborted.WaitAsync(TimeSpan.FromSeconds(20), Token);
        await Fake.Requests[1].Aborted.WaitAsync(TimeSpan.FromSeconds(20), Token);
        (await Portal.InDatabaseAsync(db => db.Providers.CountAsync(p => p.LastTest != null, Token))).ShouldBe(0);
    }

    [Theory]
    [InlineData("sign-out")]
    [InlineData("locked out")]
    public async Task A_run_ends_with_its_session_and_keeps_nobody_from_starting_another(string how)
    {
        await AddAsync(2);
        Fake.Handler = context => Task.Delay(Timeout.Infinite, context.RequestAborted);
        var person = await Portal.AddPersonAsync(BuiltInRoles.Admin);
        using var browser = await Portal.SignedInAsync(person);
        await ActAsync("test", Ticked("p-1", "p-2"), browser: browser);
        await Fake.WaitForRequestsAsync(2, Token);

        if (how == "sign-out") (await browser.PostAsync("/sign-out", "/sign-out", [])).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        else await Portal.InDatabaseAsync(db => db.Sessions.Where(s => s.UserId == person.Id).ExecuteDeleteAsync(Token));
        Clock.Advance(TimeSpan.FromSeconds(4));

        await Fake.Requests[0].Aborted.WaitAsync(TimeSpan.FromSeconds(20), Token);
        await Fake.Requests[1].Aborted.WaitAsync(TimeSpan.FromSeconds(20), Token);
        Fake.Handler = null;
        using var again = await Portal.SignedInAsync(person);
        // The calls are over; the run itself says so a moment later.
        Answer started;
        do started = await ActAsync("test", Ticked("p-1"), browser: again);
        while (started.Status == HttpStatusCode.Conflict);
        (await EndedAsync(started, again)).TextContent.ShouldContain("Tested 1 provider");
    }

    [Fact]
    public async Task Its_summary_counts_as_the_list_does()
    {
        FakeBehaviour?[] behaviours = [null, FakeBehaviour.RateLimited, FakeBehaviour.InsufficientQuota, FakeBehaviour.HtmlWith200];
        await AddAsync(8, (p, number) =>
        {
            if (behaviours[number % 4] is { } behaviour) p.BaseUrl = Fake.Url("custom", behaviour).AbsoluteUri;
        });

        var panel = await EndedAsync(await ActAsync("test", [("all", "true")]));

        panel.TextContent.ShouldContain("2 healthy · 4 attention · 2 down");
        var facets = (await Admin.PageAsync("/providers")).QuerySelectorAll(".facets a").ToDictionary(a => a.GetAttribute("href")!, a => a.QuerySelector(".count")?.TextContent);
        (facets["/providers?state=healthy"], facets["/providers?state=attention"], facets["/providers?state=down"]).ShouldBe(("2", "4", "2"));
    }

    [Fact]
    public async Task Without_a_script_the_list_shows_how_far_it_is_when_it_is_loaded_again()
    {
        await AddAsync(3);

        var answer = await ActAsync("test", [.. Ticked("p-1", "p-3"), ("q", "p"), ("sort", "-name")], htmx: false);

        answer.Status.ShouldBe(HttpStatusCode.Redirect);
        answer.Location.ShouldBe("/providers?q=p&sort=-name");
        var list = await Admin.PageAsync(answer.Location!);
        list.QuerySelector("#bulk h2")!.TextContent.ShouldContain("2 providers");
    }

    [Fact]
    public async Task Nothing_ticked_starts_nothing_and_says_what_to_do()
    {
        await AddAsync(1);

        var answer = await ActAsync("test", []);

        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.Text("[role=alert]").ShouldContain("Tick some rows");
        (await ActAsync("test", Ticked("never-there"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Theory]
    [InlineData("state", "sad")]
    [InlineData("environment", "moon")]
    [InlineData("sort", "colour")]
    public async Task All_that_match_a_filter_which_is_unknown_reaches_nobody(string name, string value)
    {
        await AddAsync(2);

        (await ActAsync("deactivate", [("all", "true"), (name, value)])).Status.ShouldBe(HttpStatusCode.BadRequest);

        (await Portal.InDatabaseAsync(db => db.Providers.CountAsync(p => p.IsActive, Token))).ShouldBe(2);
    }

    [Fact]
    public async Task More_ticks_than_a_page_has_rows_are_refused() =>
        (await ActAsync("test", Ticked([.. Enumerable.Range(0, 51).Select(n => $"p-{n}")]))).Status.ShouldBe(HttpStatusCode.BadRequest);

    private static Task AnswerAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync("""{"object":"list","data":[{"id":"m","object":"model"}]}""");
    }
}
