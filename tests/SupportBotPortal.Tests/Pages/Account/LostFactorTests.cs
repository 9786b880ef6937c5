using System.Net;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Account;

/// <summary>What happens to a second factor when its person, its password or the portal's keys are not there.</summary>
public sealed class LostFactorTests : IAsyncLifetime
{
    private readonly PortalFactory portal = new() { Replace = StartedPortal.Quick };
    private PortalBrowser admin = null!;

    [Fact]
    public async Task Who_has_lost_everything_is_let_in_again_by_somebody_who_may_and_all_sessions_end()
    {
        var person = await portal.AddPersonAsync(BuiltInRoles.Viewer);
        using var browser = await portal.SignedInAsync(person);
        using var device = new SoftAuthenticator();
        await browser.SetUpAppAsync(DateTimeOffset.UtcNow);
        await browser.AddPasskeyAsync(device);
        (await admin.GetAsync($"/people/{person.Id}")).Text(".facts").ShouldContain("A passkey, an authenticator app, 10 recovery codes.");
        var page = $"/people/{person.Id}/second-factor";
        (await admin.SubmitFormAsync(page, new() { ["Password"] = "wrong" })).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);

        (await admin.SubmitFormAsync(page, new() { ["Password"] = PortalBrowser.Password })).Status.ShouldBe(HttpStatusCode.Redirect);

        (await browser.GetAsync("/providers")).Location!.ShouldStartWith("/sign-in?");
        using var again = await portal.SignedInAsync(person);
        (await again.GetAsync("/account")).Text("main").ShouldContain("None.");
        using var gone = new PortalBrowser(portal);
        device.Count++;
        (await gone.UsePasskeyAsync(device.Sign(await gone.PasskeyOptionsAsync()))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await portal.InDatabaseAsync(db => db.RecoveryCodes.CountAsync())).ShouldBe(0);
        (await portal.InDatabaseAsync(db => db.Audit.Where(a => a.Action == "user.second_factor_reset").Select(a => a.Changes).SingleAsync()))
            .ShouldBe("""[{"field":"Authenticator app","before":null,"after":"removed"},{"field":"Passkey","before":"Work laptop","after":null}]""");
    }

    [Fact]
    public async Task Nobody_resets_the_factor_of_who_may_do_more_or_his_own()
    {
        var owner = await portal.AddPersonAsync(BuiltInRoles.Owner);
        using var browser = await portal.SignedInAsync(owner);
        await browser.SetUpAppAsync(DateTimeOffset.UtcNow);

        (await admin.SubmitFormAsync("/account/password", new() { ["Password"] = PortalBrowser.Password }, $"/people/{owner.Id}/second-factor")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await browser.SubmitFormAsync("/account/password", new() { ["Password"] = PortalBrowser.Password }, $"/people/{owner.Id}/second-factor")).Status.ShouldBe(HttpStatusCode.Forbidden);

        (await portal.InDatabaseAsync(db => db.Users.CountAsync(u => u.TotpSecret != null))).ShouldBe(1);
    }

    [Fact]
    public async Task A_link_to_a_new_password_stands_for_the_password_and_not_for_the_second_factor()
    {
        var person = await portal.AddPersonAsync(BuiltInRoles.Viewer);
        using var browser = await portal.SignedInAsync(person);
        var (_, codes) = await browser.SetUpAppAsync(DateTimeOffset.UtcNow);
        var made = await admin.SubmitFormAsync($"/people/{person.Id}/link", new() { ["Password"] = PortalBrowser.Password });
        var path = new Uri(made.Page.QuerySelector("#made input")!.GetAttribute("value")!).PathAndQuery;
        using var thief = new PortalBrowser(portal);

        (await thief.SubmitFormAsync(path, new() { ["Input.New"] = "eleven slow lanterns", ["Input.Repeat"] = "eleven slow lanterns" })).Location.ShouldBe("/sign-in/code");

        (await thief.GetAsync("/providers")).Location!.ShouldStartWith("/sign-in?");
        (await thief.TypeCodeAsync(codes[0], recovery: true)).Location.ShouldBe("/");
    }

    [Fact]
    public async Task While_the_portal_is_locked_recovery_codes_and_passkeys_still_let_in()
    {
        var directory = Directory.CreateTempSubdirectory("supportbot-locked-").FullName;
        try
        {
            PortalUser person;
            IReadOnlyList<string> codes;
            string secret;
            using var device = new SoftAuthenticator();
            await using (var before = new PortalFactory(directory) { Replace = StartedPortal.Quick })
            {
                person = await before.AddPersonAsync(BuiltInRoles.Viewer);
                using var browser = await before.SignedInAsync(person);
                (secret, codes) = await browser.SetUpAppAsync(DateTimeOffset.UtcNow);
                await browser.AddPasskeyAsync(device);
            }

            File.Delete(Path.Combine(directory, "master.key"));
            await using var locked = new PortalFactory(directory) { Replace = StartedPortal.Quick };
            using var halfway = new PortalBrowser(locked);
            await halfway.SubmitFormAsync("/sign-in", new() { ["Input.Email"] = person.Email!, ["Input.Password"] = PortalBrowser.Password });

            var told = await halfway.TypeCodeAsync(Factors.CodeOf(secret, DateTimeOffset.UtcNow.AddSeconds(30)));
            told.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
            told.Text("[role=alert]").ShouldContain("it is locked");
            (await locked.InDatabaseAsync(db => db.Users.Where(u => u.Id == person.Id).Select(u => u.AccessFailedCount).SingleAsync())).ShouldBe(0);
            (await halfway.TypeCodeAsync(codes[0], recovery: true)).Location.ShouldBe("/");
            using var other = new PortalBrowser(locked);
            device.Count++;
            (await other.UsePasskeyAsync(device.Sign(await other.PasskeyOptionsAsync()))).Location.ShouldBe("/");
            (await other.SubmitFormAsync(Factors.AppPage, new() { ["Password"] = PortalBrowser.Password })).Text(".notice-bad[role=alert] p").ShouldContain("Add a passkey instead");
        }
        finally
        {
            await PortalFactory.DeleteAsync(directory);
        }
    }

    public async ValueTask InitializeAsync() => admin = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Admin);

    public ValueTask DisposeAsync()
    {
        admin.Dispose();
        return portal.DisposeAsync();
    }
}
