using System.Net;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Access;

/// <summary>Every endpoint × everybody × every way of asking.</summary>
public sealed class AccessMatrixTests(StartedPortal started) : IClassFixture<StartedPortal>
{
    private const string NoRole = ExpectedPermissions.NoRole;
    private const string Disabled = "disabled";

    public static TheoryData<string> Everybody => [Inventory.Anonymous, Disabled, NoRole, BuiltInRoles.Viewer, BuiltInRoles.Operator, BuiltInRoles.Admin, BuiltInRoles.Owner];

    [Theory]
    [MemberData(nameof(Everybody))]
    public async Task Each_endpoint_answers_as_its_declaration_says(string who)
    {
        using var browser = await BrowserOfAsync(who);
        var token = await TokenAsync(browser);
        var wrong = new List<string>();
        foreach (var (route, needed) in Inventory.Expected)
        {
            var path = Inventory.PathOf(route);
            // What an anonymous page answers is another test's business.
            if (needed == Inventory.Anonymous) continue;
            foreach (var ask in Asks(path, token))
            {
                // It would end the session of those who may.
                if (route == "/sign-out" && ask.Name is "POST" or "htmx POST") continue;
                using var request = ask.Make();
                using var response = await browser.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
                var problem = Judge(who, needed, ask.Name, response);
                if (problem is not null) wrong.Add($"{ask.Name} {path}: {problem}, but was {(int)response.StatusCode} {response.Headers.Location}");
            }
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_owes_a_second_factor_gets_nothing_but_the_way_to_one()
    {
        await using var portal = new PortalFactory { Replace = StartedPortal.Quick };
        using var browser = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Owner);
        var token = await TokenAsync(browser);
        await portal.InDatabaseAsync(db =>
        {
            db.SignInPolicy.Add(new() { SecondFactor = Core.Data.SecondFactorDemand.Everybody });
            return db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });
        var wrong = new List<string>();

        foreach (var (route, needed) in Inventory.Expected.Where(e => e.Value is not (Inventory.Anonymous or Inventory.SignedIn)))
        {
            foreach (var ask in Asks(Inventory.PathOf(route), token).Where(a => a.Name is "GET" or "POST" or "htmx GET" or "htmx POST"))
            {
                using var request = ask.Make();
                using var response = await browser.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
                var isLed = ask.Name == "GET" && response.Headers.Location?.OriginalString == "/account/second-factor";
                if (!isLed && response.StatusCode != HttpStatusCode.Forbidden) wrong.Add($"{ask.Name} {route} ({needed}): {(int)response.StatusCode}");
            }
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_right_that_is_taken_away_is_gone_at_the_next_request()
    {
        var role = await started.Portal.AddRoleAsync("llm_provider.view");
        using var browser = await started.Portal.SignedInAsync(await started.Portal.AddPersonAsync(role));
        (await browser.GetAsync("/providers")).Status.ShouldBe(HttpStatusCode.OK);

        await started.Portal.ChangeFileAsync($"DELETE FROM RolePermissions WHERE RoleId = (SELECT Id FROM AspNetRoles WHERE Name = '{role}')");

        (await browser.GetAsync("/providers")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("llm_provider.create", "", HttpStatusCode.UnprocessableEntity)]
    [InlineData("llm_provider.create", "secured", HttpStatusCode.Forbidden)]
    [InlineData("llm_provider.edit", "", HttpStatusCode.Forbidden)]
    [InlineData("llm_provider.edit", "secured", HttpStatusCode.UnprocessableEntity)]
    public async Task Trying_a_new_one_needs_the_right_to_create_and_an_existing_one_the_right_to_edit(string permission, string slug, HttpStatusCode expected)
    {
        if (slug.Length > 0 && await started.Portal.InDatabaseAsync(db => Task.FromResult(!db.Providers.Any(p => p.Slug == slug))))
            await started.Admin.AddTestedAsync(Acts.NewCustom, ("Name", slug), ("BaseUrl", started.Fake.CustomUrl.AbsoluteUri), ("ApiKey", "sk-fake-custom"));
        using var browser = await started.Portal.SignedInAsync(await started.Portal.AddPersonAsync(await started.Portal.AddRoleAsync("llm_provider.test", permission)));

        foreach (var path in (string[])["/providers/try/test", "/providers/try/discover"])
            (await browser.PostAsync("/account/password", path, new() { ["Form.Slug"] = slug, ["Form.TypeId"] = "custom" })).StatusCode.ShouldBe(expected);
    }

    [Theory]
    [InlineData("/nothing/here", "/providers/nobody")]
    public async Task What_does_not_exist_is_not_found_and_not_forbidden(string nowhere, string nobody)
    {
        (await started.Admin.GetAsync(nowhere)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await started.Admin.GetAsync(nobody)).Status.ShouldBe(HttpStatusCode.NotFound);
        using var stranger = new PortalBrowser(started.Portal);
        (await stranger.GetAsync(nowhere)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.GetAsync(nobody)).Location!.ShouldStartWith("/sign-in?");
    }

    [Fact]
    public async Task A_page_that_only_reads_refuses_to_be_sent_something()
    {
        var slug = await started.Admin.AddTestedAsync(Acts.NewCustom, ("Name", "Read only"), ("BaseUrl", started.Fake.CustomUrl.AbsoluteUri), ("ApiKey", "sk-fake-custom"));

        foreach (var path in (string[])["/providers", $"/providers/{slug}", "/plugins"])
            (await started.Admin.PostAsync("/account/password", path, [])).StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    private static string? Judge(string who, string needed, string ask, HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        if (ask is "cross-site" or "same-site" or "foreign origin") return status == 403 ? null : "403 was expected";
        if (who is Inventory.Anonymous or Disabled)
        {
            if (ask.StartsWith("htmx", StringComparison.Ordinal))
                return status == 401 && response.Headers.TryGetValues("HX-Redirect", out var to) && to.First().StartsWith("/sign-in", StringComparison.Ordinal) ? null : "401 with HX-Redirect was expected";
            if (ask == "GET") return status == 302 && response.Headers.Location!.OriginalString.StartsWith("/sign-in?", StringComparison.Ordinal) ? null : "a redirect to /sign-in was expected";
            return status == 401 ? null : "401 was expected";
        }

        var may = Inventory.Allows(needed, ExpectedPermissions.OfRole(who));
        if (!may) return status == 403 ? null : "403 was expected";
        // A stream has no form; its only method is GET, and what is not there is closed to everybody.
        if (ask.EndsWith("POST", StringComparison.Ordinal) && response.RequestMessage!.RequestUri!.AbsolutePath == "/board/stream") return status == 403 ? null : "403 was expected";
        if (ask == "without token") return status is 400 or 403 or 405 ? null : "400 was expected";
        return status is 200 or 204 or 302 or 404 or 405 or 422 || (ask.EndsWith("POST", StringComparison.Ordinal) && needed.StartsWith("llm_provider.create|llm_provider.", StringComparison.Ordinal) && status == 403) ? null : "to be let in was expected";
    }

    private static IEnumerable<(string Name, Func<HttpRequestMessage> Make)> Asks(string path, string token)
    {
        HttpRequestMessage Post(string? withToken, params (string Name, string Value)[] headers)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(withToken is null ? [] : [new("__RequestVerificationToken", withToken)]) };
            foreach (var (name, value) in headers) request.Headers.Add(name, value);
            return request;
        }

        yield return ("GET", () => new HttpRequestMessage(HttpMethod.Get, path));
        yield return ("htmx GET", () => new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "HX-Request", "true" } } });
        yield return ("POST", () => Post(token, ("Sec-Fetch-Site", "same-origin")));
        yield return ("htmx POST", () => Post(token, ("HX-Request", "true")));
        yield return ("without token", () => Post(null));
        yield return ("cross-site", () => Post(token, ("Sec-Fetch-Site", "cross-site")));
        yield return ("same-site", () => Post(token, ("Sec-Fetch-Site", "same-site"), ("Origin", "http://localhost")));
        yield return ("foreign origin", () => Post(token, ("Origin", "https://evil.example")));
    }

    private async Task<PortalBrowser> BrowserOfAsync(string who)
    {
        if (who == Inventory.Anonymous) return new PortalBrowser(started.Portal);
        var person = await started.Portal.AddPersonAsync(who is NoRole ? null : who is Disabled ? BuiltInRoles.Owner : who);
        var browser = await started.Portal.SignedInAsync(person);
        if (who == Disabled)
        {
            (await browser.GetAsync("/providers")).Status.ShouldBe(HttpStatusCode.OK);
            await started.Portal.DisableAsync(person.Id);
        }

        return browser;
    }

    private static async Task<string> TokenAsync(PortalBrowser browser)
    {
        var page = await browser.GetAsync("/account/password");
        if (page.Status != HttpStatusCode.OK) page = await browser.GetAsync("/sign-in");
        return page.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
    }
}
