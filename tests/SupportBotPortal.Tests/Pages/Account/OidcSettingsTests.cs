using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Account;

/// <summary>What the portal asks of the identity provider, and what is said where it cannot be asked.</summary>
public sealed class OidcSettingsTests(OidcTest.Shared shared) : OidcTest(shared)
{
    [Fact]
    public async Task The_request_asks_for_a_code_with_PKCE_in_the_address_and_keeps_the_secret_to_itself()
    {
        using var browser = new PortalBrowser(Portal);

        var query = QueryHelpers.ParseQuery(new Uri((await browser.GetAsync("/sign-in/oidc")).Location!).Query);

        string.Join(' ', query["response_type"], query["response_mode"], query["code_challenge_method"], query["redirect_uri"]).ShouldBe("code query S256 http://localhost/sign-in/oidc/callback");
        query["nonce"].ToString().ShouldNotBeEmpty();
        query["scope"].ToString().ShouldBe("openid profile email groups");
        query.Values.ShouldAllBe(value => !value.ToString().Contains(IdentityProvider.ClientSecret));
    }

    [Fact]
    public async Task Who_comes_back_again_and_again_is_asked_to_wait()
    {
        await using var strict = new PortalFactory { Settings = Provider.Settings() };
        using var browser = new PortalBrowser(strict);
        for (var attempt = 0; attempt < 30; attempt++) (await browser.GetAsync("/sign-in/oidc/callback?code=x&state=y")).Status.ShouldBe(HttpStatusCode.Redirect);

        (await browser.GetAsync("/sign-in/oidc/callback?code=x&state=y")).Status.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Settings_say_what_it_gives_and_which_role_there_is_not()
    {
        await using var other = new PortalFactory { Replace = StartedPortal.Quick, Settings = Provider.Settings(("support-leads", BuiltInRoles.Operator), ("typos", "Opperator")) };
        using var owner = await PortalBrowser.SignedInAsync(other, BuiltInRoles.Owner);

        var page = await owner.GetAsync("/settings");

        page.Text("main").ShouldContain("support-leads → Operator");
        page.Text(".notice-bad").ShouldContain("There is no role called “Opperator”");
        page.Html.ShouldNotContain(IdentityProvider.ClientSecret);
    }

    [Theory]
    [InlineData("Oidc:Authority", "http://login.example.com", "https address")]
    [InlineData("Oidc:ClientId", "", "Oidc:ClientId is missing")]
    [InlineData("Oidc:ClientSecretFile", "/nowhere/secret", "both set")]
    [InlineData("Oidc:Roles:0:Role", "", "needs a Group and a Role")]
    public async Task A_setting_that_cannot_be_used_ends_the_start_with_a_sentence(string name, string value, string sentence)
    {
        await using var wrong = new PortalFactory { Settings = new Dictionary<string, string?>(Provider.Settings(("a", "b"))) { [name] = value } };

        Should.Throw<Microsoft.Extensions.Options.OptionsValidationException>(() => wrong.Services).Message.ShouldContain(sentence);
    }

    [Fact]
    public async Task A_provider_that_does_not_answer_is_said_to_and_passwords_still_let_in()
    {
        await using var alone = new PortalFactory { Replace = StartedPortal.Quick, Settings = new Dictionary<string, string?>(Provider.Settings()) { ["Oidc:Authority"] = "http://localhost:1" } };
        var person = await alone.AddPersonAsync(BuiltInRoles.Viewer);
        using var browser = new PortalBrowser(alone);

        var told = await browser.GetAsync("/sign-in/oidc");

        told.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        told.Text("[role=alert]").ShouldContain("Example login does not answer");
        await browser.SignInAsync(person.Email!, PortalBrowser.Password);
    }

    [Fact]
    public async Task Without_a_provider_there_is_no_such_page_and_no_button()
    {
        await using var plain = new PortalFactory { Replace = StartedPortal.Quick };
        using var browser = new PortalBrowser(plain);

        (await browser.GetAsync("/sign-in/oidc")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await browser.GetAsync("/sign-in")).Page.QuerySelectorAll("a[href^='/sign-in/oidc']").ShouldBeEmpty();
        using var other = new PortalBrowser(Portal);
        (await other.GetAsync("/sign-in")).Text("a[href^='/sign-in/oidc']").ShouldBe("Sign in with Example login");
    }
}
