using System.Net;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Providers;

/// <summary>Two people edit one provider at the same time: nobody loses anything, and nobody overwrites anything unseen.</summary>
public sealed class EditConflictTests(StartedPortal started) : IClassFixture<StartedPortal>
{
    private readonly string name = "P " + Guid.NewGuid().ToString("N")[..8];

    private PortalBrowser Admin => started.Admin;

    [Fact]
    public async Task What_both_changed_stands_side_by_side_and_nothing_is_saved()
    {
        var slug = await AddAsync(("Notes", "before"));
        var mine = await FormAsync(slug, ("Notes", "my notes"));
        await SaveTheirsAsync(slug, ("Notes", "their notes"));

        var refused = await PostAsync(slug, mine);

        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.Text(".conflict").ShouldContain("saved this provider");
        var row = refused.Page.QuerySelectorAll(".sides-by-side tbody tr").ShouldHaveSingleItem();
        row.QuerySelector("th")!.TextContent.ShouldBe("Notes");
        row.QuerySelectorAll(".pre").Select(cell => cell.TextContent).ShouldBe(["their notes", "my notes"]);
        refused.Text("#notes").ShouldBe("my notes");
        (await started.Portal.ProviderAsync(slug)).Notes.ShouldBe("their notes");
    }

    [Fact]
    public async Task Saving_again_replaces_theirs_or_keeps_it_where_that_was_ticked()
    {
        var slug = await AddAsync(("Notes", "before"), ("ModelsText", "before-model"));
        var mine = await FormAsync(slug, ("Notes", "my notes"), ("ModelsText", "my-model"));
        await SaveTheirsAsync(slug, ("Notes", "their notes"), ("ModelsText", "their-model"));
        var refused = await PostAsync(slug, mine);

        var again = PortalBrowser.FieldsOf(refused.Page);
        again["Form.TakeSaved"] = "Models";
        (await PostAsync(slug, again, htmx: false)).Status.ShouldBe(HttpStatusCode.Redirect);

        var saved = await started.Portal.ProviderAsync(slug);
        saved.Notes.ShouldBe("my notes");
        saved.Models.ShouldBe(["their-model"]);
    }

    [Fact]
    public async Task What_only_the_other_one_changed_is_taken_over_and_what_only_I_changed_stays()
    {
        var slug = await AddAsync(("Notes", "before"));
        var mine = await FormAsync(slug, ("ModelsText", "my-model"));
        await SaveTheirsAsync(slug, ("Notes", "their notes"), ("Environment", "Staging"));

        var refused = await PostAsync(slug, mine);

        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.Page.QuerySelectorAll(".sides-by-side").ShouldBeEmpty();
        refused.Text(".conflict").ShouldContain("Environment, Notes");
        (await PostAsync(slug, PortalBrowser.FieldsOf(refused.Page), htmx: false)).Status.ShouldBe(HttpStatusCode.Redirect);
        var saved = await started.Portal.ProviderAsync(slug);
        (saved.Notes, saved.Environment.ToString()).ShouldBe(("their notes", "Staging"));
        saved.Models.ShouldBe(["my-model"]);
    }

    [Fact]
    public async Task A_third_one_in_between_is_a_conflict_again()
    {
        var slug = await AddAsync(("Notes", "before"));
        var mine = await FormAsync(slug, ("Notes", "my notes"));
        await SaveTheirsAsync(slug, ("Notes", "second"));
        var refused = await PostAsync(slug, mine);
        await SaveTheirsAsync(slug, ("Notes", "third"));

        var again = await PostAsync(slug, PortalBrowser.FieldsOf(refused.Page));

        again.Status.ShouldBe(HttpStatusCode.Conflict);
        again.Text(".sides-by-side .pre").ShouldBe("third");
        again.Text("#notes").ShouldBe("my notes");
    }

    [Fact]
    public async Task A_key_that_both_replaced_is_told_without_showing_either()
    {
        var slug = await AddAsync();
        var mine = await FormAsync(slug, ("ApiKey", "sk-mine-1234567890"));
        await SaveTheirsAsync(slug, ("ApiKey", "sk-theirs-1234567890"));

        var refused = await PostAsync(slug, mine);

        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.Text(".sides-by-side th[scope=row]").ShouldBe("API key");
        refused.Html.ShouldNotContain("1234567890");
    }

