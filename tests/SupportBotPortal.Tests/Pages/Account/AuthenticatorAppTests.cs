using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Account;

/// <summary>An authenticator app is set up, moved and removed; what it means for those who are signed in.</summary>
public sealed class AuthenticatorAppTests : IAsyncLifetime
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 6, 1, 9, 0, 0, TimeSpan.Zero));
    private readonly PortalFactory portal;

    public AuthenticatorAppTests() => portal = new PortalFactory { Clock = clock, Replace = StartedPortal.Quick };

    [Fact]
    public async Task A_wrong_code_turns_nothing_on_and_shows_the_same_secret_again()
    {
        var person = await portal.AddPersonAsync(BuiltInRoles.Viewer);
        using var browser = await portal.SignedInAsync(person);
        var secret = await browser.SecretAsync();

        var refused = await browser.ConfirmAppAsync("000000");

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Text("[role=alert]").ShouldContain("clock of the phone");
        refused.Page.QuerySelector("#secret")!.TextContent.Replace(" ", "").ShouldBe(secret);
        refused.Page.QuerySelectorAll(".qr svg").ShouldHaveSingleItem();
        using var other = await portal.SignedInAsync(person);
        (await other.GetAsync("/providers")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_secret_is_shown_after_the_password_for_a_quarter_of_an_hour_and_never_once_it_is_in_use()
    {
        var person = await portal.AddPersonAsync(BuiltInRoles.Viewer);
        using var browser = await portal.SignedInAsync(person);
        (await browser.SubmitFormAsync(Factors.AppPage, new() { ["Password"] = "wrong" })).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await browser.GetAsync(Factors.AppPage)).Page.QuerySelectorAll("#secret, .qr").ShouldBeEmpty();
        var secret = await browser.SecretAsync();
        clock.Advance(TimeSpan.FromMinutes(16));

        (await browser.GetAsync(Factors.AppPage)).Page.QuerySelectorAll("#secret, .qr").ShouldBeEmpty();
        (await browser.ConfirmAppAsync(Factors.CodeOf(secret, clock.GetUtcNow()))).Status.ShouldBe(HttpStatusCode.Redirect);
        (await portal.InDatabaseAsync(db => db.Users.Where(u => u.Id == person.Id).Select(u => u.TotpSecret).SingleAsync())).ShouldBeNull();

        await browser.SetUpAppAsync(clock.GetUtcNow());
        (await browser.GetAsync(Factors.AppPage)).Page.QuerySelectorAll("#secret, .qr").ShouldBeEmpty();
    }

    [Fact]
    public async Task The_secret_is_shown_in_the_session_in_which_the_password_was_typed_and_in_no_other()
    {
        var person = await portal.AddPersonAsync(BuiltInRoles.Viewer);
        using var browser = await portal.SignedInAsync(person);
        using var other = await portal.SignedInAsync(person);
        var secret = await browser.SecretAsync();

        (await other.GetAsync(Factors.AppPage)).Page.QuerySelectorAll("#secret, .qr").ShouldBeEmpty();
        (await other.ConfirmAppAsync(Factors.CodeOf(secret, clock.GetUtcNow()))).Status.ShouldBe(HttpStatusCode.Redirect);
        (await portal.InDatabaseAsync(db => db.Users.CountAsync(u => u.TotpSecret != null))).ShouldBe(0);
    }

    [Theory]
    [InlineData("app")]
    [InlineData("passkey")]
    public async Task Whoever_is_signed_in_by_the_password_alone_is_signed_out_when_a_factor_is_set_up(string factor)
    {
        var person = await portal.AddPersonAsync(BuiltInRoles.Viewer);
        using var browser = await portal.SignedInAsync(person);
        using var thief = await portal.SignedInAsync(person);
        using var device = new SoftAuthenticator();

        if (factor == "app") await browser.SetUpAppAsync(clock.GetUtcNow());
        else (await browser.AddPasskeyAsync(device)).Status.ShouldBe(HttpStatusCode.OK);

        (await thief.GetAsync("/account")).Location!.ShouldStartWith("/sign-in?");
        (await browser.GetAsync("/account")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Moving_to_another_app_keeps_the_recovery_codes()
    {
        var person = await portal.AddPersonAsync(BuiltInRoles.Viewer);
        using var browser = await portal.SignedInAsync(person);
        var (old, codes) = await browser.SetUpAppAsync(clock.GetUtcNow());
        clock.Advance(TimeSpan.FromMinutes(2));
        var (secret, none) = await browser.SetUpAppAsync(clock.GetUtcNow());
        none.ShouldBeEmpty();
        secret.ShouldNotBe(old);
        clock.Advance(TimeSpan.FromMinutes(2));

        using var other = await portal.HalfwayAsync(person);
        (await other.TypeCodeAsync(Factors.CodeOf(old, clock.GetUtcNow()))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await other.TypeCodeAsync(codes[0], recovery: true)).Status.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Removing_the_app_costs_the_password_and_takes_the_codes_with_it()
    {
        var person = await portal.AddPersonAsync(BuiltInRoles.Viewer);
        using var browser = await portal.SignedInAsync(person);
        await browser.SetUpAppAsync(clock.GetUtcNow());
        const string page = Factors.AppPage + "/remove";
        (await browser.SubmitFormAsync(page, new() { ["Password"] = "wrong" })).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);

        (await browser.SubmitFormAsync(page, new() { ["Password"] = PortalBrowser.Password })).Status.ShouldBe(HttpStatusCode.Redirect);

        (await portal.InDatabaseAsync(db => db.RecoveryCodes.CountAsync(c => c.UserId == person.Id))).ShouldBe(0);
        using var other = await portal.SignedInAsync(person);
        (await other.GetAsync("/providers")).Status.ShouldBe(HttpStatusCode.OK);
        (await browser.GetAsync(page)).Location.ShouldBe("/account/second-factor");
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => portal.DisposeAsync();
}
