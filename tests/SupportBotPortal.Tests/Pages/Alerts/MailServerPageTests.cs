using System.Net;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Health.Alerts.Mail;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Alerts;

/// <summary>The mail server is set up on a page; its password goes in, and never comes out.</summary>
public sealed class MailServerPageTests : IAsyncLifetime
{
    private const string Password = "smtp-Qp4+/<&>%'52be11";

    private readonly AlertPagesBench bench = new();
    private PortalBrowser owner = null!;

    public static TheoryData<string, string, string, string> Wrong => new()
    {
        { "Host", "", "host", "Enter the mail server’s host" },
        { "Host", "https://smtp.example.com", "host", "That is no host name." },
        { "Host", "169.254.169.254", "host", "169.254.169.254" },
        { "Port", "0", "port", "Enter a port from 1 to 65535" },
        { "Port", "smtp", "port", "Enter a port from 1 to 65535" },
        { "Security", "None", "security", "must not travel unencrypted" },
        { "Security", "Later", "security", "This is not one of the offered values." },
        { "User", "", "user", "Enter the user name that the password belongs to." },
        { "FromAddress", "portal", "from", "Enter the address that mail comes from" },
    };

    [Fact]
    public async Task It_is_saved_audited_and_shown_without_its_password()
    {
        (await owner.PageAsync(AlertForms.MailServer)).QuerySelector(".page-head p")!.TextContent.ShouldBe("No mail server yet: until one is set up, nothing is sent by mail.");

        var saved = await owner.SubmitAsync(AlertForms.MailServer, Usual);

        (saved.Status, saved.Location).ShouldBe((HttpStatusCode.Redirect, AlertForms.MailServer));
        var page = await owner.PageAsync(AlertForms.MailServer);
        (page.QuerySelector("#host")!.GetAttribute("value"), page.QuerySelector("#mail-password")!.GetAttribute("value"), page.QuerySelector("#mail-password")!.GetAttribute("placeholder"))
            .ShouldBe(("8.8.8.8", null, "Leave blank to keep the stored one"));
        page.QuerySelector("#mail-password-help .help")!.TextContent.ShouldMatch("Set just now by owner-.*. Blank keeps it; another host, port or security forgets it.");
        (await OpenedAsync()).ShouldBe(Password);
        (await bench.Portal.InDatabaseAsync(db => db.Audit.SingleAsync(a => a.Action == "mail_server.created"))).Changes.ShouldNotContain("smtp-Qp4");
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_is_wrong_is_said_at_its_field_and_the_password_is_not_sent_back(string field, string typed, string id, string sentence)
    {
        var refused = await owner.SendAsync(AlertForms.MailServer, await owner.AlertFormAsync(AlertForms.MailServer, [.. Usual.Where(f => f.Field != field), (field, typed)]), htmx: true);

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Text($"#{id}-help .error").ShouldContain(sentence);
        refused.Page.QuerySelector($"#{id}")!.GetAttribute("aria-invalid").ShouldBe("true");
        if (field != "Security") refused.AlertFields().ShouldContain(new KeyValuePair<string, string>("Form." + field, typed));
        new SecretSearch(Password).In("answer", refused.Html).ShouldBeEmpty();
        (await bench.Portal.InDatabaseAsync(db => db.MailServers.AnyAsync())).ShouldBeFalse();
    }

    [Fact]
    public async Task Blank_keeps_the_password_and_another_host_port_or_security_forgets_it()
    {
        await owner.SubmitAsync(AlertForms.MailServer, Usual);

        (await owner.SubmitAsync(AlertForms.MailServer, ("FromName", "Portal"))).Status.ShouldBe(HttpStatusCode.Redirect);
        (await OpenedAsync()).ShouldBe(Password);
        foreach (var (field, value) in ((string, string)[])[("Host", "9.9.9.9"), ("Port", "465"), ("Security", "None")])
        {
            var refused = await owner.SubmitAsync(AlertForms.MailServer, (field, value));
            refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, field);
            if (field != "Security") refused.Text("#mail-password-help .error").ShouldContain("A stored password is only ever sent where it was meant to go: type it again.");
        }

        (await owner.SubmitAsync(AlertForms.MailServer, ("Host", "9.9.9.9"), ("Password", "another-password"))).Status.ShouldBe(HttpStatusCode.Redirect);
        (await OpenedAsync()).ShouldBe("another-password");
    }