    [Fact]
    public async Task An_address_that_was_changed_meanwhile_is_not_taken_over_below_a_key_that_was_typed_for_the_old_one()
    {
        var slug = await AddAsync();
        var old = (await started.Portal.ProviderAsync(slug)).BaseUrl;
        var mine = await FormAsync(slug, ("ApiKey", "sk-fake-custom"));
        await SaveTheirsAsync(slug, ("BaseUrl", old + "/elsewhere"));

        var refused = await PostAsync(slug, mine);

        refused.Page.QuerySelectorAll(".sides-by-side th[scope=row]").Select(th => th.TextContent).ShouldContain("Base URL");
        refused.Page.QuerySelector("#base-url")!.GetAttribute("value").ShouldBe(old);
    }

    [Fact]
    public async Task A_form_that_brings_no_fingerprints_is_asked_about_every_difference()
    {
        var slug = await AddAsync(("Notes", "before"));
        var mine = await FormAsync(slug, ("ModelsText", "my-model"));
        mine["Form.Seen"] = "=%zz not prints";
        await SaveTheirsAsync(slug, ("Notes", "their notes"));

        var refused = await PostAsync(slug, mine);

        refused.Page.QuerySelectorAll(".sides-by-side th[scope=row]").Select(th => th.TextContent).ShouldBe(["Models", "Notes"]);
    }

    [Theory]
    [InlineData("Headers[0].Value", "my-header-secret")]
    [InlineData("ApiKey", "sk-fake-custom")]
    public async Task Nothing_that_directs_a_secret_is_taken_over_while_one_is_typed(string secret, string value)
    {
        var slug = await AddAsync(("AuthScheme", "header"), ("Settings[header_name]", "X-Mine"), ("Headers[0].Name", "X-Team"), ("Headers[0].Value", "team-1"));
        var old = (await started.Portal.ProviderAsync(slug)).BaseUrl;
        var mine = await FormAsync(slug, (secret, value));
        await SaveTheirsAsync(slug, ("BaseUrl", old + "/elsewhere"), ("AuthScheme", "basic"), ("Settings[username]", "mallory"), ("Settings[token_limit_field]", "max_tokens"), ("Notes", "theirs"));

        var refused = await PostAsync(slug, mine);

        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.Page.QuerySelectorAll(".sides-by-side th[scope=row]").Select(th => th.TextContent)
            .ShouldBe(["Base URL", "Authentication", "Header name", "User name", "Field for the token limit"]);
        refused.Text(".conflict").ShouldContain("since you had not changed it: Notes.");
        refused.Page.QuerySelector("#base-url")!.GetAttribute("value").ShouldBe(old);
        refused.Page.QuerySelector("#auth-scheme option[selected]")!.GetAttribute("value").ShouldBe("header");
        refused.Page.QuerySelector("#setting-header_name")!.GetAttribute("value").ShouldBe("X-Mine");
    }

    [Fact]
    public async Task Another_way_to_authenticate_is_taken_over_with_its_settings()
    {
        var slug = await AddAsync();
        var mine = await FormAsync(slug, ("Notes", "mine"));
        await SaveTheirsAsync(slug, ("AuthScheme", "header"), ("Settings[header_name]", "X-Theirs"));

        var refused = await PostAsync(slug, mine);

        refused.Text(".conflict").ShouldContain("Authentication, Header name");
        (await PostAsync(slug, PortalBrowser.FieldsOf(refused.Page), htmx: false)).Status.ShouldBe(HttpStatusCode.Redirect);
        var saved = await started.Portal.ProviderAsync(slug);
        (saved.AuthScheme, saved.Settings["header_name"], saved.Notes).ShouldBe(("header", "X-Theirs", "mine"));
    }

    [Fact]
    public async Task A_header_that_came_meanwhile_is_added_at_the_end_and_one_that_went_leaves_its_row()
    {
        var slug = await AddAsync(("Headers[0].Name", "X-First"), ("Headers[0].Value", "1"), ("Headers[1].Name", "X-Second"), ("Headers[1].Value", "2"));
        var mine = await FormAsync(slug, ("Notes", "mine"));
        await SaveTheirsAsync(slug, ("Headers[0].Name", ""), ("Headers[2].Name", "A-New"), ("Headers[2].Value", "3"));

        var refused = await PostAsync(slug, mine);

        HeaderNames(refused).ShouldBe(["", "X-Second", "", "", "A-New", "", ""]);
        (await PostAsync(slug, PortalBrowser.FieldsOf(refused.Page), htmx: false)).Status.ShouldBe(HttpStatusCode.Redirect);
        (await started.Portal.ProviderAsync(slug)).Secrets.Select(s => s.Field).Order().ShouldBe(["api_key", "header:A-New", "header:X-Second"]);
    }

