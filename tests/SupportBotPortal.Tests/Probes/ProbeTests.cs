using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Health.History;
using SupportBotPortal.Core.Health.Recording;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Tests.Health;
using SupportBotPortal.Tests.Health.Watching;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Probes;

/// <summary>What machines ask of the portal, in each state in which it can be.</summary>
public sealed class ProbeTests : IDisposable
{
    private const string Live = "/healthz";
    private const string Ready = "/readyz";

    private readonly string folder = Directory.CreateTempSubdirectory("supportbot-probes-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Live)]
    [InlineData(Ready)]
    public async Task A_stranger_is_told_one_word_without_cookies_or_a_way_to_the_sign_in_page(string path)
    {
        await using var portal = new PortalFactory { Replace = StartedPortal.Quick };
        using var stranger = new PortalBrowser(portal);

        var answer = await stranger.GetAsync(path);

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Html.ShouldBe("Healthy");
        answer.Response.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; charset=utf-8");
        answer.Response.Headers.Contains("Set-Cookie").ShouldBeFalse();
        answer.Response.Headers.CacheControl!.ToString().ShouldBe("no-store");
        answer.Response.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem().ShouldStartWith("default-src 'none'");
        answer.Response.Headers.GetValues("X-Content-Type-Options").ShouldHaveSingleItem().ShouldBe("nosniff");
    }

    [Theory]
    [InlineData(Live)]
    [InlineData(Ready)]
    public async Task In_production_they_answer_over_http_too_which_is_what_the_same_machine_speaks(string path)
    {
        await using var portal = new PortalFactory { Environment = "Production" };
        using var client = portal.CreateClient(new() { BaseAddress = new Uri("http://127.0.0.1:5080"), AllowAutoRedirect = false });

        using var answer = await client.GetAsync(path, Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.GetAsync("/sign-in", Token)).StatusCode.ShouldNotBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(Live)]
    [InlineData(Ready)]
    public async Task They_can_be_asked_for_the_head_alone_and_are_closed_to_all_else(string path)
    {
        await using var portal = new PortalFactory();
        using var client = portal.CreateClient();

        using var head = new HttpRequestMessage(HttpMethod.Head, path);
        (await client.SendAsync(head, Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.PostAsync(path, null, Token)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Who_may_see_health_sees_the_parts_and_others_one_word()
    {
        await using var portal = new PortalFactory { Replace = StartedPortal.Quick };
        using var viewer = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Viewer);
        using var other = await portal.SignedInAsync(await portal.AddPersonAsync(await portal.AddRoleAsync(ProviderPermissions.View)));

        var report = await ReportAsync(viewer);

        report.Status.ShouldBe("Healthy");
        report.Parts.Keys.ShouldBe(["configuration", "history", "keys", "plugins", "schedule", "results", "usage"], ignoreOrder: true);
        report.Parts["plugins"].Sentence.ShouldBe("4 plugins are loaded.");
        report.Parts["schedule"].Sentence.ShouldBe("Nothing is tested by schedule: Health:IsOn is off.");
        (await other.GetAsync(Ready)).Html.ShouldBe("Healthy");
        (await viewer.GetAsync(Live)).Html.ShouldBe("Healthy");
    }

    [Fact]
    public async Task Being_asked_extends_no_session()
    {
        await using var bench = await SweepBench.StartAsync();
        using var viewer = await PortalBrowser.SignedInAsync(bench.Portal, BuiltInRoles.Viewer);

        for (var minute = 0; minute < 60; minute += 5)
        {
            bench.Clock.Advance(TimeSpan.FromMinutes(5));
            await viewer.GetAsync(Ready);
        }

        (await viewer.GetAsync(Ready)).Html.ShouldBe("Healthy");
        (await viewer.GetAsync("/")).Status.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Without_the_configuration_it_is_not_ready_and_still_alive()
    {
        await using var portal = new PortalFactory { Replace = StartedPortal.Quick };
        using var viewer = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Viewer);
        await portal.ChangeFileAsync("ALTER TABLE Installation RENAME TO Gone");

        await ShouldNotBeReadyAsync(portal);
        var part = (await ReportAsync(viewer)).Parts["configuration"];
        part.Status.ShouldBe("Unhealthy");
        part.Sentence.ShouldStartWith("The configuration (portal.db) cannot be read: ");
    }

    [Fact]
    public async Task A_session_that_cannot_be_looked_up_still_gets_the_word()
    {
        await using var portal = new PortalFactory { Replace = StartedPortal.Quick };
        using var viewer = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Viewer);
        await portal.ChangeFileAsync("ALTER TABLE Sessions RENAME TO Gone");

        var answer = await viewer.GetAsync(Ready);

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Html.ShouldBe("Healthy");
    }

    [Fact]
    public async Task Without_the_history_it_is_not_ready()
    {
        await using var portal = new PortalFactory { Replace = StartedPortal.Quick };
        using var viewer = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Viewer);
        await OutsideAccess.ChangeAsync(Path.Combine(portal.DataDirectory, HealthStorage.FileName), "ALTER TABLE Subjects RENAME TO Gone");

        await ShouldNotBeReadyAsync(portal);
        (await ReportAsync(viewer)).Parts["history"].Sentence.ShouldStartWith("The history of tests (health.db) cannot be read: ");
    }

    [Fact]
    public async Task A_locked_portal_is_not_ready_and_says_to_those_who_may_know_what_to_do()
    {
        await using (var before = new PortalFactory(folder) { Replace = StartedPortal.Quick })
        {
            using var owner = await PortalBrowser.SignedInAsync(before, BuiltInRoles.Owner);
            await owner.AddProviderAsync("custom", "Sealed", "http://127.0.0.1:9/v1", "sk-sealed-under-the-old-key");
        }

        File.Delete(Path.Combine(folder, "master.key"));
        await using var portal = new PortalFactory(folder) { Replace = StartedPortal.Quick };
        using var viewer = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Viewer);

        await ShouldNotBeReadyAsync(portal);
        (await ReportAsync(viewer)).Parts["keys"].Sentence.ShouldStartWith("The portal is locked. ");
    }

