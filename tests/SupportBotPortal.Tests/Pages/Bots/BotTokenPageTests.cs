using System.Net;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Bots;

/// <summary>Tokens are made, shown once, and revoked.</summary>
public sealed class BotTokenPageTests(StartedPortal started) : IClassFixture<StartedPortal>
{
    private const string New = "/bot-tokens/new";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_is_in_the_answer_that_makes_it_and_nowhere_else()
    {
        var name = Named("Shop assistant");

        var made = await MakeAsync(("Name", name), ("Until", "2030-12-31"), ("RequestsPerMinute", "1,200"), ("MayChoose", "true"));

        made.Status.ShouldBe(HttpStatusCode.OK, made.Html);
        var token = made.Page.QuerySelector("#token")!.GetAttribute("value")!;
        token.ShouldMatch("^sbp_[A-Za-z0-9_-]{43}$");
        made.Page.QuerySelector("#base-url")!.GetAttribute("value").ShouldBe("http://localhost/v1");
        made.Response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var stored = await StoredAsync(name);
        (stored.Scope, stored.RequestsPerMinute, stored.ExpiresAt).ShouldBe((BotTokenScope.Choice, 1200, new DateTime(2031, 1, 1, 0, 0, 0, DateTimeKind.Utc)));
        var list = await started.Admin.GetAsync("/bot-tokens");
        list.Html.ShouldNotContain(token);
        list.Html.ShouldContain(token[..10] + "…");
        started.Portal.Log.Lines.ShouldNotContain(line => line.Contains(token));
        var audit = await started.Portal.InDatabaseAsync(db => db.Audit.AsNoTracking().SingleAsync(a => a.Action == "bot_token.created" && a.SubjectName == name, Cancellation));
        audit.Changes.ShouldNotContain(token);
        audit.Changes.ShouldContain("1,200");
        // It opens the endpoint, and is known to nobody else.
        using var bot = started.Portal.CreateDefaultClient();
        bot.DefaultRequestHeaders.Authorization = new("Bearer", token);
        (await bot.GetAsync("/v1/models", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("Name", "", "Enter a name.")]
    [InlineData("Name", "bad\u200bname", "The name contains a line break or a character that cannot be seen.")]
    [InlineData("Until", "2020-01-01", "That day is over already.")]
    [InlineData("Until", "tomorrow", "Enter a day, such as 2026-12-31, or leave it empty.")]
    [InlineData("Until", "2090-01-01", "Choose a day within 5 years")]
    [InlineData("RequestsPerMinute", "0", "Enter a whole number from 1 to 1,000,000")]
    [InlineData("RequestsPerMinute", "1,5", "Enter a whole number from 1 to 1,000,000")]
    [InlineData("RequestsPerMinute", "many", "Enter a whole number from 1 to 1,000,000")]
    public async Task A_value_that_cannot_be_is_refused_and_nothing_typed_is_lost(string field, string typed, string sentence)
    {
        var name = field == "Name" ? typed : Named("Refused");

        var refused = await MakeAsync([.. ((string, string)[])[("Name", name), ("RequestsPerMinute", "77")] is var usual ? usual.Where(f => f.Item1 != field) : [], (field, typed)]);

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Page.QuerySelectorAll(".error").Select(e => e.TextContent).ShouldContain(e => e.Contains(sentence));
        refused.Page.QuerySelector($"[name='Form.{field}']")!.GetAttribute("aria-invalid").ShouldBe("true");
        if (field != "RequestsPerMinute") refused.Page.QuerySelector("[name='Form.RequestsPerMinute']")!.GetAttribute("value").ShouldBe("77");
        refused.Page.QuerySelector("#token").ShouldBeNull();
        refused.Html.ShouldNotContain(PortalBrowser.Password);
    }

    [Fact]
    public async Task A_token_that_may_choose_says_so_only_while_model_and_generation_lets_bots_choose()
    {
        var name = Named("Chooser");
        await MakeAsync(("Name", name), ("MayChoose", "true"));
        (await MayAskForAsync(name)).ShouldBe("default Models by name only once Model & generation lets bots choose");

        await started.Portal.InDatabaseAsync(db =>
        {
            db.GenerationVersions.Add(new() { Number = 1, At = DateTime.UtcNow, By = "rosa", Settings = new() { Model = new(Guid.NewGuid(), "any"), UsersMayChoose = true } });
            return db.SaveChangesAsync();
        });

        (await MayAskForAsync(name)).ShouldBe("default, and models by name");
    }

    [Theory]
    [InlineData("", "Enter your password.")]
    [InlineData("wrong", "The password is not right. Nothing was changed.")]
    public async Task Without_the_password_no_token_is_made(string password, string sentence)
    {
        using var admin = await PortalBrowser.SignedInAsync(started.Portal, BuiltInRoles.Admin);
        var name = Named("Unproven");

        var refused = await Answer.OfAsync(await admin.PostAsync(New, New, new() { ["Form.Name"] = name, ["Password"] = password }));

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Text("#password-help .error").ShouldBe(sentence);
        (await started.Portal.InDatabaseAsync(db => db.BotTokens.AnyAsync(t => t.Name == name, Cancellation))).ShouldBeFalse();
    }

    [Fact]
    public async Task A_name_is_taken_until_its_token_is_revoked()
    {
        var name = Named("Twice");
        await MakeAsync(("Name", name));

        (await MakeAsync(("Name", name.ToUpperInvariant()))).Text("#name-help .error").ShouldBe($"There is a token named “{name.ToUpperInvariant()}” already. Give this one another name, or revoke that one first.");

        var id = (await StoredAsync(name)).Id;
        (await started.Admin.PressAsync($"/bot-tokens/{id}/revoke")).Location.ShouldBe("/bot-tokens");
        (await MakeAsync(("Name", name))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_revoked_one_stays_in_the_list_and_is_not_revoked_again()
    {
        var name = Named("Lost");
        await MakeAsync(("Name", name));
        var page = $"/bot-tokens/{(await StoredAsync(name)).Id}/revoke";
        (await started.Admin.PageAsync(page)).QuerySelector("h1")!.TextContent.ShouldBe($"Revoke the token of “{name}”?");

        await started.Admin.PressAsync(page);

        var row = (await started.Admin.PageAsync("/bot-tokens")).QuerySelectorAll("tbody tr").Single(r => r.TextContent.Contains(name));
        row.QuerySelector(".badge")!.TextContent.Trim().ShouldBe("Revoked");
        row.QuerySelector("a").ShouldBeNull();
        (await started.Admin.PressAsync(page)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await started.Admin.GetAsync(page)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await started.Portal.InDatabaseAsync(db => db.Audit.CountAsync(a => a.Action == "bot_token.revoked" && a.SubjectName == name, Cancellation))).ShouldBe(1);
    }

    private static string Named(string name) => $"{name} {Guid.NewGuid().ToString("N")[..6]}";

    private async Task<Answer> MakeAsync(params (string Field, string Value)[] fields) =>
        await Answer.OfAsync(await started.Admin.PostAsync(New, New, fields.ToDictionary(f => "Form." + f.Field, f => f.Value).Append(new("Password", PortalBrowser.Password)).ToDictionary()));

    private Task<BotToken> StoredAsync(string name) => started.Portal.InDatabaseAsync(db => db.BotTokens.AsNoTracking().SingleAsync(t => t.Name == name, Cancellation));

    private async Task<string> MayAskForAsync(string bot)
    {
        var row = (await started.Admin.PageAsync("/bot-tokens")).QuerySelectorAll("tbody tr").Single(r => r.QuerySelector(".row-name")!.TextContent == bot);
        return string.Join(' ', row.QuerySelector("td[data-label='May ask for']")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