    [Fact]
    public async Task A_header_value_that_was_typed_keeps_its_row_and_the_headers_stand_side_by_side()
    {
        var slug = await AddAsync(("Headers[0].Name", "X-First"), ("Headers[0].Value", "1"));
        var mine = await FormAsync(slug, ("Headers[0].Value", "typed-secret"));
        await SaveTheirsAsync(slug, ("Headers[0].Name", "A-Other"), ("Headers[0].Value", "theirs"));

        var refused = await PostAsync(slug, mine);

        refused.Text(".sides-by-side th[scope=row]").ShouldBe("Headers");
        HeaderNames(refused).First().ShouldBe("X-First");
        refused.Html.ShouldNotContain("typed-secret");
    }

    [Fact]
    public async Task A_header_value_that_both_replaced_is_told_without_showing_either()
    {
        var slug = await AddAsync(("Headers[0].Name", "X-Team"), ("Headers[0].Value", "before"));
        var mine = await FormAsync(slug, ("Headers[0].Value", "mine-1234567890"));
        await SaveTheirsAsync(slug, ("Headers[0].Value", "theirs-1234567890"));

        var refused = await PostAsync(slug, mine);

        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.Text(".sides-by-side th[scope=row]").ShouldBe("Header X-Team");
        refused.Html.ShouldNotContain("1234567890");
    }

    [Fact]
    public async Task A_word_that_looks_like_a_mark_of_ours_is_compared_like_any_other()
    {
        var slug = await AddAsync(("Notes", "before"));
        var mine = await FormAsync(slug, ("Notes", "kept"));
        await SaveTheirsAsync(slug, ("Notes", "theirs"));

        (await PostAsync(slug, mine)).Text(".sides-by-side th[scope=row]").ShouldBe("Notes");
    }

    [Fact]
    public async Task What_does_not_concern_the_form_does_not_stop_it()
    {
        var slug = await AddAsync(("Notes", "before"));
        var mine = await FormAsync(slug, ("Notes", "mine"));
        var isDefault = (await started.Portal.ProviderAsync(slug)).IsDefault;
        (await Admin.PostAsync(Edit(slug), $"/providers/{slug}/default", new() { ["isDefault"] = isDefault ? "false" : "true" })).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await PostAsync(slug, mine, htmx: false)).Status.ShouldBe(HttpStatusCode.Redirect);

        var saved = await started.Portal.ProviderAsync(slug);
        (saved.Notes, saved.IsDefault).ShouldBe(("mine", !isDefault));
    }

    [Fact]
    public async Task A_choice_between_two_values_outlives_what_does_not_concern_it()
    {
        var slug = await AddAsync(("Notes", "before"));
        var mine = await FormAsync(slug, ("Notes", "mine"));
        await SaveTheirsAsync(slug, ("Notes", "theirs"));
        var again = PortalBrowser.FieldsOf((await PostAsync(slug, mine)).Page);
        again["Form.TakeSaved"] = "Notes";
        var isDefault = (await started.Portal.ProviderAsync(slug)).IsDefault;
        await Admin.PostAsync(Edit(slug), $"/providers/{slug}/default", new() { ["isDefault"] = isDefault ? "false" : "true" });

        (await PostAsync(slug, again, htmx: false)).Status.ShouldBe(HttpStatusCode.Redirect);

        (await started.Portal.ProviderAsync(slug)).Notes.ShouldBe("theirs");
    }

    private static IEnumerable<string?> HeaderNames(Answer answer) =>
        answer.Page.QuerySelectorAll(".header-row input[name$='.Name']").Select(input => input.GetAttribute("value") ?? "");

    private static string Edit(string slug) => $"/providers/{slug}/edit";

    private Task<string> AddAsync(params (string, string)[] fields) =>
        Admin.AddTestedAsync(Acts.NewCustom, [("Name", name), ("BaseUrl", started.Fake.CustomUrl.AbsoluteUri), ("ApiKey", "sk-fake-custom"), .. fields]);

    private Task<Dictionary<string, string>> FormAsync(string slug, params (string, string)[] changes) => Admin.ProviderFormAsync(Edit(slug), changes);

    private async Task SaveTheirsAsync(string slug, params (string, string)[] changes) =>
        (await Admin.SaveAsync(Edit(slug), changes)).Status.ShouldBe(HttpStatusCode.Redirect);

    private async Task<Answer> PostAsync(string slug, Dictionary<string, string> form, bool htmx = true) =>
        await Answer.OfAsync(await Admin.PostAsync(Edit(slug), Edit(slug), form, htmx));
}
