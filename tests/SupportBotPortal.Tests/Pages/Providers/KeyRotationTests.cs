using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.FakeProviders;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Providers;

public sealed class KeyRotationTests : IAsyncLifetime
{
    private static readonly DateTime Now = new(2026, 6, 1, 9, 0, 0, DateTimeKind.Utc);

    private readonly FakeTimeProvider clock = new(new DateTimeOffset(Now));
    private readonly PortalFactory portal;
    private FakeUpstream fake = null!;

    public KeyRotationTests() => portal = new() { Replace = StartedPortal.Quick, Clock = clock };

    [Theory]
    [InlineData(0, null, KeyDueState.Fresh, 90)]
    [InlineData(75, null, KeyDueState.Fresh, 15)]
    [InlineData(76, null, KeyDueState.DueSoon, 14)]
    [InlineData(89.5, null, KeyDueState.DueSoon, 1)]
    [InlineData(90, null, KeyDueState.Due, 0)]
    [InlineData(95, null, KeyDueState.Due, -5)]
    [InlineData(95, 120, KeyDueState.Fresh, 25)]
    [InlineData(6, 7, KeyDueState.DueSoon, 1)]
    [InlineData(5000, 0, KeyDueState.Never, 0)]
    public async Task The_rule_and_the_database_agree(double age, int? period, KeyDueState state, int days)
    {
        var due = KeyRotation.Of(Now.AddDays(-age), period, Now);

        (due.State, due.Days).ShouldBe((state, days));
        await portal.AddRowAsync("Keyed", "http://127.0.0.1:1/v1");
        await portal.InDatabaseAsync(async db =>
        {
            var provider = await db.Providers.SingleAsync();
            provider.KeyRotationDays = period;
            provider.Secrets.Add(new ProviderSecret { ProviderId = provider.Id, Field = ProviderSecret.ApiKeyField, Blob = [1], SetAt = Now.AddDays(-age), SetBy = "somebody" });
            return await db.SaveChangesAsync();
        });
        (await portal.InDatabaseAsync(db => db.Providers.CountAsync(p => p.KeyDueAt <= Now))).ShouldBe(state is KeyDueState.Due ? 1 : 0);
        (await portal.InDatabaseAsync(db => db.Providers.CountAsync(p => p.KeyDueAt <= Now.AddDays(KeyRotation.SoonDays)))).ShouldBe(state is KeyDueState.Due or KeyDueState.DueSoon ? 1 : 0);
    }

    [Fact]
    public async Task The_page_says_how_old_the_key_is_and_when_it_is_due_and_the_list_and_the_dashboard_remind()
    {
        using (var admin = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Admin))
        {
            await AddAsync(admin, "Main");
            Facts(await admin.PageAsync("/providers/main")).ShouldContain("due in 90 days");
            (await admin.PageAsync("/providers")).QuerySelector(".notice-attention").ShouldBeNull();
        }

