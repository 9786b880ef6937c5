using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Providers;

/// <summary>The page of deleted providers, and destroying one before its time.</summary>
public sealed class DeletedProvidersTests : IAsyncLifetime
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 6, 1, 9, 0, 0, TimeSpan.Zero));
    private readonly PortalFactory portal;
    private PortalBrowser admin = null!;

    public DeletedProvidersTests() => portal = new() { Replace = StartedPortal.Quick, Clock = clock };

    [Fact]
    public async Task It_says_who_deleted_what_when_and_how_many_days_are_left()
    {
        await portal.AddRowAsync("Gone", "http://127.0.0.1:1/v1");
        await admin.DeleteAsync("gone");
        clock.Advance(TimeSpan.FromMinutes(2));

        var row = (await admin.PageAsync("/providers/deleted")).QuerySelector("tbody tr")!;

        row.TextContent.ShouldContain("Gone");
        row.TextContent.ShouldContain("2 min ago");
        row.QuerySelector("[data-label=Deleted]")!.TextContent.ShouldContain("by admin-");
        row.QuerySelector("[data-label=Destroyed]")!.TextContent.Trim().ShouldBe("in 30 days");
    }

    [Fact]
    public async Task Many_are_shown_page_by_page_each_once_also_those_of_one_moment()
    {
        await portal.InDatabaseAsync(db =>
        {
            db.Providers.AddRange(Enumerable.Range(0, 120).Select(n => new Provider
            {
                Id = Guid.NewGuid(),
                Name = $"Old {n}",
                NormalizedName = $"OLD {n}",
                Slug = $"old-{n}",
                TypeId = "custom",
                BaseUrl = "http://127.0.0.1:1/v1",
                AuthScheme = "none",
                DeletedAt = clock.GetUtcNow().UtcDateTime.AddHours(-n / 40),
                DeletedBy = "somebody",
            }));
            return db.SaveChangesAsync();
        });
        List<string> seen = [];
        var path = "/providers/deleted";
        while (true)
        {
            var page = await admin.PageAsync(path);
            seen.AddRange(page.QuerySelectorAll(".row-name").Select(n => n.TextContent));
            page.QuerySelector(".foot")!.TextContent.ShouldContain("of 120");
            if (page.QuerySelector(".foot a")?.GetAttribute("href") is not { } next) break;
            path = next;
        }

        seen.Count.ShouldBe(120);
        seen.Distinct().Count().ShouldBe(120);
        seen[0].ShouldBe("Old 0");
    }

    [Theory]
    [InlineData("x")]
    [InlineData("99999999999999999999~a")]
    [InlineData("9223372036854775807~a")]
    [InlineData("-1~a")]
    [InlineData("~")]
    public async Task An_address_that_somebody_changed_shows_the_first_page(string after)
    {
        await portal.AddRowAsync("Gone", "http://127.0.0.1:1/v1");
        await admin.DeleteAsync("gone");

        (await admin.PageAsync("/providers/deleted?after=" + Uri.EscapeDataString(after))).QuerySelector(".row-name")!.TextContent.ShouldBe("Gone");
    }

    [Fact]
    public async Task Destroying_one_at_once_asks_for_the_password_and_leaves_a_line()
    {
        await portal.AddRowAsync("Gone", "http://127.0.0.1:1/v1");
        await admin.DeleteAsync("gone");
        var id = await portal.InDatabaseAsync(db => DeletedProviders.Of(db).Select(p => p.Id).SingleAsync());

        var refused = await admin.DestroyAsync("gone", "not the password");
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Text("#password-help .error").ShouldBe("The password is not right. Nothing was changed.");
        refused.Html.ShouldNotContain("not the password");
        (await admin.DestroyAsync("gone", "")).Text("#password-help .error").ShouldBe("Enter your password.");
        (await portal.InDatabaseAsync(db => db.Audit.CountAsync(a => a.Action == "reauthentication.refused"))).ShouldBe(1);
        (await portal.InDatabaseAsync(db => DeletedProviders.Of(db).CountAsync())).ShouldBe(1);

        (await admin.DestroyAsync("gone")).Location.ShouldBe("/providers/deleted");

        (await admin.PageAsync("/providers/deleted")).QuerySelector(".notice-good")!.TextContent.ShouldContain("“Gone” and its keys are destroyed.");
        (await portal.InDatabaseAsync(db => db.Providers.IgnoreQueryFilters([Provider.NotDeleted]).CountAsync())).ShouldBe(0);
        var line = await portal.InDatabaseAsync(db => db.Audit.SingleAsync(a => a.Action == "provider.destroyed"));
        (line.SubjectId, line.SubjectName).ShouldBe((id.ToString(), "Gone"));
        (await admin.RestoreAsync("gone")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_address_of_a_destroyed_one_is_free_again_and_that_of_a_deleted_one_is_not()
    {
        (string, string)[] typed = [("Name", "Gone"), ("BaseUrl", "http://127.0.0.1:1/v1"), ("AuthScheme", "none")];
        await portal.AddRowAsync("Gone", "http://127.0.0.1:1/v1");
        await admin.DeleteAsync("gone");
        (await admin.SaveAsync(Acts.NewCustom, typed)).Location!.ShouldStartWith("/providers/gone-2?");
        await admin.DeleteAsync("gone-2");

        await admin.DestroyAsync("gone");

        (await admin.SaveAsync(Acts.NewCustom, typed)).Location!.ShouldStartWith("/providers/gone?");
    }

    public async ValueTask InitializeAsync() => admin = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Admin);

    public ValueTask DisposeAsync()
    {
        admin?.Dispose();
        return portal.DisposeAsync();
    }
}