    [Fact]
    public async Task Without_JavaScript_it_is_said_that_the_password_has_to_be_typed_again()
    {
        var refused = await owner.SubmitAsync(AlertForms.MailServer, [.. Usual.Where(f => f.Field != "FromAddress"), ("FromAddress", "nobody")]);

        refused.Text("#mail-password-help .error").ShouldBe("Your browser does not keep a typed password on this page: type it again.");
        new SecretSearch(Password).In("answer", refused.Html).ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_two_editors_the_second_decides_and_a_typed_password_never_follows_a_host_unseen()
    {
        await owner.SubmitAsync(AlertForms.MailServer, Usual);
        var mine = await owner.AlertFormAsync(AlertForms.MailServer, ("Password", "typed-for-8888"));
        bench.Bench.Clock.Advance(TimeSpan.FromSeconds(2));
        using (var other = await bench.AsAsync(BuiltInRoles.Owner))
            (await other.SubmitAsync(AlertForms.MailServer, ("Host", "9.9.9.9"), ("Password", "theirs-for-9999"), ("FromName", "Theirs"))).Status.ShouldBe(HttpStatusCode.Redirect);

        var refused = await owner.SendAsync(AlertForms.MailServer, mine, htmx: true);

        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.Text(".conflict").ShouldContain("saved the mail server just now");
        refused.Page.QuerySelectorAll(".sides-by-side tbody th").Select(t => t.TextContent).ShouldBe(["Host", "Password"]);
        refused.Text(".conflict").ShouldContain("since you had not changed it: Sender’s name.");
        refused.Html.ShouldNotContain("typed-for-8888");
        refused.Html.ShouldNotContain("theirs-for-9999");
        (await OpenedAsync()).ShouldBe("theirs-for-9999");
        (await owner.SendAsync(AlertForms.MailServer, refused.AlertFields(("Password", "typed-for-8888")))).Status.ShouldBe(HttpStatusCode.Redirect);
        (await OpenedAsync()).ShouldBe("typed-for-8888");
    }

    [Fact]
    public async Task What_somebody_removed_meanwhile_can_be_saved_anew()
    {
        await owner.SubmitAsync(AlertForms.MailServer, Usual);
        var mine = await owner.AlertFormAsync(AlertForms.MailServer, ("FromName", "Mine"));
        (await owner.PageAsync(AlertForms.MailServer + "/remove")).QuerySelector(".page-head p")!.TextContent.ShouldBe("8.8.8.8 is forgotten, with its password. No channel needs it.");
        (await owner.PressAsync(AlertForms.MailServer + "/remove", false, ("Password", PortalBrowser.Password))).Location.ShouldBe("/alerts");

        var refused = await owner.SendAsync(AlertForms.MailServer, mine);

        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.Text("#alert-form .notice").ShouldStartWith("Somebody else removed the mail server");
        (await owner.SendAsync(AlertForms.MailServer, refused.AlertFields(("Password", Password)))).Status.ShouldBe(HttpStatusCode.Redirect);
        (await owner.GetAsync(AlertForms.MailServer + "/remove")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task With_an_open_browser_alone_nobody_redirects_the_links_that_are_mailed(bool htmx)
    {
        await owner.SubmitAsync(AlertForms.MailServer, Usual);
        var form = await owner.AlertFormAsync(AlertForms.MailServer, ("Host", "9.9.9.9"), ("Password", "their-own"));
        form[form.FindIndex(f => f.Key == "Password")] = new("Password", "not the password");

        var refused = await owner.SendAsync(AlertForms.MailServer, form, htmx);

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Text("#password-help .error").ShouldBe("The password is not right. Nothing was changed.");
        refused.AlertFields().ShouldContain(new KeyValuePair<string, string>("Form.Host", "9.9.9.9"));
        (await owner.PressAsync(AlertForms.MailServer + "/remove")).Text("#password-help .error").ShouldBe("Enter your password.");
        (await bench.Portal.InDatabaseAsync(db => db.MailServers.SingleAsync())).Host.ShouldBe("8.8.8.8");
    }

    [Fact]
    public async Task Who_sets_up_alerts_does_not_choose_the_server()
    {
        (await bench.Admin.GetAsync(AlertForms.MailServer)).Status.ShouldBe(HttpStatusCode.Forbidden);

        (await bench.Admin.PageAsync("/alerts")).QuerySelectorAll("a[href='/alerts/mail-server']").ShouldBeEmpty();
        (await owner.PageAsync("/alerts")).QuerySelectorAll("a[href='/alerts/mail-server']").ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("nobody", "Enter the address that the test goes to")]
    [InlineData("rosa@example.com", "No mail server is set up. Save one first.")]
    public async Task A_test_mail_that_cannot_be_sent_says_why(string to, string sentence)
    {
        var refused = await owner.PressAsync(AlertForms.MailServer + "/test", htmx: true, ("to", to));

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Text("#test-to-help .error").ShouldStartWith(sentence);
        refused.Page.QuerySelector("#test-to")!.GetAttribute("value").ShouldBe(to);
    }

    public async ValueTask InitializeAsync()
    {
        await bench.InitializeAsync();
        owner = await bench.AsAsync(BuiltInRoles.Owner);
    }

    public ValueTask DisposeAsync()
    {
        owner?.Dispose();
        return bench.DisposeAsync();
    }

    private static (string Field, string? Value)[] Usual => [("Host", "8.8.8.8"), ("Port", "587"), ("Security", "StartTls"), ("User", "portal"), ("Password", Password), ("FromAddress", "portal@example.com")];

    private async Task<string?> OpenedAsync()
    {
        var server = await bench.Portal.InDatabaseAsync(db => db.MailServers.AsNoTracking().SingleAsync());
        return ((MailServerVault)bench.Portal.Services.GetService(typeof(MailServerVault))!).Open(server).Value;
    }
}