    [Fact]
    public async Task One_broken_plugin_degrades_it_and_none_at_all_makes_it_not_ready()
    {
        await using var one = new PortalFactory { Replace = StartedPortal.Quick, Settings = { ["Plugins:Directories:0"] = folder } };
        Directory.CreateDirectory(Path.Combine(folder, "Broken"));
        await File.WriteAllTextAsync(Path.Combine(folder, "Broken", "plugin.json"), "{", Token);
        using var viewer = await PortalBrowser.SignedInAsync(one, BuiltInRoles.Viewer);
        var report = await ReportAsync(viewer);
        (report.HttpStatus, report.Status).ShouldBe((HttpStatusCode.OK, "Degraded"));
        report.Parts["plugins"].Sentence.ShouldBe("These plugins are not loaded: Broken. The page Plugins says why.");

        var all = one.Services.GetRequiredService<Core.Plugins.PluginCatalog>().Entries.Select((entry, index) => KeyValuePair.Create($"Plugins:Disabled:{index}", (string?)entry.Id));
        await using var none = new PortalFactory { Replace = StartedPortal.Quick, Settings = new Dictionary<string, string?>(all) };
        await ShouldNotBeReadyAsync(none);
    }

    [Fact]
    public async Task A_schedule_that_stopped_makes_it_not_ready_until_it_runs_again()
    {
        await using var bench = await WatchBench.StartAsync();
        using var viewer = await PortalBrowser.SignedInAsync(bench.Portal, BuiltInRoles.Viewer);
        (await ReportAsync(viewer)).Parts["schedule"].Sentence.ShouldBe("Scheduled tests run.");

        bench.Clock.Advance(WatchBench.TooLong);
        await ShouldNotBeReadyAsync(bench.Portal);
        (await ReportAsync(viewer)).Parts["schedule"].Sentence.ShouldStartWith("No scheduled test has run since 2026-06-01 09:00 UTC");

        await bench.SweepAsync();
        (await ReportAsync(viewer)).Status.ShouldBe("Healthy");
    }

    [Fact]
    public async Task Results_that_cannot_be_stored_degrade_it()
    {
        await using var bench = await WatchBench.StartAsync();
        using var viewer = await PortalBrowser.SignedInAsync(bench.Portal, BuiltInRoles.Viewer);
        bench.Portal.Services.GetRequiredService<RecordingStatus>().Failed();

        bench.Clock.Advance(TimeSpan.FromMinutes(2));

        var report = await ReportAsync(viewer);
        (report.HttpStatus, report.Status).ShouldBe((HttpStatusCode.OK, "Degraded"));
        report.Parts["results"].Sentence.ShouldStartWith("Results of tests cannot be stored since 2026-06-01 09:00 UTC");
    }

    [Fact]
    public async Task A_portal_that_is_not_ready_fills_no_log_with_it()
    {
        await using var portal = new PortalFactory { Environment = "Production" };
        var logging = portal.Services.GetRequiredService<Microsoft.Extensions.Configuration.IConfiguration>().GetSection("Logging:LogLevel");

        logging["Microsoft.Extensions.Diagnostics.HealthChecks"].ShouldBe("None");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static async Task ShouldNotBeReadyAsync(PortalFactory portal)
    {
        using var stranger = new PortalBrowser(portal);
        var ready = await stranger.GetAsync(Ready);
        (ready.Status, ready.Html).ShouldBe((HttpStatusCode.ServiceUnavailable, "Unhealthy"));
        ready.Response.Headers.CacheControl!.ToString().ShouldBe("no-store");
        (await stranger.GetAsync(Live)).Html.ShouldBe("Healthy");
    }

    private static async Task<(HttpStatusCode HttpStatus, string Status, IReadOnlyDictionary<string, (string Status, string Sentence)> Parts)> ReportAsync(PortalBrowser browser)
    {
        var answer = await browser.GetAsync(Ready);
        answer.Response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json", answer.Html);
        using var json = JsonDocument.Parse(answer.Html);
        return (answer.Status, json.RootElement.GetProperty("status").GetString()!, json.RootElement.GetProperty("parts").EnumerateArray().ToDictionary(
            p => p.GetProperty("name").GetString()!,
            p => (p.GetProperty("status").GetString()!, p.GetProperty("sentence").GetString()!)));
    }
}
