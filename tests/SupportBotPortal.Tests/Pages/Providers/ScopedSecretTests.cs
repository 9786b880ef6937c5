using System.Net;
using Microsoft.Extensions.Time.Testing;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Tests.Plugins;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Providers;

/// <summary>A third party's plugin: a secret field that belongs to one of two ways of authenticating, and a Connect that may block.</summary>
public sealed class ScopedSecretTests : IAsyncLifetime
{
    private const string New = "/providers/new?type=type-of-twoschemes";

    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 6, 1, 9, 0, 0, TimeSpan.Zero));
    private readonly System.Net.Sockets.TcpListener silent = new(IPAddress.Loopback, 0);
    private readonly PluginFolder folder = new("TwoSchemes");
    private readonly PortalFactory portal;
    private PortalBrowser admin = null!;

    public ScopedSecretTests()
    {
        silent.Start();
        portal = new PortalFactory { Replace = StartedPortal.Quick, Clock = clock, Settings = { ["Plugins:Directories:0"] = folder.Parent } };
    }

    private string Url => $"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}";

    [Fact]
    public async Task Another_way_of_authenticating_takes_its_secret_away_and_does_not_ask_for_it_again()
    {
        var slug = await admin.AddTestedAsync(New, ("Name", "Scoped"), ("BaseUrl", Url), ("AuthScheme", "client"), ("Settings[client_secret]", "a-secret-of-the-client"));
        (await portal.ProviderAsync(slug)).Secrets.ShouldHaveSingleItem();
        (await admin.TestSavedAsync(slug)).QuerySelector("#test-panel")!.TextContent.ShouldContain("Got a client secret");

        // The origin changes as well: a secret that is no longer sent need not be typed again.
        var saved = await admin.SaveAsync($"/providers/{slug}/edit", ("AuthScheme", "none"), ("BaseUrl", Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)));

        saved.Status.ShouldBe(HttpStatusCode.Redirect, saved.Html);
        (await portal.ProviderAsync(slug)).Secrets.ShouldBeEmpty();
        (await admin.TestSavedAsync(slug)).QuerySelector("#test-panel")!.TextContent.ShouldContain("Got no client secret");
    }

    [Fact]
    public async Task A_secret_setting_that_is_typed_does_not_follow_an_address_that_somebody_else_chose()
    {
        var slug = await admin.AddTestedAsync(New, ("Name", "Raced"), ("BaseUrl", Url), ("AuthScheme", "client"), ("Settings[client_secret]", "a-secret-of-the-client"));
        var page = $"/providers/{slug}/edit";
        var mine = await admin.ProviderFormAsync(page, ("Settings[client_secret]", "a-newer-secret"));
        clock.Advance(TimeSpan.FromMinutes(1));
        (await admin.SaveAsync(page, ("BaseUrl", Url + "/theirs"), ("Settings[client_secret]", "their-secret"))).Status.ShouldBe(HttpStatusCode.Redirect);

        var refused = await Answer.OfAsync(await admin.PostAsync(page, page, mine, htmx: true));

        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.Page.QuerySelectorAll(".sides-by-side th[scope=row]").Select(th => th.TextContent).ShouldBe(["Base URL", "Client secret"]);
        refused.Page.QuerySelector("#base-url")!.GetAttribute("value").ShouldBe(Url);
    }

    [Fact]
    public async Task A_plugin_that_does_not_come_back_from_Connect_ends_at_the_deadline()
    {
        var form = await admin.ProviderFormAsync(New, ("Name", "Blocks"), ("BaseUrl", Url + "/block"));
        using var answer = await admin.PostAsync(New, "/providers/try/test", form, htmx: true);
        var run = Acts.RunIn(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        using var response = await admin.Http.GetAsync($"/runs/{run}", HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        await reader.ReadUntilAsync("data-stage=\"Connection\"", "Connected");

        clock.Advance(TimeSpan.FromSeconds(16));

        (await reader.ReadUntilAsync("event: done")).ShouldContain("No answer within 15 seconds");
    }

    public async ValueTask InitializeAsync() => admin = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Admin);

    public async ValueTask DisposeAsync()
    {
        admin.Dispose();
        await portal.DisposeAsync();
        silent.Dispose();
        folder.Dispose();
    }
}
