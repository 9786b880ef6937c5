using System.Net;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Alerts;

/// <summary>Whatever is wrong with a channel is said at its field, and nothing that was typed is lost.</summary>
public sealed class ChannelRefusalTests(AlertPagesBench bench) : IClassFixture<AlertPagesBench>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string, string> Wrong => new()
    {
        { "Mail", "Name", "", "Enter a name." },
        { "Mail", "Recipients", "", "Enter at least one mail address." },
        { "Mail", "Recipients", "rosa", "“rosa” is no mail address." },
        { "Mail", "Recipients", "Rosa <rosa@example.com>", "is no mail address." },
        { "Webhook", "Url", "", "Enter" },
        { "Webhook", "Url", "ftp://hooks.example.com/x", "http" },
        { "Webhook", "Url", "http://169.254.169.254/latest/meta-data", "169.254.169.254" },
        { "Webhook", "Url", "https://hooks.example.com/x?token=1", "?" },
        { "Mail", "ReminderHours", "0", "Enter a number of hours from 1 to 168" },
        { "Mail", "ReminderHours", "soon", "Enter a number of hours from 1 to 168" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_value_that_cannot_be_is_refused_with_a_sentence_at_its_field(string kind, string field, string typed, string sentence)
    {
        var refused = await bench.Admin.SubmitAsync(AlertForms.NewChannel, [.. Usual(kind).Where(f => f.Field != field), (field, typed)]);

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, refused.Html);
        var input = refused.Page.QuerySelector($"#alert-form [name='Form.{field}']")!;
        input.GetAttribute("aria-invalid").ShouldBe("true");
        refused.Text($"#{input.GetAttribute("aria-describedby")} .error").ShouldContain(sentence);
        refused.AlertFields().ShouldContain(new KeyValuePair<string, string>("Form." + field, typed));
        refused.AlertFields().ShouldContain(new KeyValuePair<string, string>("Form.Kind", kind));
        refused.Text("#alert-form > .error").ShouldBe("One field needs your attention. What you typed is still here.");
        (await bench.Portal.InDatabaseAsync(db => db.AlertChannels.AnyAsync(c => c.Name == "Refused", Token))).ShouldBeFalse();
    }

    [Theory]
    [InlineData("", "Choose at least one event: a channel without any never says anything.")]
    [InlineData("Recovered", "That something is over is told only to who was told that it began")]
    [InlineData("Elsewhere", "This is not one of the offered values.")]
    public async Task Events_that_make_no_sense_are_refused(string chosen, string sentence)
    {
        var refused = await bench.Admin.SubmitAsync(AlertForms.NewChannel, [.. Usual("Mail"), ("Events", chosen.Length == 0 ? null : chosen)]);

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Text("#events-help").ShouldContain(sentence);
    }

    [Theory]
    [InlineData("Pigeon")]
    [InlineData("7")]
    public async Task A_kind_that_was_never_offered_is_refused(string kind)
    {
        var refused = await bench.Admin.SubmitAsync(AlertForms.NewChannel, ("Name", "Refused"), ("Kind", kind), ("Recipients", "rosa@example.com"));

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Text("#kind-help .error").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_name_is_taken_whatever_its_case()
    {
        (await bench.Admin.SubmitAsync(AlertForms.NewChannel, ("Name", "On call"), ("Recipients", "rosa@example.com"))).Status.ShouldBe(HttpStatusCode.Redirect);

        var refused = await bench.Admin.SubmitAsync(AlertForms.NewChannel, ("Name", "ON CALL"), ("Recipients", "luis@example.com"));

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Text("#name-help .error").ShouldBe("There is a channel called “ON CALL” already. Choose another name.");
        refused.Text("#recipients").ShouldBe("luis@example.com");
    }

    [Fact]
    public async Task All_that_is_wrong_is_said_at_once_and_by_htmx_the_form_comes_back_alone()
    {
        var fields = await bench.Admin.AlertFormAsync(AlertForms.NewChannel, ("Name", ""), ("Kind", "Webhook"), ("Url", "nowhere"), ("Events", null), ("ReminderHours", "x"), ("IsOfChosen", "true"));

        var refused = await bench.Admin.SendAsync(AlertForms.NewChannel, fields, htmx: true);

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Page.QuerySelectorAll("main").ShouldBeEmpty();
        refused.Text("#alert-form > .error").ShouldStartWith("5 things need your attention.");
    }

    [Fact]
    public async Task More_recipients_than_a_mail_should_have_and_a_provider_that_is_not_there_are_refused()
    {
        var many = string.Join('\n', Enumerable.Range(0, 51).Select(n => $"person{n}@example.com"));
        var refused = await bench.Admin.SubmitAsync(AlertForms.NewChannel, ("Name", "Refused"), ("Recipients", many), ("IsOfChosen", "true"), ("Providers", Guid.NewGuid().ToString()));

        refused.Text("#recipients-help .error").ShouldContain("at most 50 recipients; these are 51");
        refused.Text("#providers-help .error").ShouldContain("One of the chosen providers is no longer there.");
    }

    private static (string Field, string? Value)[] Usual(string kind) =>
        [("Name", "Refused"), ("Kind", kind), ("Recipients", "rosa@example.com"), ("Url", "https://8.8.8.8/hook")];
}
