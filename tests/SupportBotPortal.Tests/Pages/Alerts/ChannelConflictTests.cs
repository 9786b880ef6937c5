using System.Net;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Tests.Shared;
using static SupportBotPortal.Tests.Pages.Alerts.AlertPagesBench;

namespace SupportBotPortal.Tests.Pages.Alerts;

/// <summary>Two people change one channel at the same time.</summary>
public sealed class ChannelConflictTests(AlertPagesBench bench) : IClassFixture<AlertPagesBench>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_both_changed_stands_side_by_side_and_nothing_is_saved_or_lost(bool htmx)
    {
        var (name, page) = await AddAsync();
        var mine = await bench.Admin.AlertFormAsync(page, ("Recipients", "mine@example.com"), ("ReminderHours", "2"));
        await SaveTheirsAsync(page, ("Recipients", "theirs@example.com"), ("Events", "Down"));

        var refused = await bench.Admin.SendAsync(page, mine, htmx);

        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.Text(".conflict").ShouldMatch(@"admin-\S+@example.com saved this channel just now, while you were editing it.");
        refused.Page.QuerySelectorAll(".sides-by-side tbody tr").Select(row => row.QuerySelector("th")!.TextContent + ": " + string.Join(" / ", row.QuerySelectorAll(".pre").Select(c => c.TextContent)))
            .ShouldBe(["Recipients: theirs@example.com / mine@example.com"]);
        refused.Text(".conflict").ShouldContain("since you had not changed it: Tells of.");
        refused.Text("#recipients").ShouldBe("mine@example.com");
        (await bench.ChannelAsync(name)).Recipients.ShouldBe(["theirs@example.com"]);

        (await bench.Admin.SendAsync(page, refused.AlertFields(("TakeSaved", "Recipients")))).Status.ShouldBe(HttpStatusCode.Redirect);

        var saved = await bench.ChannelAsync(name);
        (saved.Recipients.Single(), saved.ReminderHours, saved.Events.Single()).ShouldBe(("theirs@example.com", 2, AlertEvent.Down));
    }

    [Fact]
    public async Task A_colleague_who_tested_it_or_changed_nothing_of_mine_stops_nobody()
    {
        var (name, page) = await AddAsync();
        var mine = await bench.Admin.AlertFormAsync(page, ("IsActive", "false"));
        await SaveTheirsAsync(page, ("Recipients", "rosa@example.com;ROSA@example.com"));

        (await bench.Admin.SendAsync(page, mine)).Status.ShouldBe(HttpStatusCode.Redirect);

        (await bench.ChannelAsync(name)).IsActive.ShouldBeFalse();
    }

    [Fact]
    public async Task A_channel_that_was_deleted_meanwhile_is_not_found()
    {
        var (_, page) = await AddAsync();
        var mine = await bench.Admin.AlertFormAsync(page, ("Name", "Mine"));
        await bench.Admin.PressAsync(page + "/delete");

        (await bench.Admin.SendAsync(page, mine, htmx: true)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<(string Name, string Page)> AddAsync()
    {
        var name = "Shared " + Guid.NewGuid().ToString("N")[..8];
        (await bench.Admin.SubmitAsync(AlertForms.NewChannel, ("Name", name), ("Recipients", "rosa@example.com"))).Status.ShouldBe(HttpStatusCode.Redirect);
        return (name, ChannelPage((await bench.ChannelAsync(name)).Id));
    }

    private async Task SaveTheirsAsync(string page, params (string, string?)[] changes)
    {
        using var other = await bench.AsAsync(BuiltInRoles.Admin);
        (await other.SubmitAsync(page, changes)).Status.ShouldBe(HttpStatusCode.Redirect);
    }
}
