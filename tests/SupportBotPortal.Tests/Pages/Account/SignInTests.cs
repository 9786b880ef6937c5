using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Account;

public sealed class SignInTests(StartedPortal started) : IClassFixture<StartedPortal>
{
    [Fact]
    public async Task An_unknown_person_a_wrong_password_a_locked_and_a_disabled_account_get_the_same_answer()
    {
        var portal = started.Portal;
        var (known, locked, disabled) = (await portal.AddPersonAsync(BuiltInRoles.Viewer), await portal.AddPersonAsync(BuiltInRoles.Viewer), await portal.AddPersonAsync(BuiltInRoles.Viewer));
        await portal.DisableAsync(disabled.Id);
        for (var i = 0; i < 5; i++) await TryAsync(locked.Email!, "wrong");

        var answers = new[]
        {
            await TryAsync("nobody@example.com", PortalBrowser.Password),
            await TryAsync(known.Email!, "wrong"),
            await TryAsync(locked.Email!, PortalBrowser.Password),
            await TryAsync(disabled.Email!, PortalBrowser.Password),
        };

        answers.ShouldAllBe(a => a.Status == HttpStatusCode.UnprocessableEntity);
        answers.Select(a => a.Text("[role=alert]")).Distinct().Single().ShouldContain("not right");
        answers.Select(a => Comparable(a.Html)).Distinct().Count().ShouldBe(1);
        answers.ShouldAllBe(a => !a.Html.Contains(PortalBrowser.Password));
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account()
    {
        var person = await started.Portal.AddPersonAsync(BuiltInRoles.Viewer);
        for (var i = 0; i < 4; i++) await TryAsync(person.Email!, "wrong");
        (await TryAsync(person.Email!, PortalBrowser.Password)).Status.ShouldBe(HttpStatusCode.Redirect);
        for (var i = 0; i < 5; i++) await TryAsync(person.Email!, "wrong");

        (await TryAsync(person.Email!, PortalBrowser.Password)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var lines = await started.Portal.InDatabaseAsync(db => db.Audit.Where(a => a.Action == "sign_in.refused" && a.ActorId == person.Id).OrderBy(a => a.Id).Select(a => a.Changes).ToListAsync());
        lines.Count(l => l.Contains("""{"field":"Account","before":null,"after":"locked"}""")).ShouldBe(1);
        lines[8].ShouldContain("locked");
    }

    [Theory]
    [InlineData("/plugins", "/plugins")]
    [InlineData("https://evil.example/", "/")]
    [InlineData("//evil.example/", "/")]
    [InlineData("/\\evil.example/", "/")]
    [InlineData("/\u2044", "/")]
    [InlineData("/pl\u00fcgins", "/")]
    [InlineData("/plugins page", "/")]
    [InlineData("/plugins\u007f", "/")]
    [InlineData("/plugins?q=%E2%81%84", "/plugins?q=%E2%81%84")]
    public async Task Signing_in_leads_back_but_never_to_another_site(string returnUrl, string expected)
    {
        var person = await started.Portal.AddPersonAsync(BuiltInRoles.Viewer);
        using var browser = new PortalBrowser(started.Portal);

        using var response = await browser.PostAsync("/sign-in", "/sign-in", new() { ["Input.Email"] = person.Email!, ["Input.Password"] = PortalBrowser.Password, ["returnUrl"] = returnUrl });

        response.Headers.Location!.ToString().ShouldBe(expected);
    }

    [Fact]
    public async Task A_return_address_that_no_header_can_carry_tells_nobody_whether_the_password_was_right()
    {
        // A real server: it refuses what the test server lets pass.
        await using var portal = new PortalFactory { Replace = StartedPortal.Quick };
        portal.UseKestrel(0);
        portal.StartServer();
        var person = await portal.AddPersonAsync(BuiltInRoles.Viewer);
        var port = new Uri(portal.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;
        using var browser = new PortalBrowser(portal) { Http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri($"http://localhost:{port}") } };

        using var response = await browser.PostAsync("/sign-in", "/sign-in?returnUrl=%2F%E2%81%84", new() { ["Input.Email"] = person.Email!, ["Input.Password"] = PortalBrowser.Password });

        response.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        response.Headers.Location!.ToString().ShouldBe("/");
        (await portal.InDatabaseAsync(db => db.Audit.Select(a => a.Action).ToListAsync())).ShouldBe(["sign_in.succeeded"]);
    }

    [Fact]
    public async Task A_right_password_is_in_the_audit_log_also_where_its_session_cannot_be_stored()
    {
        await using var portal = new PortalFactory { Replace = StartedPortal.Quick };
        var person = await portal.AddPersonAsync(BuiltInRoles.Viewer);
        await portal.ChangeFileAsync("CREATE TRIGGER fails BEFORE INSERT ON Sessions BEGIN SELECT RAISE(ABORT, 'disk on fire'); END;");
        using var browser = new PortalBrowser(portal);

        using var response = await browser.PostAsync("/sign-in", "/sign-in", new() { ["Input.Email"] = person.Email!, ["Input.Password"] = PortalBrowser.Password });

        response.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        (await portal.InDatabaseAsync(db => db.Audit.Select(a => a.Action).ToListAsync())).ShouldBe(["sign_in.succeeded"]);
    }

    [Fact]
    public async Task What_was_said_to_whoever_was_signed_in_is_said_to_nobody_after_him()
    {
        await using var portal = new PortalFactory { Replace = StartedPortal.Quick };
        var before = await portal.AddPersonAsync(BuiltInRoles.Viewer);
        using var browser = await portal.SignedInAsync(before);
        // The answer leads to a page that would say so, and that is never opened.
        (await browser.SubmitFormAsync("/account/password", [], "/account/sessions")).Status.ShouldBe(HttpStatusCode.Redirect);
        await portal.InDatabaseAsync(db => db.Sessions.ExecuteDeleteAsync());

        (await browser.GetAsync("/sign-in")).Html.ShouldNotContain("signed out already");
        var after = await portal.AddPersonAsync(BuiltInRoles.Viewer);
        await browser.SignInAsync(after.Email!, PortalBrowser.Password);

        (await browser.GetAsync("/account")).Text("#flash").ShouldBeEmpty();
    }

    [Fact]
    public async Task Too_many_tries_from_one_address_get_a_page_that_says_to_wait()
    {
        await using var portal = new PortalFactory();
        using var browser = new PortalBrowser(portal);
        for (var i = 0; i < 20; i++) (await browser.PostAsync("/sign-in", "/sign-in", [])).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

        var limited = await Answer.OfAsync(await browser.PostAsync("/sign-in", "/sign-in", []));

        limited.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        limited.Text("h1").ShouldBe("Too many tries");
        (await browser.GetAsync("/sign-in")).Status.ShouldBe(HttpStatusCode.OK);
    }

    private async Task<Answer> TryAsync(string email, string password)
    {
        using var browser = new PortalBrowser(started.Portal);
        return await Answer.OfAsync(await browser.PostAsync("/sign-in", "/sign-in", new() { ["Input.Email"] = email, ["Input.Password"] = password }));
    }

    /// <summary>Without what differs for everybody: the token, and the address that was typed.</summary>
    private static string Comparable(string html)
    {
        var page = PortalBrowser.Parse(html);
        foreach (var input in page.QuerySelectorAll("input[name=__RequestVerificationToken], input[type=email]")) input.Remove();
        return page.DocumentElement.OuterHtml;
    }
}
