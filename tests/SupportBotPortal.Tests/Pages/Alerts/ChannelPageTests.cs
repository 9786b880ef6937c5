using System.Net;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Tests.Shared;
using static SupportBotPortal.Tests.Pages.Alerts.AlertPagesBench;

namespace SupportBotPortal.Tests.Pages.Alerts;

/// <summary>Who is told, and of what, is set up on pages.</summary>
public sealed class ChannelPageTests : IAsyncLifetime
{
    private readonly AlertPagesBench bench = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private PortalBrowser Admin => bench.Admin;

    [Fact]
    public async Task The_first_visit_says_what_to_do_first()
    {
        using var operatorBrowser = await bench.AsAsync(BuiltInRoles.Operator);

        var page = await Admin.PageAsync("/alerts");
        page.QuerySelector(".empty h2")!.TextContent.ShouldBe("Nobody is alerted yet");
        page.QuerySelectorAll(".empty a").Select(a => a.GetAttribute("href")).ShouldBe([AlertForms.NewChannel]);
        using var owner = await bench.AsAsync(BuiltInRoles.Owner);
        (await owner.PageAsync("/alerts")).QuerySelectorAll(".empty a").Select(a => a.GetAttribute("href")).ShouldBe([AlertForms.NewChannel, AlertForms.MailServer]);
        page.QuerySelector("nav[aria-label=Main] a[aria-current=page]")!.TextContent.ShouldBe("Alerts");
        var theirs = await operatorBrowser.PageAsync("/alerts");
        theirs.QuerySelectorAll(".empty a").ShouldBeEmpty("they may look and test, not set up");
        using var viewer = await bench.AsAsync(BuiltInRoles.Viewer);
        (await viewer.PageAsync("/providers")).QuerySelectorAll("nav a[href='/alerts']").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_mail_channel_is_added_listed_and_audited_and_without_a_mail_server_that_is_said()
    {
        var added = await Admin.SubmitAsync(AlertForms.NewChannel, ("Name", "On call"), ("Recipients", "rosa@example.com, oncall@example.com"), ("Environments", "Production"), ("ReminderHours", "4"));

        (added.Status, added.Location).ShouldBe((HttpStatusCode.Redirect, "/alerts"));
        var page = await Admin.PageAsync("/alerts");
        var row = page.QuerySelector(".channels tbody tr")!;
        row.QuerySelector("[data-label=Channel]")!.TextContent.ShouldContain("rosa@example.com, oncall@example.com");
        row.QuerySelector("[data-label='Tells of']")!.TextContent.ShouldBe("Everything but rate limitedonly production; again every 4 hours");
        row.QuerySelector("[data-label='Last message']")!.TextContent.Trim().ShouldBe("None yet");
        page.QuerySelector(".notice-bad")!.TextContent.ShouldContain("No mail server yet: nothing of what is to be mailed is sent.");
        var channel = await bench.ChannelAsync("On call");
        (channel.Kind, channel.IsActive, channel.ReminderHours).ShouldBe((AlertChannelKind.Mail, true, 4));
        channel.Events.ShouldNotContain(AlertEvent.RateLimited);
        (await AuditAsync(channel.Id)).Select(a => a.Action).ShouldBe(["alert_channel.created"]);
    }

    [Fact]
    public async Task A_channel_is_changed_turned_off_and_on_and_deleted()
    {
        var (id, _) = await bench.AddWebhookAsync("Hook");

        (await Admin.SubmitAsync(ChannelPage(id), ("Name", "Chat"), ("Events", "Down"), ("Events", "Recovered"))).Status.ShouldBe(HttpStatusCode.Redirect);
        (await Admin.PressAsync(ChannelPage(id) + "/activation", fields: ("active", "false"))).Location.ShouldBe("/alerts");
        var off = (await Admin.PageAsync("/alerts")).QuerySelector(".channels tbody tr.off")!;
        off.QuerySelector("[data-label='Tells of']")!.TextContent.ShouldBe("Down, up again");
        await Admin.PressAsync(ChannelPage(id) + "/activation", fields: ("active", "true"));
        (await Admin.PageAsync(ChannelPage(id) + "/delete")).QuerySelector("form .notice")!.TextContent.ShouldContain("It is the only channel that sends");
        (await Admin.PressAsync(ChannelPage(id) + "/delete")).Location.ShouldBe("/alerts");

        foreach (var path in (string[])["", "/delete", "/secret", "/test"]) (await Admin.GetAsync(ChannelPage(id) + path)).Status.ShouldBe(HttpStatusCode.NotFound, path);
        (await AuditAsync(id)).Select(a => a.Action).ShouldBe(["alert_channel.created", "alert_channel.edited", "alert_channel.deactivated", "alert_channel.activated", "alert_channel.deleted"]);
    }

    [Fact]
    public async Task A_webhooks_address_is_shown_in_full_to_those_only_who_may_change_it()
    {
        var (id, _) = await bench.AddWebhookAsync("Hook", ("Url", bench.Receiver.Url + "/T0ken-In-Path"));
        using var operatorBrowser = await bench.AsAsync(BuiltInRoles.Operator);

        (await Admin.PageAsync(ChannelPage(id))).QuerySelector("#url")!.GetAttribute("value").ShouldEndWith("/T0ken-In-Path");
        foreach (var path in (string[])["/alerts", "/alerts/deliveries", ChannelPage(id) + "/test"])
            (await operatorBrowser.GetAsync(path)).Html.ShouldNotContain("T0ken-In-Path");
        (await Admin.GetAsync("/alerts")).Html.ShouldNotContain("T0ken-In-Path");
        (await operatorBrowser.GetAsync(ChannelPage(id))).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await operatorBrowser.PageAsync("/alerts")).QuerySelectorAll(".channels .row-acts button").Select(b => b.TextContent).ShouldBe(["Send a test through Hook"]);
    }

