using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Plugins;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Plugins;

public sealed class PluginPortalTests
{
    [Fact]
    public async Task The_portal_starts_with_every_broken_plugin_there_is()
    {
        await using var portal = new PortalFactory
        {
            Settings =
            {
                ["Plugins:Directories:0"] = PluginFixtures.Directory,
                ["Plugins:Disabled:0"] = "disabled-by-setting",
                ["Plugins:StartDeadline"] = "00:00:03",
            },
        };
        using var client = portal.CreateClient();

        using var answer = await client.GetAsync("/sign-in", TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var entries = portal.Services.GetRequiredService<PluginCatalog>().Entries;
        entries.Count(entry => entry.Folder.StartsWith(PluginFixtures.Directory, StringComparison.Ordinal)).ShouldBe(Directory.GetDirectories(PluginFixtures.Directory).Length);
        entries.Single(entry => entry.Id == "hanging-constructor").Reason.ShouldContain("did not start within 3 seconds");
    }

    [Fact]
    public async Task The_plugins_page_shows_what_became_of_each()
    {
        await using var portal = new PortalFactory
        {
            Settings =
            {
                ["Plugins:Directories:0"] = PluginFixtures.Directory,
                ["Plugins:Disabled:0"] = "disabled-by-setting",
                ["Plugins:Disabled:1"] = "hanging-constructor",
            },
        };
        using var browser = await PortalBrowser.SignedInAsync(portal, "Admin");

        var text = (await browser.PageAsync("/plugins")).Body!.TextContent;

        foreach (var entry in portal.Services.GetRequiredService<PluginCatalog>().Entries) text.ShouldContain(entry.Reason);
    }

    [Fact]
    public async Task The_plugins_page_shows_a_dash_for_a_version_that_is_not_told_and_what_type_a_plugin_brings()
    {
        using var folder = new PluginFolder("Good").With("plugin.json", """{"id":"good","assembly":"Fixtures.Good.dll","contract":"1.0"}""");
        await using var portal = new PortalFactory { Settings = { ["Plugins:Directories:0"] = folder.Parent } };
        using var browser = await PortalBrowser.SignedInAsync(portal, "Admin");

        var row = (await browser.PageAsync("/plugins")).QuerySelectorAll("tr").Single(r => r.TextContent.Contains("Type: Good", StringComparison.Ordinal));

        row.QuerySelector("td[data-label=Version]")!.TextContent.ShouldBe("—contract 1.0");
    }

    [Theory]
    [InlineData("00:00:00")]
    [InlineData("-00:00:01")]
    [InlineData("01:00:00")]
    public async Task A_deadline_that_makes_no_sense_is_refused_at_start(string deadline)
    {
        await using var portal = new PortalFactory { Settings = { ["Plugins:StartDeadline"] = deadline } };

        Should.Throw<Exception>(() => portal.Services).ToString().ShouldContain("Plugins:StartDeadline must be");
    }
}