        clock.AdjustTime(clock.GetUtcNow().AddDays(80));
        using (var admin = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Admin))
        {
            var page = await admin.PageAsync("/providers/main");
            Facts(page).ShouldContain("80 days ago");
            page.QuerySelector(".facts .badge-attention")!.TextContent.ShouldBe("due in 10 days");
            (await admin.PageAsync("/providers")).QuerySelector("#provider-main [data-label='API key']")!.TextContent.Trim().ShouldBe("due in 10 days");
            var line = (await admin.PageAsync("/")).QuerySelectorAll(".attention li").Single(l => l.TextContent.Contains("due in 10 days", StringComparison.Ordinal));
            line.QuerySelector("a.btn")!.GetAttribute("href").ShouldBe("/providers/main/key");
        }

        clock.AdjustTime(clock.GetUtcNow().AddDays(15));
        using (var admin = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Admin))
        {
            (await admin.PageAsync("/providers/main")).QuerySelector(".facts .badge-attention")!.TextContent.ShouldBe("overdue by 5 days");
            var reminder = (await admin.PageAsync("/providers")).QuerySelector(".notice-attention")!;
            reminder.TextContent.ShouldContain("1 key is due for replacement.");
            (await admin.PageAsync(reminder.QuerySelector("a")!.GetAttribute("href")!)).QuerySelector("#provider-main").ShouldNotBeNull();
            (await admin.ReplaceKeyAsync("main", "sk-fake-custom")).Status.ShouldBe(HttpStatusCode.Redirect);
            Facts(await admin.PageAsync("/providers/main")).ShouldContain("due in 90 days");
        }
    }

    [Fact]
    public async Task A_period_of_its_own_is_kept_shown_and_in_the_audit_log()
    {
        using var admin = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Admin);
        await AddAsync(admin, "Main", ("KeyRotationDays", "30"));
        Facts(await admin.PageAsync("/providers/main")).ShouldContain("due in 30 days");
        (await admin.PageAsync("/providers/main/edit")).QuerySelector<IHtmlInputElement>("#key-rotation")!.Value.ShouldBe("30");

        await admin.SaveAsync("/providers/main/edit", ("KeyRotationDays", "0"));
        Facts(await admin.PageAsync("/providers/main")).ShouldContain("never due");
        await admin.SaveAsync("/providers/main/edit", ("KeyRotationDays", ""));

        (await portal.ProviderAsync("main")).KeyRotationDays.ShouldBeNull();
        var line = await portal.InDatabaseAsync(db => db.Audit.OrderBy(a => a.Id).LastAsync());
        line.Changes.ShouldBe("[{\"field\":\"Key rotation days\",\"before\":\"0\",\"after\":null}]");
        // A reminder is no connection: the last result stays.
        (await portal.ProviderAsync("main")).LastTest.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("3651")]
    [InlineData("a month")]
    [InlineData("1.5")]
    [InlineData("99999999999")]
    public async Task A_period_that_is_no_number_of_days_is_refused_at_its_field(string typed)
    {
        using var admin = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Admin);

        var refused = await admin.SaveFragmentAsync(Acts.NewCustom, ("Name", "Main"), ("BaseUrl", fake.CustomUrl.AbsoluteUri), ("ApiKey", "sk-fake-custom"), ("KeyRotationDays", typed));

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Text("#key-rotation-help .error").ShouldStartWith("Enter a number of days from 1 to 3,650");
        refused.Page.QuerySelector<IHtmlInputElement>("#key-rotation")!.Value.ShouldBe(typed);
    }

    [Fact]
    public async Task Every_way_of_storing_or_removing_a_secret_is_in_the_history()
    {
        using var admin = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Admin);
        await AddAsync(admin, "Main", ("Headers[0].Name", "X-Gateway"), ("Headers[0].Value", "gateway-secret"));
        await admin.SaveAsync("/providers/main/edit", ("ApiKey", "sk-second-key"));
        await admin.ReplaceKeyAsync("main", "sk-fake-custom");
        await admin.SaveAsync("/providers/main/edit", ("AuthScheme", "none"));

        var lines = await portal.InDatabaseAsync(db => db.ProviderKeyChanges.OrderBy(c => c.Id).Select(c => $"{c.Field} {c.Kind} {c.Proof}").ToListAsync());

        lines.ShouldBe(["api_key Set ", "header:X-Gateway Set ", "api_key Replaced ", "api_key Replaced KeyProven", "api_key Removed "], ignoreOrder: true);
        (await admin.PageAsync("/providers/main")).QuerySelector("#key-history")!.TextContent.ShouldContain("Header X-Gateway");
    }

    public async ValueTask InitializeAsync() => fake = await FakeUpstream.StartAsync(o => o.CustomAuth = FakeAuth.Bearer);

    public async ValueTask DisposeAsync()
    {
        await portal.DisposeAsync();
        await fake.DisposeAsync();
    }

    private static string Facts(IHtmlDocument page) => page.QuerySelector(".facts")!.TextContent;

    private Task<string> AddAsync(PortalBrowser admin, string name, params (string, string)[] more) =>
        admin.AddTestedAsync(Acts.NewCustom, [("Name", name), ("BaseUrl", fake.CustomUrl.AbsoluteUri), ("ApiKey", "sk-fake-custom"), .. more]);
}