    [Fact]
    public async Task A_channel_that_is_limited_to_providers_stays_so_when_they_are_destroyed()
    {
        var alpha = await bench.Bench.AddProviderAsync("Alpha");
        await bench.Bench.AddProviderAsync("Beta");
        var (id, _) = await bench.AddWebhookAsync("Hook", ("IsOfChosen", "true"), ("Providers", alpha.ToString()));
        (await Admin.PageAsync("/alerts")).QuerySelector("[data-label='Tells of'] .sub")!.TextContent.ShouldBe("only Alpha");
        await bench.Portal.InDatabaseAsync(db => db.Providers.Where(p => p.Id == alpha).ExecuteDeleteAsync(Token));

        var refused = await Admin.SubmitAsync(ChannelPage(id), ("Name", "Still limited"));

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, "none is not all");
        refused.Text("#providers-help .error").ShouldBe("Choose at least one provider, or all of them: so it would tell of none.");
        (await Admin.PageAsync("/alerts")).QuerySelector("[data-label='Tells of'] .sub")!.TextContent.ShouldBe("only providers that were destroyed");
        (await bench.ChannelAsync("Hook")).Providers.ShouldBe([alpha]);
    }

    [Fact]
    public async Task Deleting_a_provider_names_what_is_limited_to_it()
    {
        var (alpha, beta) = (await bench.Bench.AddProviderAsync("Alpha"), await bench.Bench.AddProviderAsync("Beta"));
        await bench.AddWebhookAsync("Only alpha", ("IsOfChosen", "true"), ("Providers", alpha.ToString()));
        await bench.AddWebhookAsync("Both", ("IsOfChosen", "true"), ("Providers", alpha.ToString()), ("Providers", beta.ToString()));
        await bench.AddWebhookAsync("All");
        (await Admin.SubmitAsync(AlertForms.NewWindow, ("Name", "Nights"), ("ProviderId", alpha.ToString()))).Status.ShouldBe(HttpStatusCode.Redirect);
        (await Admin.SubmitAsync(AlertForms.NewWindow, ("Name", "For all"))).Status.ShouldBe(HttpStatusCode.Redirect);

        var dependents = (await Admin.PageAsync($"/providers/{alpha.ToString("N")[..8]}/delete")).QuerySelectorAll(".dependents li").Select(l => l.TextContent.Trim()).ToList();

        dependents.Where(d => d.StartsWith("The ", StringComparison.Ordinal)).ShouldBe([
            "The alert channel “Both” is limited to 2 providers, this one among them.",
            "The alert channel “Only alpha” tells of this provider only: it will tell of no provider any more.",
            "The maintenance window “Nights” is for this provider alone. It is destroyed with it."]);
        (await Admin.PageAsync($"/providers/{beta.ToString("N")[..8]}/delete")).QuerySelectorAll(".dependents li").Count(l => l.TextContent.Contains("Nights")).ShouldBe(0);
    }

    public ValueTask InitializeAsync() => bench.InitializeAsync();

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    private Task<List<AuditEntry>> AuditAsync(Guid id)
    {
        var subject = id.ToString();
        return bench.Portal.InDatabaseAsync(db => db.Audit.Where(a => a.SubjectId == subject).OrderBy(a => a.Id).ToListAsync(Token));
    }
}
