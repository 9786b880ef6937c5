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

    private static string Edit(string slug) => $"/providers/{slug}/edit";

    private Task<string> AddAsync(params (string, string)[] fields) =>
        Admin.AddTestedAsync(Acts.NewCustom, [("Name", name), ("BaseUrl", started.Fake.CustomUrl.AbsoluteUri), ("ApiKey", "sk-fake-custom"), .. fields]);

    private Task<Dictionary<string, string>> FormAsync(string slug, params (string, string)[] changes) => Admin.ProviderFormAsync(Edit(slug), changes);

    private async Task SaveTheirsAsync(string slug, params (string, string)[] changes) =>
        (await Admin.SaveAsync(Edit(slug), changes)).Status.ShouldBe(HttpStatusCode.Redirect);

    private async Task<Answer> PostAsync(string slug, Dictionary<string, string> form, bool htmx = true) =>
        await Answer.OfAsync(await Admin.PostAsync(Edit(slug), Edit(slug), form, htmx));
}
