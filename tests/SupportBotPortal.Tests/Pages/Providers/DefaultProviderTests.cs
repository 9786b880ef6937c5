using System.Net;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Providers;

public sealed class DefaultProviderTests : IAsyncLifetime
{
    private readonly PortalFactory portal = new() { Replace = StartedPortal.Quick };
    private PortalBrowser admin = null!;

    [Fact]
    public async Task The_first_one_is_the_default_another_one_takes_it_over_and_both_have_a_line()
    {
        await AddAsync("One");
        await AddAsync("Two");
        (await DefaultAsync()).ShouldBe(["one"]);

        (await SetAsync("two", true)).Location.ShouldBe("/providers/two");

        (await DefaultAsync()).ShouldBe(["two"]);
        (await admin.PageAsync("/providers/two")).QuerySelector("h1 .tag")!.TextContent.ShouldBe("default");
        var lines = await portal.InDatabaseAsync(db => db.Audit.Where(a => a.Action.StartsWith("provider.default")).OrderBy(a => a.Id).Select(a => $"{a.SubjectName} {a.Action} {a.Changes}").ToListAsync());
        lines.ShouldBe([
            "One provider.default_cleared [{\"field\":\"Default\",\"before\":\"yes\",\"after\":\"no\"}]",
            "Two provider.default_set [{\"field\":\"Default\",\"before\":\"no\",\"after\":\"yes\"}]"]);
    }

    [Fact]
    public async Task It_can_be_taken_away_and_setting_what_is_set_leaves_no_line()
    {
        await AddAsync("One");
        await SetAsync("one", true);
        (await portal.InDatabaseAsync(db => db.Audit.CountAsync(a => a.Action.StartsWith("provider.default")))).ShouldBe(0);

        await SetAsync("one", false);

        (await DefaultAsync()).ShouldBeEmpty();
        (await admin.PageAsync("/providers/one")).QuerySelector(".notice-good")!.TextContent.ShouldContain("There is no default provider now.");
    }

    [Fact]
    public async Task A_deleted_default_is_it_again_when_it_comes_back_unless_another_one_was_made_it()
    {
        await AddAsync("One");
        await AddAsync("Two");
        await admin.DeleteAsync("one");
        (await DefaultAsync()).ShouldBeEmpty();
        await admin.RestoreAsync("one");
        (await DefaultAsync()).ShouldBe(["one"]);

        await admin.DeleteAsync("one");
        await SetAsync("two", true);
        await admin.RestoreAsync("one");

        (await DefaultAsync()).ShouldBe(["two"]);
    }

    [Fact]
    public async Task Where_none_is_left_the_next_one_is_the_default_and_stays_it()
    {
        await AddAsync("One");
        await admin.DeleteAsync("one");

        await AddAsync("Two");
        await admin.RestoreAsync("one");

        (await DefaultAsync()).ShouldBe(["two"]);
    }

    [Fact]
    public async Task Who_may_not_edit_the_one_that_is_it_cannot_take_the_mark_from_it()
    {
        await AddAsync("One");
        await admin.AddTestedAsync(Acts.NewCustom, ("Name", "Two"), ("BaseUrl", "http://127.0.0.1:1/v1"), ("AuthScheme", "none"), ("Environment", "Staging"));
        var person = await portal.AddPersonAsync(await portal.AddRoleAsync("llm_provider.edit@Staging"));
        using var narrow = await portal.SignedInAsync(person);

        var refused = await Answer.OfAsync(await narrow.PostAsync("/account/password", "/providers/two/default", new() { ["isDefault"] = "true" }));

        (await narrow.PageAsync(refused.Location!)).QuerySelector(".notice-attention")!.TextContent.ShouldContain("you may not edit that one");
        (await DefaultAsync()).ShouldBe(["one"]);
        using var program = new ApiProgram(portal, await ApiProgram.AddTokenAsync(portal, person.Id, "llm_provider.edit"));
        var two = await portal.InDatabaseAsync(db => db.Providers.Where(p => p.Slug == "two").Select(p => p.Id).SingleAsync());
        var answer = await program.PostAsync($"providers/{two}/default");
        (answer.Status, answer.Code).ShouldBe((HttpStatusCode.Forbidden, "forbidden"));
        await SetAsync("one", false);
        (await program.PostAsync($"providers/{two}/default")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Two_that_are_made_the_default_at_once_leave_one()
    {
        foreach (var name in (string[])["One", "Two", "Three"]) await AddAsync(name);

        var answers = await Task.WhenAll(SetAsync("two", true), SetAsync("three", true), SetAsync("two", true), SetAsync("three", true));

        answers.ShouldAllBe(a => a.Status == HttpStatusCode.Redirect);
        (await DefaultAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task From_the_list_the_list_is_loaded_again_as_two_rows_differ_and_the_sentence_comes_beside_it()
    {
        await AddAsync("One");
        await AddAsync("Two");

        using var answer = await admin.PostAsync("/providers", "/providers/two/default", new() { ["isDefault"] = "true" }, htmx: true);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.GetValues("HX-Trigger").ShouldBe(["list:stale"]);
        answer.Headers.GetValues("HX-Reswap").ShouldBe(["none"]);
        PortalBrowser.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).QuerySelector("#flash[hx-swap-oob]")!.TextContent.ShouldContain("“Two” is the default provider now.");
        // Said once.
        (await admin.PageAsync("/providers")).QuerySelector("#flash")!.TextContent.Trim().ShouldBeEmpty();
    }

    public async ValueTask InitializeAsync() => admin = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Admin);

    public ValueTask DisposeAsync()
    {
        admin?.Dispose();
        return portal.DisposeAsync();
    }

    private Task<string> AddAsync(string name) => admin.AddTestedAsync(Acts.NewCustom, ("Name", name), ("BaseUrl", "http://127.0.0.1:1/v1"), ("AuthScheme", "none"));

    private async Task<Answer> SetAsync(string slug, bool isDefault) => await Answer.OfAsync(await admin.PostAsync("/account/password", $"/providers/{slug}/default", new() { ["isDefault"] = isDefault ? "true" : "false" }));

    private Task<List<string>> DefaultAsync() => portal.InDatabaseAsync(db => db.Providers.Where(p => p.IsDefault).Select(p => p.Slug).ToListAsync());
}
