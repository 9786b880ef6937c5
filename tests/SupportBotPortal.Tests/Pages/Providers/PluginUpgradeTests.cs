using System.Net;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Tests.Plugins;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Providers;

/// <summary>Saved with one version of a plugin, opened with the next, which offers other choices and other ways of authenticating.</summary>
public sealed class PluginUpgradeTests : IAsyncLifetime
{
    private const string New = "/providers/new?type=type-of-upgrades";
    private const string Key = "sk-of-the-old-way";

    private readonly PluginFolder folder = new("Upgrades");
    private readonly System.Net.Sockets.TcpListener silent = new(IPAddress.Loopback, 0);
    private readonly string data = Directory.CreateTempSubdirectory("supportbot-upgrade-").FullName;
    private PortalFactory? portal;
    private PortalBrowser admin = null!;

    private string Url => $"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}";

    [Fact]
    public async Task A_key_is_not_sent_in_a_way_for_which_it_was_not_typed()
    {
        var slug = await admin.AddTestedAsync(New, ("Name", "Keyed"), ("BaseUrl", Url), ("AuthScheme", "old"), ("ApiKey", Key), ("Settings[region]", "us"));
        await UpgradeAsync();

        var panel = (await admin.TestSavedAsync(slug)).QuerySelector("#test-panel")!.TextContent;
        panel.ShouldContain("“old”, is not offered any more");
        panel.ShouldNotContain("Got ");
        var page = await admin.PageAsync($"/providers/{slug}/edit");
        page.QuerySelector("#auth-scheme option[selected]")!.TextContent.ShouldBe("old (not offered any more)");

        var refused = await admin.SaveAsync($"/providers/{slug}/edit", ("Notes", "changed"));
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Text("#auth-help .error").ShouldContain("Choose one of the offered ways");

        await admin.SaveAsync($"/providers/{slug}/edit", ("AuthScheme", "new"), ("ApiKey", "sk-of-the-new-way"));
        (await admin.TestSavedAsync(slug)).QuerySelector("#test-panel")!.TextContent.ShouldContain("Got new in us");
    }

    [Fact]
    public async Task A_choice_that_is_gone_is_shown_and_asked_for_and_never_made_by_the_browser()
    {
        var slug = await admin.AddTestedAsync(New, ("Name", "Chosen"), ("BaseUrl", Url), ("AuthScheme", "none"), ("Settings[region]", "eu"));
        await UpgradeAsync();

        (await admin.TestSavedAsync(slug)).QuerySelector("#test-panel")!.TextContent.ShouldContain("does not fit the plugin of its type any more: Choose one of the offered values for Region.");
        (await admin.PageAsync($"/providers/{slug}/edit")).QuerySelector("#setting-region option[selected]")!.TextContent.ShouldBe("eu (not offered any more)");
        (await admin.SaveAsync($"/providers/{slug}/edit", ("Notes", "changed"))).Text("#setting-region-help .error").ShouldContain("Choose one of the offered values");

        (await admin.SaveAsync($"/providers/{slug}/edit", ("Settings[region]", "asia"))).Status.ShouldBe(HttpStatusCode.Redirect);
        (await portal!.ProviderAsync(slug)).Settings["region"].ShouldBe("asia");
    }

    [Fact]
    public async Task A_choice_that_nobody_made_stays_unmade_until_it_is_needed()
    {
        var slug = await admin.AddTestedAsync(New, ("Name", "Unchosen"), ("BaseUrl", Url), ("AuthScheme", "none"));
        (await portal!.ProviderAsync(slug)).Settings.ShouldNotContainKey("region");
        await UpgradeAsync();

        var refused = await admin.SaveAsync($"/providers/{slug}/edit", ("Notes", "changed"));

        refused.Text("#setting-region-help .error").ShouldBe("Region is needed.");
        refused.Page.QuerySelector("#setting-region option")!.TextContent.ShouldBe("Choose…");
    }

    [Fact]
    public async Task A_field_that_became_a_secret_is_not_shown_and_its_old_text_goes_with_the_next_save()
    {
        const string Plain = "plain-token-4711";
        var slug = await admin.AddTestedAsync(New, ("Name", "Token"), ("BaseUrl", Url), ("AuthScheme", "none"), ("Settings[region]", "us"), ("Settings[token]", Plain));
        await UpgradeAsync();

        foreach (var page in (string[])[$"/providers/{slug}", $"/providers/{slug}/edit"]) (await admin.GetAsync(page)).Html.ShouldNotContain(Plain);
        await admin.SaveAsync($"/providers/{slug}/edit", ("Notes", "changed"));

        (await portal!.ProviderAsync(slug)).Settings.ShouldNotContainKey("token");
        var audited = await portal!.InDatabaseAsync(db => db.Audit.AsNoTracking().OrderBy(a => a.Id).LastAsync(a => a.Action == "provider.edited"));
        audited.Changes.ShouldContain("token");
        audited.Changes.ShouldNotContain(Plain);
    }

    public async ValueTask InitializeAsync()
    {
        silent.Start();
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        silent.Dispose();
        folder.Dispose();
        await PortalFactory.DeleteAsync(data);
    }

    private async Task UpgradeAsync()
    {
        await StopAsync();
        folder.With("after.txt", "");
        await StartAsync();
    }

    private async Task StartAsync()
    {
        portal = new PortalFactory(data) { Replace = StartedPortal.Quick, Settings = { ["Plugins:Directories:0"] = folder.Parent } };
        admin = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Admin);
    }

    private async Task StopAsync()
    {
        admin.Dispose();
        await portal!.DisposeAsync();
    }
}
