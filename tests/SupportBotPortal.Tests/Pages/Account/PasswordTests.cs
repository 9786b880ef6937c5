using System.Net;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Account;

public sealed class PasswordTests : IAsyncLifetime
{
    private const string New = "violet lamp under water";

    private readonly PortalFactory portal = new() { Replace = StartedPortal.Quick };

    [Fact]
    public async Task A_change_ends_the_other_sessions_and_keeps_this_one()
    {
        var person = await portal.AddPersonAsync(BuiltInRoles.Viewer);
        using var here = await portal.SignedInAsync(person);
        using var elsewhere = await portal.SignedInAsync(person);

        (await ChangeAsync(here)).Status.ShouldBe(HttpStatusCode.Redirect);

        (await here.GetAsync("/providers")).Status.ShouldBe(HttpStatusCode.OK);
        (await elsewhere.GetAsync("/providers")).Status.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Where_the_other_sessions_cannot_be_ended_the_password_stays_as_it_was()
    {
        var person = await portal.AddPersonAsync(BuiltInRoles.Viewer);
        using var here = await portal.SignedInAsync(person);
        await portal.ChangeFileAsync("CREATE TRIGGER fails BEFORE DELETE ON Sessions BEGIN SELECT RAISE(ABORT, 'disk on fire'); END;");

        (await ChangeAsync(here)).Status.ShouldBe(HttpStatusCode.InternalServerError);

        await portal.ChangeFileAsync("DROP TRIGGER fails");
        (await portal.InDatabaseAsync(db => db.Audit.CountAsync(a => a.Action == "user.password_changed"))).ShouldBe(0);
        using var again = new PortalBrowser(portal);
        await again.SignInAsync(person.Email!, PortalBrowser.Password);
    }

    [Fact]
    public async Task A_locked_account_is_told_to_wait_and_its_session_stays()
    {
        var person = await portal.AddPersonAsync(BuiltInRoles.Viewer);
        using var here = await portal.SignedInAsync(person);
        using var stranger = new PortalBrowser(portal);
        for (var i = 0; i < 5; i++) await stranger.PostAsync("/sign-in", "/sign-in", new() { ["Input.Email"] = person.Email!, ["Input.Password"] = "wrong" });

        var refused = await ChangeAsync(here);

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Text("#current-help").ShouldContain("locked for a while");
        (await here.GetAsync("/providers")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Who_has_no_password_gets_none_here()
    {
        var person = await portal.AddPersonAsync(BuiltInRoles.Viewer);
        using var here = await portal.SignedInAsync(person);
        await portal.InDatabaseAsync(db => db.Users.Where(u => u.Id == person.Id).ExecuteUpdateAsync(set => set.SetProperty(u => u.PasswordHash, (string?)null)));
        // Just shown who he is: what else is asked for a password lets him through.
        await portal.InDatabaseAsync(db => db.Sessions.ExecuteUpdateAsync(set => set.SetProperty(s => s.ProvenAt, DateTime.UtcNow)));

        (await Answer.OfAsync(await here.PostAsync("/providers", "/account/password", Form()))).Location.ShouldBe("/account");

        (await portal.InDatabaseAsync(db => db.Users.Where(u => u.Id == person.Id).Select(u => u.PasswordHash).SingleAsync())).ShouldBeNull();
    }

    [Fact]
    public async Task What_the_new_password_lacks_is_said_and_the_old_one_stays()
    {
        var person = await portal.AddPersonAsync(BuiltInRoles.Viewer);
        using var here = await portal.SignedInAsync(person);
        var form = Form();
        form["Input.New"] = form["Input.Repeat"] = "short";

        var refused = await Answer.OfAsync(await here.PostAsync("/account/password", "/account/password", form));

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Text("[role=alert]").ShouldBe("One thing needs your attention.");
        refused.Text("#new-help .error").ShouldContain("12 characters");
        using var again = new PortalBrowser(portal);
        await again.SignInAsync(person.Email!, PortalBrowser.Password);
        (await here.GetAsync("/providers")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(PortalBrowser.Password, PortalBrowser.Password, PortalBrowser.Password, null, "This is what you have typed as your current password. Choose another one.", null)]
    [InlineData("", "", "", "Enter the password that you have now.", "Choose a password.", null)]
    [InlineData("wrong", "violet lamp under water", "violet lamp under water", "The current password is not right.", null, null)]
    [InlineData(PortalBrowser.Password, "password1234", "password4321", null, "This password is among the first that are guessed.", "The two passwords are not the same.")]
    public async Task Each_thing_that_is_wrong_is_said_at_its_field_and_all_at_once(string current, string wanted, string repeat, string? atCurrent, string? atNew, string? atRepeat)
    {
        using var here = await portal.SignedInAsync(await portal.AddPersonAsync(BuiltInRoles.Viewer));

        var refused = await here.SubmitFormAsync("/account/password", new() { ["Input.Current"] = current, ["Input.New"] = wanted, ["Input.Repeat"] = repeat });

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        foreach (var (field, sentence) in (ReadOnlySpan<(string, string?)>)[("current", atCurrent), ("new", atNew), ("repeat", atRepeat)])
        {
            var errors = refused.Page.QuerySelectorAll($"#{field}-help .error").Select(e => e.TextContent).ToList();
            if (sentence is null) errors.ShouldBeEmpty(field);
            else errors.ShouldHaveSingleItem(field).ShouldStartWith(sentence);
            refused.Page.GetElementById(field)!.GetAttribute("aria-invalid").ShouldBe(sentence is null ? null : "true");
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_change_revokes_the_persons_api_tokens_if_he_ticks_that(bool ticked)
    {
        var (person, other) = (await portal.AddPersonAsync(BuiltInRoles.Viewer), await portal.AddPersonAsync(BuiltInRoles.Viewer));
        using var own = new ApiProgram(portal, await ApiProgram.AddTokenAsync(portal, person.Id, "llm_provider.view"));
        using var others = new ApiProgram(portal, await ApiProgram.AddTokenAsync(portal, other.Id, "llm_provider.view"));
        using var here = await portal.SignedInAsync(person);
        (await here.PageAsync("/account/password")).QuerySelector("#tokens-help")!.TextContent.ShouldStartWith("One acts for you");

        (await ChangeAsync(here, ticked ? "true" : "false")).Status.ShouldBe(HttpStatusCode.Redirect);

        (await own.GetAsync("providers")).Status.ShouldBe(ticked ? HttpStatusCode.Unauthorized : HttpStatusCode.OK);
        (await others.GetAsync("providers")).Status.ShouldBe(HttpStatusCode.OK);
        (await portal.InDatabaseAsync(db => db.Audit.Where(a => a.Action == "user.password_changed").Select(a => a.Changes.Contains("API tokens")).SingleAsync())).ShouldBe(ticked);
        ((await here.PageAsync("/account/password")).QuerySelector("#tokens-help") is null).ShouldBe(ticked);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => portal.DisposeAsync();

    private static async Task<Answer> ChangeAsync(PortalBrowser browser, string revokes = "false") =>
        await Answer.OfAsync(await browser.PostAsync("/account/password", "/account/password", Form(revokes)));

    private static Dictionary<string, string> Form(string revokes = "false") => new()
    {
        ["Input.Current"] = PortalBrowser.Password,
        ["Input.New"] = New,
        ["Input.Repeat"] = New,
        ["Input.RevokesTokens"] = revokes,
    };
}
