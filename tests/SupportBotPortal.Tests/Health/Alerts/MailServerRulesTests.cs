using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Alerts.Mail;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Health.Alerts;

/// <summary>What may be typed about the mail server, and where its password may go.</summary>
public sealed class MailServerRulesTests
{
    private static readonly MailServerInput Usual = new() { Host = "127.0.0.1", Port = "587", User = "portal", Password = "secret-of-mail", FromAddress = "portal@example.com" };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, MailServerInput, string, string> Refusals => new()
    {
        { "no host", Usual with { Host = " " }, "Host", "Enter the mail server’s host" },
        { "a URL", Usual with { Host = "smtp://mail.example.com" }, "Host", "That is no host name." },
        { "with a port", Usual with { Host = "mail.example.com:25" }, "Host", "That is no host name." },
        { "no port", Usual with { Port = "0" }, "Port", "from 1 to 65535" },
        { "a metadata service", Usual with { Host = "169.254.169.254" }, "Host", "which the portal never calls" },
        { "a private network", Usual with { Host = "10.1.2.3" }, "Host", "Add \"10.1.2.3/32:587\" to Egress:Allow" },
        { "in clear on the internet", Usual with { Host = "8.8.8.8", Security = MailSecurity.None }, "Security", "must not travel unencrypted. Choose STARTTLS or TLS." },
        { "a user without a password", Usual with { Password = "" }, "Password", "Enter the password, or leave out the user name" },
        { "a password without a user", Usual with { User = "" }, "User", "Enter the user name that the password belongs to." },
        { "a line break in the password", Usual with { Password = "a\r\nb" }, "Password", "no line breaks" },
        { "no sender", Usual with { FromAddress = "portal" }, "FromAddress", "Enter the address that mail comes from" },
        { "a sender’s name with a line break", Usual with { FromName = "a\r\nBcc: x@example.com" }, "FromName", "none of them invisible" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task What_is_wrong_with_a_mail_server_is_said_at_its_field(string what, MailServerInput input, string field, string sentence)
    {
        await using var bench = AlertBench.Start();
        var error = (await CheckAsync(bench, input)).Errors.ShouldHaveSingleItem(what);
        (error.Field, error.Message).ShouldSatisfyAllConditions(e => e.Field.ShouldBe(field), e => e.Message.ShouldContain(sentence));
    }

    [Fact]
    public async Task That_mail_travels_in_clear_is_said_where_it_is_allowed()
    {
        await using var bench = AlertBench.Start();
        var check = await CheckAsync(bench, Usual with { Security = MailSecurity.None });
        check.Errors.ShouldBeEmpty();
        check.Notes.ShouldHaveSingleItem().Message.ShouldContain("travel to 127.0.0.1 unencrypted");
        (await CheckAsync(bench, Usual)).Notes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Host")]
    [InlineData("Port")]
    [InlineData("Security")]
    public async Task A_stored_password_stays_with_the_server_it_was_typed_for(string what)
    {
        await using var bench = AlertBench.Start();
        await SaveAsync(bench, Usual, 0);
        var other = Usual with { Password = "" };
        other = what switch { "Host" => other with { Host = "127.0.0.2" }, "Port" => other with { Port = "588" }, _ => other with { Security = MailSecurity.None } };

        (await CheckAsync(bench, other)).Errors.ShouldHaveSingleItem().Message.ShouldContain("A stored password is only ever sent where it was meant to go: type it again.");
        (await CheckAsync(bench, other with { Password = "secret-of-other" })).Errors.ShouldBeEmpty();
        (await CheckAsync(bench, other with { User = "" })).Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Saving_without_a_password_keeps_it_and_without_a_user_forgets_it()
    {
        await using var bench = AlertBench.Start();
        await SaveAsync(bench, Usual, 0);
        (await SaveAsync(bench, Usual with { Password = "", FromName = "Portal" }, 1)).ShouldBe(ChangeOutcome.Done);
        bench.Portal.Services.GetRequiredService<MailServerVault>().Open((await StoredAsync(bench))!).Value.ShouldBe("secret-of-mail");
        (await SaveAsync(bench, Usual with { Password = "", FromName = "Late" }, 1)).ShouldBe(ChangeOutcome.Conflict);

        (await SaveAsync(bench, Usual with { User = "", Password = "" }, 2)).ShouldBe(ChangeOutcome.Done);

        (await StoredAsync(bench))!.Password.ShouldBeNull();
        var lines = await bench.Portal.InDatabaseAsync(db => db.Audit.Where(a => a.SubjectType == "mail_server").OrderBy(a => a.Id).Select(a => a.Changes).ToListAsync(Token));
        lines.Count.ShouldBe(3);
        lines[0].ShouldContain("""{"field":"Password","before":null,"after":"set"}""");
        lines[1].ShouldNotContain("Password");
        lines[2].ShouldContain("""{"field":"Password","before":null,"after":"removed"}""");
        lines.ShouldAllBe(l => !l.Contains("secret-of-mail"));
        Usual.ToString().ShouldNotContain("secret-of-mail");
    }

    private static Task<MailServer?> StoredAsync(AlertBench bench) => bench.Portal.InDatabaseAsync(db => db.MailServers.AsNoTracking().FirstOrDefaultAsync(Token));

    private static async Task<MailServerCheck> CheckAsync(AlertBench bench, MailServerInput input)
    {
        await using var scope = bench.Portal.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<MailServerRules>().CheckAsync(input, await StoredAsync(bench), Token);
    }

    private static async Task<ChangeOutcome> SaveAsync(AlertBench bench, MailServerInput input, int version)
    {
        var check = await CheckAsync(bench, input);
        check.Errors.ShouldBeEmpty();
        await using var scope = bench.Portal.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<MailServerChanges>().SaveAsync(check, version, AlertBench.Rosa, Token);
    }
}
