using System.Net;
using AngleSharp.Html.Dom;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Security;

public sealed class SecurityHeaderTests(StartedPortal started) : IClassFixture<StartedPortal>
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    [Theory]
    [InlineData("/providers", HttpStatusCode.OK)]
    [InlineData("/providers/new?type=custom", HttpStatusCode.OK)]
    [InlineData("/plugins", HttpStatusCode.OK)]
    [InlineData("/", HttpStatusCode.OK)]
    [InlineData("/nothing", HttpStatusCode.NotFound)]
    [InlineData("/error/500", HttpStatusCode.InternalServerError)]
    [InlineData("/_htmx/antiforgery.js", HttpStatusCode.OK)]
    [InlineData("/runs/none", HttpStatusCode.OK)]
    public async Task Every_answer_carries_the_headers(string path, HttpStatusCode status)
    {
        var answer = await started.Admin.GetAsync(path);

        answer.Status.ShouldBe(status);
        ShouldBeGuarded(answer.Response);
    }

    [Fact]
    public async Task So_do_fragments_refusals_and_what_strangers_get()
    {
        ShouldBeGuarded((await started.Admin.SaveFragmentAsync(Acts.NewCustom, ("Name", ""))).Response);
        ShouldBeGuarded(await started.Admin.PostAsync("/providers", "/providers/new", []));
        using var stranger = new PortalBrowser(started.Portal);
        foreach (var path in (string[])["/sign-in", "/setup", "/providers"]) ShouldBeGuarded((await stranger.GetAsync(path)).Response);
        using var forged = new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Headers = { { "Sec-Fetch-Site", "cross-site" } } };
        var refused = await Answer.OfAsync(await stranger.Http.SendAsync(forged, TestContext.Current.CancellationToken));
        refused.Status.ShouldBe(HttpStatusCode.Forbidden);
        refused.Text("h1").ShouldBe("Another site's page started this, so it was refused");
        ShouldBeGuarded(refused.Response);
    }

    [Fact]
    public async Task An_error_inside_the_portal_carries_them_too_and_tells_nothing()
    {
        await using var portal = new PortalFactory { Environment = "Production", Replace = StartedPortal.Quick };
        var person = await portal.AddPersonAsync(BuiltInRoles.Admin);
        using var client = portal.CreateClient(new() { BaseAddress = new Uri("https://portal.example"), AllowAutoRedirect = false });
        await portal.ChangeFileAsync("ALTER TABLE Sessions RENAME TO Gone");

        using var response = await client.PostAsync("/sign-in", await SignInFormAsync(client, person.Email!), TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        ShouldBeGuarded(response);
        var html = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        html.ShouldContain("Something went wrong");
        html.ShouldNotContain("Sqlite");
    }

    [Theory]
    [InlineData("GET", "/")]
    [InlineData("GET", "/sign-in")]
    [InlineData("GET", "/setup")]
    [InlineData("POST", "/sign-in")]
    public async Task Over_plain_http_production_says_what_is_missing_and_sets_no_cookie(string method, string path)
    {
        await using var portal = new PortalFactory { Environment = "Production", Replace = StartedPortal.Quick };
        using var client = portal.CreateClient(new() { BaseAddress = new Uri("http://portal.example"), AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        var answer = await Answer.OfAsync(await client.SendAsync(request, TestContext.Current.CancellationToken));

        answer.Status.ShouldBe(HttpStatusCode.MisdirectedRequest);
        answer.Text("h1").ShouldBe("The portal answers over https only");
        answer.Html.ShouldContain("KnownProxies");
        answer.Response.Headers.Contains("Set-Cookie").ShouldBeFalse();
        ShouldBeGuarded(answer.Response);
        using var style = await client.GetAsync(answer.Page.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href"), TestContext.Current.CancellationToken);
        style.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("GET", HttpStatusCode.TemporaryRedirect)]
    [InlineData("HEAD", HttpStatusCode.TemporaryRedirect)]
    [InlineData("POST", HttpStatusCode.MisdirectedRequest)]
    [InlineData("PUT", HttpStatusCode.MisdirectedRequest)]
    public async Task Where_there_is_an_https_address_a_look_is_led_there_and_a_form_is_not(string method, HttpStatusCode status)
    {
        await using var portal = new PortalFactory { Environment = "Production", Replace = StartedPortal.Quick, Settings = { ["https_port"] = "8443" } };
        using var client = portal.CreateClient(new() { BaseAddress = new Uri("http://portal.example"), AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(new HttpMethod(method), "/sign-in");
        if (status == HttpStatusCode.MisdirectedRequest) request.Content = new FormUrlEncodedContent([new("Input.Password", "typed over http")]);

        var answer = await Answer.OfAsync(await client.SendAsync(request, TestContext.Current.CancellationToken));

        answer.Status.ShouldBe(status);
        answer.Location.ShouldBe(status == HttpStatusCode.MisdirectedRequest ? null : "https://portal.example:8443/sign-in");
        if (status == HttpStatusCode.MisdirectedRequest) answer.Text("h1").ShouldBe("The portal answers over https only");
    }

    [Fact]
    public async Task Assets_may_be_kept_but_carry_the_policy()
    {
        var href = (await started.Admin.PageAsync("/providers")).QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!;

        using var response = await started.Admin.Http.GetAsync(href, TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Headers.GetValues("Content-Security-Policy").Single().ShouldBe(Policy);
        (response.Headers.CacheControl?.NoStore ?? false).ShouldBeFalse();
    }

    [Fact]
    public async Task No_page_has_a_script_a_style_or_a_handler_inline()
    {
        var slug = await started.Admin.AddTestedAsync(Acts.NewCustom, ("Name", "<b onclick=alert(1)>Scan</b>"), ("BaseUrl", started.Fake.CustomUrl.AbsoluteUri), ("ApiKey", "wrong"), ("Notes", "<script>alert(1)</script>"));
        using var stranger = new PortalBrowser(started.Portal);
        var pages = new List<(string, IHtmlDocument)>();
        foreach (var path in (string[])["/providers", $"/providers/{slug}", $"/providers/{slug}/edit", $"/providers/{slug}/delete", $"/providers/{slug}/key", $"/providers/{slug}/keys", $"/providers/{slug}/duplicate", "/providers/deleted", "/", Acts.NewCustom, Acts.NewOpenAi, "/plugins", "/account/password", "/nothing"])
            pages.Add((path, (await started.Admin.GetAsync(path)).Page));
        foreach (var path in (string[])["/sign-in", "/setup", "/setup?token=" + started.Portal.NewSetupToken()]) pages.Add((path, (await stranger.GetAsync(path)).Page));
        pages.Add(("test", (await started.Admin.TryTestAsync($"/providers/{slug}/edit", ("ApiKey", "sk-fake-custom"))).Page));
        pages[^1].Item2.QuerySelectorAll(".stages li").ShouldNotBeEmpty();
        pages.Add(("discovery", (await started.Admin.TryDiscoveryAsync($"/providers/{slug}/edit", ("ApiKey", "sk-fake-custom"))).Page));

        foreach (var (path, page) in pages) Inline(page).ShouldBeEmpty(path);
    }

    private static IEnumerable<string> Inline(IHtmlDocument page) => page.All
        .Where(e => e is IHtmlStyleElement || e is IHtmlScriptElement { Source: null or "" } || e.LocalName is "base" or "object" or "embed" or "iframe"
            || e.Attributes.Any(a => a.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase) || a.Name.StartsWith("hx-on", StringComparison.OrdinalIgnoreCase)
                || a.Name is "style" or "srcdoc" || a.Value.TrimStart().StartsWith("javascript:", StringComparison.OrdinalIgnoreCase) || a.Value.TrimStart().StartsWith("js:", StringComparison.Ordinal)))
        .Select(e => e.OuterHtml);

    private static void ShouldBeGuarded(HttpResponseMessage response)
    {
        var headers = response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);
        headers["Content-Security-Policy"].ShouldBe(Policy);
        headers["X-Content-Type-Options"].ShouldBe("nosniff");
        headers["Referrer-Policy"].ShouldBe("no-referrer");
        headers["Cross-Origin-Opener-Policy"].ShouldBe("same-origin");
        headers["Cache-Control"].ShouldBe("no-store");
        headers.ShouldNotContainKey("Server");
    }

    private static async Task<FormUrlEncodedContent> SignInFormAsync(HttpClient client, string email)
    {
        var page = PortalBrowser.Parse(await client.GetStringAsync("/sign-in"));
        return new(new Dictionary<string, string>
        {
            ["Input.Email"] = email,
            ["Input.Password"] = PortalBrowser.Password,
            ["__RequestVerificationToken"] = page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!,
        });
    }
}
