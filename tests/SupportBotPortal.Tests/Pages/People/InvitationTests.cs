using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Tests.Health.Alerts;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.People;

/// <summary>A link brings somebody in, or lets him choose another password: once, for a time, and nobody else.</summary>
public sealed class InvitationTests : IAsyncLifetime
{
    private const string Chosen = "eleven slow lanterns";

    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 6, 1, 9, 0, 0, TimeSpan.Zero));
    private readonly PortalFactory portal;
    private PortalBrowser admin = null!;

    public InvitationTests() => portal = new PortalFactory { Clock = clock, Replace = StartedPortal.Quick, Settings = new Dictionary<string, string?> { ["Portal:PublicUrl"] = "https://portal.example.com/" } };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_invited_person_chooses_a_password_is_signed_in_and_may_what_the_roles_say()
    {
        var made = await InviteAsync("rosa@example.com", BuiltInRoles.Viewer);
        made.Status.ShouldBe(HttpStatusCode.OK, made.Html);
        var url = LinkIn(made);
        url.ShouldStartWith("https://portal.example.com/join?token=");
        (await admin.GetAsync("/people")).Text("main").ShouldContain("Invited");
        (await admin.GetAsync("/people")).Html.ShouldNotContain(url[^43..]);
        using var browser = new PortalBrowser(portal);
        (await browser.GetAsync(PathOf(url))).Page.QuerySelector("#email")!.GetAttribute("value").ShouldBe("rosa@example.com");

        (await ChooseAsync(browser, url)).Status.ShouldBe(HttpStatusCode.Redirect);

        (await browser.GetAsync("/providers")).Status.ShouldBe(HttpStatusCode.OK);
        (await browser.GetAsync("/usage")).Status.ShouldBe(HttpStatusCode.Forbidden);
        using var again = new PortalBrowser(portal);
        await again.SignInAsync("rosa@example.com", Chosen);
        (await admin.GetAsync("/people")).Text("main").ShouldNotContain("Invited");
        (await ActionsAsync("rosa@example.com")).ShouldBe(["user.invited", "user.joined", "sign_in.succeeded"]);
    }

    [Fact]
    public async Task A_link_works_once()
    {
        var url = LinkIn(await InviteAsync("once@example.com", BuiltInRoles.Viewer));
        using var browser = new PortalBrowser(portal);
        (await ChooseAsync(browser, url)).Status.ShouldBe(HttpStatusCode.Redirect);

        using var thief = new PortalBrowser(portal);
        (await thief.GetAsync(PathOf(url))).Status.ShouldBe(HttpStatusCode.Gone);
        (await ChooseAsync(thief, url, "eleven other lanterns")).Status.ShouldBe(HttpStatusCode.Gone);

        using var again = new PortalBrowser(portal);
        await again.SignInAsync("once@example.com", Chosen);
    }

    [Fact]
    public async Task A_link_that_two_open_at_the_same_moment_lets_one_of_them_in()
    {
        var url = LinkIn(await InviteAsync("race@example.com", BuiltInRoles.Viewer));
        using var first = new PortalBrowser(portal);
        using var second = new PortalBrowser(portal);

        var both = await Task.WhenAll(ChooseAsync(first, url), ChooseAsync(second, url, "eleven other lanterns"));

        both.Select(a => a.Status).ShouldBe([HttpStatusCode.Redirect, HttpStatusCode.Gone], ignoreOrder: true);
    }

    [Fact]
    public async Task An_invitation_ends_after_a_week_and_a_new_one_voids_the_one_before()
    {
        var first = LinkIn(await InviteAsync("slow@example.com", BuiltInRoles.Viewer));
        clock.Advance(TimeSpan.FromDays(7) + TimeSpan.FromSeconds(1));
        admin.Dispose();
        admin = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Admin);
        using var browser = new PortalBrowser(portal);
        (await browser.GetAsync(PathOf(first))).Status.ShouldBe(HttpStatusCode.Gone);
        var id = (await UserAsync("slow@example.com")).Id;
        (await admin.GetAsync($"/people/{id}")).Text(".facts").ShouldContain("has ended; make a new one");

        var second = LinkIn(await MakeLinkAsync(id));
        var third = LinkIn(await MakeLinkAsync(id));

        (await ChooseAsync(browser, second)).Status.ShouldBe(HttpStatusCode.Gone);
        (await ChooseAsync(browser, third)).Status.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_reset_ends_the_old_password_and_its_sessions_until_another_one_is_chosen()
    {
        var person = await portal.AddPersonAsync(BuiltInRoles.Viewer);
        using var before = await portal.SignedInAsync(person);

        var url = LinkIn(await MakeLinkAsync(person.Id));

        (await before.GetAsync("/providers")).Status.ShouldBe(HttpStatusCode.Redirect);
        (await SignInAsync(person.Email!, PortalBrowser.Password)).ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await admin.GetAsync($"/people/{person.Id}")).Text(".page-head").ShouldContain("Chooses a new password");
        using var browser = new PortalBrowser(portal);
        (await ChooseAsync(browser, url)).Status.ShouldBe(HttpStatusCode.Redirect);
        (await SignInAsync(person.Email!, Chosen)).ShouldBe(HttpStatusCode.Redirect);
        clock.Advance(TimeSpan.FromDays(1));
        (await ActionsAsync(person.Email!)).ShouldBe(["sign_in.succeeded", "user.password_reset", "sign_in.refused", "user.password_chosen", "sign_in.succeeded"]);
    }

    [Theory]
    [InlineData("nothing", HttpStatusCode.OK)]
    [InlineData("the person may more", HttpStatusCode.Gone)]
    [InlineData("the role allows more", HttpStatusCode.Gone)]
    [InlineData("the maker may no more", HttpStatusCode.Gone)]
    [InlineData("the maker is disabled", HttpStatusCode.Gone)]
    [InlineData("the maker is deleted", HttpStatusCode.Gone)]
    [InlineData("the maker was disabled and is enabled", HttpStatusCode.Gone)]
    [InlineData("the maker gets a new password", HttpStatusCode.Gone)]
    public async Task A_link_opens_nothing_once_whoever_made_it_may_not_act_on_its_person(string what, HttpStatusCode status)
    {
        var given = await portal.AddRoleAsync("llm_provider.view");
        var maker = await portal.AddPersonAsync(await portal.AddRoleAsync("user.edit", "role.view", "llm_provider.view"));
        using var makers = await portal.SignedInAsync(maker);
        var role = await portal.InDatabaseAsync(db => db.Roles.SingleAsync(r => r.Name == given, Cancellation));
        var url = LinkIn(await makers.PressAsync("/people/invite", false, ("Form.Email", "later@example.com"), ("Roles", role.Id.ToString()), ("Password", PortalBrowser.Password)));
        var person = await UserAsync("later@example.com");
        await portal.InDatabaseAsync(async db =>
        {
            if (what == "the person may more") db.UserRoles.Add(new() { UserId = person.Id, RoleId = await db.Roles.Where(r => r.Name == BuiltInRoles.Owner).Select(r => r.Id).SingleAsync(Cancellation) });
            if (what == "the role allows more") db.RolePermissions.Add(new() { RoleId = role.Id, Permission = "llm_provider.edit" });
            await db.SaveChangesAsync(Cancellation);
            if (what == "the maker may no more") await db.UserRoles.Where(m => m.UserId == maker.Id).ExecuteDeleteAsync(Cancellation);
            if (what == "the maker is disabled") await db.Users.Where(u => u.Id == maker.Id).ExecuteUpdateAsync(set => set.SetProperty(u => u.IsDisabled, true), Cancellation);
            if (what == "the maker is deleted") await db.Users.Where(u => u.Id == maker.Id).ExecuteDeleteAsync(Cancellation);
            return 0;
        });
        if (what == "the maker gets a new password") LinkIn(await MakeLinkAsync(maker.Id)).ShouldNotBeEmpty();
        if (what == "the maker was disabled and is enabled")
            foreach (var act in (string[])["disable", "enable"]) (await admin.PressAsync($"/people/{maker.Id}/{act}")).Status.ShouldBe(HttpStatusCode.Redirect);

        using var browser = new PortalBrowser(portal);
        (await browser.GetAsync(PathOf(url))).Status.ShouldBe(status);

        (await ChooseAsync(browser, url)).Status.ShouldBe(status == HttpStatusCode.OK ? HttpStatusCode.Redirect : HttpStatusCode.Gone);
        ((await UserAsync("later@example.com")).PasswordHash is not null).ShouldBe(status == HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_disabled_persons_link_opens_nothing()
    {
        var url = LinkIn(await InviteAsync("gone@example.com", BuiltInRoles.Viewer));
        var id = (await UserAsync("gone@example.com")).Id;
        (await admin.PressAsync($"/people/{id}/disable")).Status.ShouldBe(HttpStatusCode.Redirect);
        (await admin.PressAsync($"/people/{id}/enable")).Status.ShouldBe(HttpStatusCode.Redirect);

        using var browser = new PortalBrowser(portal);
        (await browser.GetAsync(PathOf(url))).Status.ShouldBe(HttpStatusCode.Gone);
    }

    [Theory]
    [InlineData("short", "short", "at least 12")]
    [InlineData("eleven slow lanterns", "eleven slow lantern", "not the same")]
    [InlineData("password12345", "password12345", "among the first that are guessed")]
    public async Task A_password_that_cannot_be_is_refused_and_the_link_still_works(string password, string repeat, string sentence)
    {
        var url = LinkIn(await InviteAsync("picky@example.com", BuiltInRoles.Viewer));
        using var browser = new PortalBrowser(portal);

        var refused = await ChooseAsync(browser, url, password, repeat);

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Text("main .field .error").ShouldContain(sentence);
        refused.Html.ShouldNotContain(password == "short" ? "value=\"short\"" : password);
        (await ChooseAsync(browser, url)).Status.ShouldBe(HttpStatusCode.Redirect);
    }

    [Theory]
    [InlineData("nobody", "Enter an email address")]
    [InlineData("ro sa@example.com", "Enter an email address")]
    [InlineData("ro\u200bsa@example.com", "Enter an email address")]
    [InlineData("", "Enter an email address")]
    public async Task An_email_that_cannot_be_is_refused(string email, string sentence)
    {
        var refused = await InviteAsync(email, BuiltInRoles.Viewer);

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Text("#email-help .error").ShouldContain(sentence);
        refused.Page.QuerySelectorAll("[name=Roles][checked]").Length.ShouldBe(1);
    }

    [Fact]
    public async Task Nobody_is_invited_twice_and_nobody_without_a_role()
    {
        await InviteAsync("Twice@example.com", BuiltInRoles.Viewer);
        (await InviteAsync("twice@EXAMPLE.com", BuiltInRoles.Viewer)).Text("#email-help .error").ShouldContain("There is an account with this email already.");

        (await admin.PressAsync("/people/invite", false, ("Form.Email", "roleless@example.com"), ("Password", PortalBrowser.Password))).Text("#roles-help .error").ShouldContain("Tick at least one role");
    }

    [Fact]
    public async Task The_link_is_mailed_where_that_is_possible_and_kept_nowhere()
    {
        await using var mail = new MailCatcher(wantsPassword: false);
        (await admin.GetAsync("/people/invite")).Text("#mail-help").ShouldContain("an owner has to set up a mail server");
        await portal.InDatabaseAsync(db =>
        {
            db.MailServers.Add(new() { Host = "localhost", Port = mail.Port, Security = MailSecurity.None, FromAddress = "portal@example.com", FromName = "Portal" });
            return db.SaveChangesAsync(Cancellation);
        });

        var made = await InviteAsync("mailed@example.com", BuiltInRoles.Viewer, ("Form.SendsMail", "true"));

        made.Text("#made").ShouldContain("The link is on its way to mailed@example.com.");
        var url = LinkIn(made);
        mail.Mails.TryDequeue(out var caught).ShouldBeTrue();
        caught!.Message.TextBody!.ShouldContain(url);
        caught.Recipients.ShouldBe(["mailed@example.com"]);
        var token = url[^43..];
        portal.Log.Lines.ShouldNotContain(line => line.Contains(token));
        (await portal.InDatabaseAsync(db => db.Audit.AsNoTracking().ToListAsync(Cancellation))).ShouldNotContain(a => a.Changes.Contains(token));
        File.ReadAllText(portal.DatabaseFile, System.Text.Encoding.Latin1).ShouldNotContain(token);
    }

    [Fact]
    public async Task A_mail_that_fails_says_so_and_the_link_is_there_all_the_same()
    {
        await using var mail = new MailCatcher(wantsPassword: false);
        mail.Unknown.Add("unknown@example.com");
        await portal.InDatabaseAsync(db =>
        {
            db.MailServers.Add(new() { Host = "localhost", Port = mail.Port, Security = MailSecurity.None, FromAddress = "portal@example.com" });
            return db.SaveChangesAsync(Cancellation);
        });

        var made = await InviteAsync("unknown@example.com", BuiltInRoles.Viewer, ("Form.SendsMail", "true"));

        made.Text("#made").ShouldContain("The link could not be mailed: give it to unknown@example.com yourself.");
        using var browser = new PortalBrowser(portal);
        (await ChooseAsync(browser, LinkIn(made))).Status.ShouldBe(HttpStatusCode.Redirect);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?token=")]
    [InlineData("?token=wrong")]
    public async Task A_link_that_is_none_opens_nothing_and_tells_nothing(string query)
    {
        using var browser = new PortalBrowser(portal);

        var answer = await browser.GetAsync("/join" + query);

        answer.Status.ShouldBe(HttpStatusCode.Gone);
        answer.Text("main").ShouldContain("This link cannot be used");
    }

    public async ValueTask InitializeAsync() => admin = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Admin);

    public ValueTask DisposeAsync()
    {
        admin.Dispose();
        return portal.DisposeAsync();
    }

    private static string LinkIn(Answer answer) => answer.Page.QuerySelector("#link")?.GetAttribute("value") ?? throw new InvalidOperationException(answer.Html);

    private static string PathOf(string url) => new Uri(url).PathAndQuery;

    private static async Task<Answer> ChooseAsync(PortalBrowser browser, string url, string password = Chosen, string? repeat = null) =>
        await Answer.OfAsync(await browser.PostAsync("/sign-in", "/join", new() { ["token"] = url.Split('=')[1], ["Input.New"] = password, ["Input.Repeat"] = repeat ?? password }));

    private async Task<Answer> InviteAsync(string email, string role, params (string Name, string Value)[] more)
    {
        var id = await portal.InDatabaseAsync(db => db.Roles.Where(r => r.Name == role).Select(r => r.Id).SingleAsync(Cancellation));
        return await admin.PressAsync("/people/invite", false, [("Form.Email", email), ("Roles", id.ToString()), ("Password", PortalBrowser.Password), .. more]);
    }

    private Task<Answer> MakeLinkAsync(Guid id) => admin.PressAsync($"/people/{id}/link", false, ("Password", PortalBrowser.Password));

    private Task<PortalUser> UserAsync(string email) => portal.InDatabaseAsync(db => db.Users.AsNoTracking().SingleAsync(u => u.Email == email, Cancellation));

    private async Task<HttpStatusCode> SignInAsync(string email, string password)
    {
        using var browser = new PortalBrowser(portal);
        using var response = await browser.PostAsync("/sign-in", "/sign-in", new() { ["Input.Email"] = email, ["Input.Password"] = password });
        return response.StatusCode;
    }

    private Task<List<string>> ActionsAsync(string email) => portal.InDatabaseAsync(db => db.Audit.AsNoTracking().Where(a => a.SubjectName == email).OrderBy(a => a.Id).Select(a => a.Action).ToListAsync(Cancellation));
}
