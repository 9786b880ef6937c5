using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.History;
using SupportBotPortal.Tests.Health;
using SupportBotPortal.Tests.Pages.Providers.Checks;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Reports;

/// <summary>Reports as people read them. It is Monday, 1 June 2026, nine o'clock in UTC; the last full day is a Sunday.</summary>
public sealed class ReportPageTests : IAsyncLifetime
{
    private readonly PlanBench bench = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_preview_says_what_the_report_would_say_now_and_is_kept_nowhere()
    {
        await AddProviderAsync("Old <OpenAI>", "PPPPFFFPPP", ProviderEnvironment.Production);
        await AddProviderAsync("Well", "PPPPPPPPPP");
        await bench.AddAsync(p => (p.Name, p.NormalizedName, p.IsActive) = ("Asleep", "ASLEEP", false));
        var page = await bench.Admin.AddReportAsync(("Name", "Daily"), ("Rhythm", "Daily"));

        var preview = await bench.Admin.GetAsync(page + "/preview");

        preview.Text(".page-head p").ShouldBe("What it would say now about Sunday, 31 May 2026 (UTC). Nobody gets it, and it is kept nowhere.");
        preview.Text(".standing").ShouldContain("1 of 2 providers answered 99.5 % of their tests or better; Old <OpenAI> was down for 4 hours. 1 was not tested.");
        var rows = preview.Page.QuerySelectorAll("tbody tr").Select(r => r.QuerySelectorAll("td").Select(c => string.Join(' ', c.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).ToList()).ToList();
        rows.Select(r => r[0]).ShouldBe(["Old <OpenAI> Production", "Well", "Asleep"]);
        (rows[0][1], rows[0][2], rows[0][5], rows[0][6]).ShouldBe(("70.00 %", "10", "1", "4 h"));
        (rows[2][1], rows[2][2], rows[2][3]).ShouldBe(("not tested", "0", "—"));
        preview.Text("[aria-labelledby=incidents] li").ShouldContain("down (Network)");
        preview.Text("[aria-labelledby=skipped] li").ShouldContain("inactive");
        (await OccurrencesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_sent_now_has_a_page_that_stays_the_same_and_says_how_the_sending_went()
    {
        var provider = await AddProviderAsync("Alpha", "PPPPPPPPFP");
        var page = await bench.Admin.AddReportAsync(("Name", "Daily"), ("Rhythm", "Daily"), ("Recipients", "rosa@example.com"));

        var sent = await Answer.OfAsync(await bench.Admin.PostAsync(page, page + "/send", []));

        sent.Status.ShouldBe(HttpStatusCode.Redirect);
        foreach (var path in (string[])[page, page + "/preview"]) (await bench.Admin.GetAsync(path)).Text(".notice-attention").ShouldContain("No mail server is set up, so nobody gets this by mail.");
        var made = await bench.Admin.GetAsync(sent.Location!);
        made.Text("h1").ShouldBe("Sunday, 31 May 2026");
        made.Text("[aria-labelledby=sent] li .badge").ShouldBe("On its way");
        made.Text("[aria-labelledby=sent] li").ShouldEndWith("1 recipient by mail");
        var figures = made.Text("tbody");
        await bench.Portal.WriteAsync(provider, "FFFFFFFF", bench.Now.AddHours(-20), TimeSpan.FromMinutes(5));
        await bench.Portal.Services.GetRequiredService<Core.Health.Delivery.DeliveryRunner>().BeginAsync(Token);
        await bench.Portal.Services.GetRequiredService<Core.Health.Delivery.DeliveryRunner>().WhenIdleAsync();

        var later = await bench.Admin.GetAsync(sent.Location!);
        later.Text("tbody").ShouldBe(figures);
        later.Text("[aria-labelledby=sent] li").ShouldContain("Nothing was sent: no mail server is set up.");
        using (var viewers = await PortalBrowser.SignedInAsync(bench.Portal, BuiltInRoles.Viewer))
            (await viewers.GetAsync(sent.Location!)).Text("[aria-labelledby=sent] li").ShouldNotContain("Nothing was sent", customMessage: "what a server said is for those who may see the delivery log");
        (await bench.Admin.GetAsync(page + "/preview")).Text("tbody").ShouldNotBe(figures);
        var listed = (await bench.Admin.PageAsync(page)).QuerySelector("tbody tr")!;
        listed.TextContent.ShouldContain("1 provider below 99.5 %");
        listed.QuerySelector("a")!.GetAttribute("href").ShouldBe(sent.Location!.Split('?')[0]);
        (await bench.Admin.PageAsync("/reports")).QuerySelector("[data-label='Last result']")!.TextContent.ShouldContain("Sunday, 31 May 2026");
    }

    [Fact]
    public async Task Operators_send_and_viewers_read_and_neither_is_offered_what_they_may_not_do()
    {
        var page = await bench.Admin.AddReportAsync(("Name", "Daily"), ("Rhythm", "Daily"));
        using var operators = await PortalBrowser.SignedInAsync(bench.Portal, BuiltInRoles.Operator);
        using var viewers = await PortalBrowser.SignedInAsync(bench.Portal, BuiltInRoles.Viewer);

        Offers(await operators.GetAsync(page)).ShouldBe(["Preview", "Send now"]);
        Offers(await viewers.GetAsync(page)).ShouldBe(["Preview"]);
        Offers(await viewers.GetAsync("/reports")).ShouldBeEmpty();
        (await operators.PostAsync("/account/password", page + "/send", [])).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await viewers.PostAsync("/account/password", page + "/send", [])).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await operators.PostAsync("/account/password", page + "/delete", [])).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await OccurrencesAsync()).ShouldHaveSingleItem().AskedBy!.ShouldStartWith("operator-");

        static IEnumerable<string> Offers(Answer answer) => answer.Page.QuerySelectorAll(".page-head .btn").Select(b => b.TextContent.Trim());
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://evil.example\",\"click\")", "'=HYPERLINK(\"\"http://evil.example\"\",\"\"click\"\")")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("Plain, with a comma", "\"Plain, with a comma\"")]
    public async Task Its_file_has_the_figures_and_nothing_that_a_spreadsheet_would_run(string name, string cell)
    {
        await AddProviderAsync(name, "PPPPFFFPPP", ProviderEnvironment.Staging);
        var page = await bench.Admin.AddReportAsync(("Name", "=1+1"), ("Rhythm", "Daily"));
        var made = (await Answer.OfAsync(await bench.Admin.PostAsync(page, page + "/send", []))).Location!;

        using var csv = await bench.Admin.Http.GetAsync(made + "/export?format=csv", Token);
        using var json = await bench.Admin.Http.GetAsync(made + "/export?format=json", Token);

        csv.Content.Headers.ContentType!.ToString().ShouldBe("text/csv; charset=utf-8");
        csv.Content.Headers.ContentDisposition!.ToString().ShouldBe("attachment; filename=health-report-1-2026-06-01.csv");
        var bytes = await csv.Content.ReadAsByteArrayAsync(Token);
        bytes[..3].ShouldBe(Encoding.UTF8.Preamble.ToArray());
        var lines = Encoding.UTF8.GetString(bytes[3..]).Split("\r\n");
        lines[0].ShouldBe("id,name,environment,uptime,tests,passed,slow,rateLimited,quota,failed,notTestable,interrupted,medianMs,p95Ms,uptimeBefore,testsBefore,medianBeforeMs,p95BeforeMs,incidents,downSeconds,inactive,testsOff");
        lines[1].ShouldContain(cell);
        lines[1].ShouldContain(",staging,0.7,10,7,0,0,0,3,0,0,");
        lines[1].ShouldEndWith(",,0,,,1,14400,false,false");
        var report = JsonDocument.Parse(await json.Content.ReadAsStringAsync(Token)).RootElement;
        (report.GetProperty("report").GetString(), report.GetProperty("timeZone").GetString(), report.GetProperty("from").GetDateTime()).ShouldBe(("=1+1", "UTC", new DateTime(2026, 5, 31, 0, 0, 0, DateTimeKind.Utc)));
        report.GetProperty("providers")[0].GetProperty("name").GetString().ShouldBe(name);
        report.GetProperty("providers")[0].GetProperty("uptime").GetDouble().ShouldBe(0.7, 0.0001);
        (report.GetProperty("incidents")[0].GetProperty("state").GetString(), report.GetProperty("incidents")[0].GetProperty("cause").GetString()).ShouldBe(("down", "connect"));
        (await bench.Admin.GetAsync(made + "/export?format=exe")).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_report_that_somebody_changed_in_the_database_damages_its_own_page_only()
    {
        var page = await bench.Admin.AddReportAsync(("Name", "Daily"), ("Rhythm", "Daily"));
        var made = (await Answer.OfAsync(await bench.Admin.PostAsync(page, page + "/send", []))).Location!;
        await using (var db = History()) await db.ReportOccurrences.ExecuteUpdateAsync(set => set.SetProperty(o => o.Figures, "what?"), Token);

        (await bench.Admin.GetAsync(made)).Text("h1").ShouldBe("A report that cannot be read");
        (await bench.Admin.GetAsync(page)).Status.ShouldBe(HttpStatusCode.OK);
        (await bench.Admin.GetAsync(made + "/export?format=csv")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_report_of_another_one_is_not_found_under_this_one()
    {
        var first = await bench.Admin.AddReportAsync(("Name", "First"), ("Rhythm", "Daily"));
        var second = await bench.Admin.AddReportAsync(("Name", "Second"), ("Rhythm", "Daily"));
        var made = (await Answer.OfAsync(await bench.Admin.PostAsync(first, first + "/send", []))).Location!;

        (await bench.Admin.GetAsync(second + "/" + made.Split('/')[^1])).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    public ValueTask InitializeAsync() => bench.InitializeAsync();

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    private async Task<Guid> AddProviderAsync(string name, string letters, ProviderEnvironment environment = ProviderEnvironment.None)
    {
        var provider = await bench.AddAsync(p => (p.Name, p.NormalizedName, p.Environment) = (name, name.ToUpperInvariant(), environment));
        await bench.Portal.WriteAsync(provider.Id, letters, bench.Now.Date.AddDays(-1), TimeSpan.FromHours(1));
        return provider.Id;
    }

    private HealthDbContext History() => bench.Portal.Services.GetRequiredService<IDbContextFactory<HealthDbContext>>().CreateDbContext();

    private async Task<List<ReportOccurrence>> OccurrencesAsync()
    {
        await using var db = History();
        return await db.ReportOccurrences.AsNoTracking().ToListAsync(Token);
    }
}
