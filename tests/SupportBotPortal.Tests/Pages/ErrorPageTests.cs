using System.Net;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Tests.Pages.Providers.Listing;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages;

public sealed class ErrorPageTests(StartedPortal started) : IClassFixture<StartedPortal>
{
    [Theory]
    [InlineData("DELETE", "/providers", HttpStatusCode.BadRequest, "The form could not be read")]
    [InlineData("PUT", "/providers/new", HttpStatusCode.BadRequest, "The form could not be read")]
    [InlineData("PATCH", "/sign-in", HttpStatusCode.BadRequest, "The form could not be read")]
    [InlineData("DELETE", "/error/500", HttpStatusCode.MethodNotAllowed, "This page cannot do that")]
    public async Task Every_method_gets_an_answer_in_words(string method, string path, HttpStatusCode status, string title)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        var answer = await Answer.OfAsync(await started.Admin.Http.SendAsync(request, TestContext.Current.CancellationToken));

        answer.Status.ShouldBe(status);
        answer.Text("h1").ShouldBe(title);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site", "POST")]
    [InlineData("Origin", "https://evil.example", "DELETE")]
    public async Task A_write_from_another_site_is_told_apart_from_a_missing_permission(string header, string value, string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/providers/new") { Headers = { { header, value } } };

        var answer = await Answer.OfAsync(await started.Admin.Http.SendAsync(request, TestContext.Current.CancellationToken));

        answer.Status.ShouldBe(HttpStatusCode.Forbidden);
        answer.Text("h1").ShouldBe("Another site's page started this, so it was refused");
        answer.Html.ShouldNotContain("Your roles");
    }

    [Fact]
    public async Task A_form_that_is_sent_after_the_session_has_ended_says_how_to_go_on()
    {
        var person = await started.Portal.AddPersonAsync(BuiltInRoles.Viewer);
        using var browser = await started.Portal.SignedInAsync(person);
        var token = await browser.TokenOfAsync("/account/password");
        await started.Portal.InDatabaseAsync(db => db.Sessions.Where(s => s.UserId == person.Id).ExecuteDeleteAsync(TestContext.Current.CancellationToken));
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]);

        var answer = await Answer.OfAsync(await browser.Http.PostAsync("/account/password", form, TestContext.Current.CancellationToken));

        answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Text(".empty a").ShouldBe("Sign in in another tab");
        answer.Text(".empty p").ShouldStartWith("Nothing was changed.");
    }

    [Fact]
    public async Task A_missing_permission_is_told_as_one()
    {
        using var viewer = await PortalBrowser.SignedInAsync(started.Portal, BuiltInRoles.Viewer);

        var answer = await viewer.GetAsync("/providers/new");

        answer.Status.ShouldBe(HttpStatusCode.Forbidden);
        answer.Text("h1").ShouldBe("You may not do this");
        answer.Text(".empty p").ShouldStartWith("It needs the permission “Add providers” (llm_provider.create), which your roles do not include.");
    }

    [Fact]
    public async Task Who_has_the_permission_for_another_environment_is_told_so_and_nothing_of_this_one()
    {
        await started.Portal.InDatabaseAsync(db =>
        {
            var provider = ListBench.New("Sealed off");
            provider.Environment = ProviderEnvironment.Production;
            db.Providers.Add(provider);
            return db.SaveChangesAsync();
        });
        using var narrow = await PortalBrowser.SignedInAsync(started.Portal, await started.Portal.AddRoleAsync("llm_provider.view@Staging", "llm_provider.edit@Staging"));

        var answer = await narrow.GetAsync("/providers/sealed-off/edit");

        answer.Status.ShouldBe(HttpStatusCode.Forbidden);
        answer.Html.ShouldContain("Your roles include it for staging, and not where this is.");
        answer.Html.ShouldNotContain("production");
    }
}
