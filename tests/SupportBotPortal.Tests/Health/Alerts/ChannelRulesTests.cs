using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Alerts;
using SupportBotPortal.Core.Health.Alerts.Channels;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Core.Secrets;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Health.Alerts;

/// <summary>What may be typed about a channel, and what is kept of its changes.</summary>
public sealed class ChannelRulesTests
{
    private static readonly AlertChannelInput Mail = new() { Name = "On call", Kind = AlertChannelKind.Mail, Recipients = "rosa@example.com" };
    private static readonly AlertChannelInput Hook = new() { Name = "Chat", Kind = AlertChannelKind.Webhook, Url = "https://127.0.0.1:9/hooks/T0/secret-token-in-path" };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, AlertChannelInput, string, string> Refusals => new()
    {
        { "no name", Mail with { Name = " " }, "Name", "Enter a name." },
        { "a name that hides something", Mail with { Name = "On\u200Bcall" }, "Name", "a character that cannot be seen" },
        { "no recipients", Mail with { Recipients = " , \n" }, "Recipients", "Enter at least one mail address." },
        { "no address", Mail with { Recipients = "rosa@example.com\nrosa" }, "Recipients", "“rosa” is no mail address." },
        { "a name with it", Mail with { Recipients = "Rosa <rosa@example.com>" }, "Recipients", "is no mail address" },
        { "another header", Mail with { Recipients = "rosa@example.com\u0085Bcc:x@example.com" }, "Recipients", "is no mail address" },
        { "too many", Mail with { Recipients = string.Join(',', Enumerable.Range(0, 51).Select(n => $"p{n}@example.com")) }, "Recipients", "at most 50 recipients" },
        { "no address of a webhook", Hook with { Url = "" }, "Url", "Enter an address" },
        { "another scheme", Hook with { Url = "ftp://example.com/x" }, "Url", "Only http and https addresses can be called." },
        { "a metadata service", Hook with { Url = "http://169.254.169.254/latest" }, "Url", "which the portal never calls" },
        { "a private network", Hook with { Url = "http://10.1.2.3/hook" }, "Url", "Add \"10.1.2.3/32:80\" to Egress:Allow" },
        { "in clear on the internet", Hook with { Url = "http://8.8.8.8/hook" }, "Url", "Use an https address" },
        { "no events", Mail with { Events = [] }, "Events", "Choose at least one event" },
        { "an end without a beginning", Mail with { Events = [AlertEvent.Recovered, AlertEvent.KeyDue] }, "Events", "only to who was told that it began" },
        { "no event", Mail with { Events = [(AlertEvent)77] }, "Events", "Choose from the offered events." },
        { "an unknown provider", Mail with { Providers = [Guid.NewGuid()] }, "Providers", "no longer there" },
        { "reminders all the time", Mail with { ReminderHours = "0" }, "ReminderHours", "from 1 to 168" },
        { "no number", Mail with { ReminderHours = "six" }, "ReminderHours", "from 1 to 168" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task What_is_wrong_with_a_channel_is_said_at_its_field(string what, AlertChannelInput input, string field, string sentence)
    {
        await using var bench = AlertBench.Start();
        await using var scope = bench.Portal.Services.CreateAsyncScope();
        var error = (await scope.ServiceProvider.GetRequiredService<AlertChannelRules>().CheckAsync(input, null, Token)).Errors.ShouldHaveSingleItem(what);
        (error.Field, error.Message).ShouldSatisfyAllConditions(e => e.Field.ShouldBe(field), e => e.Message.ShouldContain(sentence));
    }

    [Theory]
    [InlineData("Rosa.Parks+oncall@Example.COM", "Rosa.Parks+oncall@example.com")]
    [InlineData(" ops@bücher.example ", "ops@xn--bcher-kva.example")]
    [InlineData("root@localhost", "root@localhost")]
    [InlineData("a..b@example.com", null)]
    [InlineData(".a@example.com", null)]
    [InlineData("a@-example.com", null)]
    [InlineData("a@example..com", null)]
    [InlineData("a@", null)]
    [InlineData("@example.com", null)]
    [InlineData("a b@example.com", null)]
    [InlineData("\"a\"@example.com", null)]
    [InlineData("ä@example.com", null)]
    [InlineData("a@[127.0.0.1]", null)]
    [InlineData("a@exam ple.com", null)]
    public void Addresses_are_read_as_every_server_takes_them(string typed, string? address) => MailAddresses.Canonical(typed).ShouldBe(address);

    [Fact]
    public async Task A_name_is_taken_once_also_if_somebody_was_quicker()
    {
        await using var bench = AlertBench.Start();
        await bench.AddChannelAsync(Mail);
        await using var scope = bench.Portal.Services.CreateAsyncScope();
        var (rules, changes) = (scope.ServiceProvider.GetRequiredService<AlertChannelRules>(), scope.ServiceProvider.GetRequiredService<AlertChannelChanges>());

        var check = await rules.CheckAsync(Mail with { Name = " on  CALL" }, null, Token);

        check.Errors.ShouldHaveSingleItem().Message.ShouldContain("already");
        (await changes.CreateAsync(check.Values, AlertBench.Rosa, Token)).Outcome.ShouldBe(ChangeOutcome.NameTaken);
        (await bench.Portal.InDatabaseAsync(db => db.AlertChannels.CountAsync(Token))).ShouldBe(1);
    }

    [Fact]
    public async Task Changes_are_audited_field_by_field_and_a_webhooks_path_is_in_none_of_them()
    {
        await using var bench = AlertBench.Start();
        var made = await bench.AddChannelAsync(Hook);
        await using var scope = bench.Portal.Services.CreateAsyncScope();
        var (rules, changes) = (scope.ServiceProvider.GetRequiredService<AlertChannelRules>(), scope.ServiceProvider.GetRequiredService<AlertChannelChanges>());
        var channel = await bench.Portal.InDatabaseAsync(db => db.AlertChannels.AsNoTracking().SingleAsync(Token));

        var edited = await rules.CheckAsync(Hook with { Name = "Chat 2", Url = Hook.Url + "-2", ReminderHours = "6", Environments = [ProviderEnvironment.Production] }, channel, Token);
        (await changes.EditAsync(made.Id, 1, edited.Values, AlertBench.Rosa, Token)).Outcome.ShouldBe(ChangeOutcome.Done);
        (await changes.EditAsync(made.Id, 1, edited.Values, AlertBench.Rosa, Token)).Outcome.ShouldBe(ChangeOutcome.Conflict);
        (await changes.EditAsync(made.Id, 2, edited.Values, AlertBench.Rosa, Token)).Outcome.ShouldBe(ChangeOutcome.Done, "nothing changed");
        var second = await changes.ReplaceSecretAsync(made.Id, AlertBench.Rosa, Token);
        await changes.SetActiveAsync(made.Id, false, AlertBench.Rosa, Token);
        await changes.DeleteAsync(made.Id, AlertBench.Rosa, Token);

        second.SigningSecret.ShouldNotBe(made.SigningSecret);
        var lines = await bench.Portal.InDatabaseAsync(db => db.Audit.Where(a => a.SubjectType == "alert_channel").OrderBy(a => a.Id).ToListAsync(Token));
        lines.Select(l => l.Action).ShouldBe(["alert_channel.created", "alert_channel.edited", "alert_channel.secret_replaced", "alert_channel.deactivated", "alert_channel.deleted"]);
        lines[1].Changes.ShouldBe("""[{"field":"Name","before":"Chat","after":"Chat 2"},{"field":"Address","before":"https://127.0.0.1:9","after":"https://127.0.0.1:9"},{"field":"Environments","before":"all","after":"Production"},{"field":"Reminder","before":"","after":"every 6 h"}]""");
        lines.ShouldAllBe(l => !l.Changes.Contains("secret-token"));
        made.SigningSecret.ShouldNotBeNull().Length.ShouldBeGreaterThan(40);
        foreach (var secret in (string[])[made.SigningSecret!, second.SigningSecret!]) new SecretSearch(secret).InFiles(bench.Portal.DataDirectory).ShouldBeEmpty();
        made.ToString().ShouldNotContain(made.SigningSecret!);
    }

    [Fact]
    public async Task A_signing_secret_that_was_moved_to_another_channel_does_not_open()
    {
        await using var bench = AlertBench.Start();
        var (one, two) = ((await bench.AddChannelAsync(Hook)).Id, (await bench.AddChannelAsync(Hook with { Name = "Other" })).Id);
        await bench.Portal.InDatabaseAsync(async db =>
        {
            var channels = await db.AlertChannels.ToDictionaryAsync(c => c.Id, Token);
            channels[two].SigningSecret = channels[one].SigningSecret;
            return await db.SaveChangesAsync(Token);
        });

        var moved = await bench.Portal.InDatabaseAsync(db => db.AlertChannels.AsNoTracking().SingleAsync(c => c.Id == two, Token));

        bench.Portal.Services.GetRequiredService<SigningSecrets>().StateOf(moved).ShouldBe(SecretState.Damaged);
    }
}
