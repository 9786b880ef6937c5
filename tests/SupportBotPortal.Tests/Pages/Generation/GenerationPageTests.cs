using System.Net;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Generation;

/// <summary>The model is chosen, saved, compared and brought back.</summary>
public sealed class GenerationPageTests : IAsyncLifetime
{
    private readonly GenerationBench bench = new();

    [Fact]
    public async Task Before_a_model_is_chosen_the_page_says_what_that_means()
    {
        using var viewer = await PortalBrowser.SignedInAsync(bench.Portal, BuiltInRoles.Viewer);

        var page = await bench.Admin.PageAsync("/generation");
        page.QuerySelector(".empty")!.TextContent.ShouldContain("Bots get no answer until one is.");
        page.QuerySelector(".empty a")!.GetAttribute("href").ShouldBe("/generation/edit");
        (await viewer.PageAsync("/generation")).QuerySelector(".empty a").ShouldBeNull();
        (await bench.Admin.PageAsync("/generation/versions")).QuerySelector(".empty h2")!.TextContent.ShouldBe("No version yet");
        (await bench.Admin.PageAsync("/")).QuerySelectorAll("h2").ShouldContain(h => h.TextContent.StartsWith("Model in production"));
    }

    [Fact]
    public async Task All_models_of_active_providers_are_offered_with_what_is_known_about_them()
    {
        await bench.ChangeAsync("Main", p => p.KnownModels.Add(new() { ModelId = "large", RetiresOn = new(2026, 12, 11), FirstSeenAt = GenerationBench.Now }));
        await bench.ChangeAsync("Spare", p => p.AuthScheme = "bearer");

        var rows = (await bench.Admin.PageAsync("/generation/models")).QuerySelectorAll(".pick-model").Select(r => string.Join(' ', r.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).ToList();

        rows.ShouldBe([
            "[Main] largemain/large Healthy production retires in 15 days",
            "[Main] smallmain/small Healthy production",
            "[Spare] otherspare/other No key",
            "[Spare] org/nestedspare/org/nested No key"]);
    }

    [Theory]
    [InlineData("nested", "spare/org/nested")]
    [InlineData("MAIN sma", "main/small")]
    [InlineData("asleep", null)]
    public async Task The_list_is_searched_by_parts_of_both_names(string typed, string? only)
    {
        var found = await bench.Admin.FragmentAsync($"/generation/models?pick=true&q={Uri.EscapeDataString(typed)}");

        found.Page.QuerySelectorAll("main").ShouldBeEmpty();
        found.Page.QuerySelectorAll("[name='Form.Model']").Select(i => i.GetAttribute("value")).ShouldBe(only is null ? [] : [only]);
        if (only is null) found.Text("[role=status]").ShouldBe("No model of an active provider matches.");
    }

    [Fact]
    public async Task The_chosen_one_stands_first_where_it_is_seen()
    {
        await bench.SaveAsync(("Model", "spare/org/nested"));

        (await bench.Admin.PageAsync(GenerationBench.Edit)).QuerySelectorAll("[name='Form.Model']").Select(i => (i.GetAttribute("value"), i.HasAttribute("checked"))).ShouldBe(
            [("spare/org/nested", true), ("main/large", false), ("main/small", false), ("spare/other", false)]);
    }

    [Fact]
    public async Task The_first_button_of_the_form_is_the_one_that_Enter_should_press()
    {
        var first = (await bench.Admin.PageAsync(GenerationBench.Edit)).QuerySelector("#generation-form button:not([form])")!;

        (first.TextContent, first.HasAttribute("formaction")).ShouldBe(("Save and use", false));
    }

    [Theory]
    [InlineData("/generation")]
    [InlineData("/generation/versions/1")]
    public async Task A_long_system_prompt_is_counted_and_scrolls_in_a_box_that_the_keyboard_reaches(string address)
    {
        await bench.SaveAsync(("Model", "main/large"), ("SystemPrompt", new string('a', 2_500)));

        var fact = (await bench.Admin.PageAsync(address)).QuerySelectorAll(".facts > div").Single(d => d.TextContent.Contains("System prompt", StringComparison.Ordinal));

        fact.QuerySelector("dt")!.TextContent.ShouldBe("System prompt2,500 characters");
        (fact.QuerySelector(".long-text")!.GetAttribute("tabindex"), fact.QuerySelector(".long-text")!.TextContent.Length).ShouldBe(("0", 2_500));
    }

    [Fact]
    public async Task A_short_system_prompt_stands_there_as_it_is()
    {
        await bench.SaveAsync(("Model", "main/large"), ("SystemPrompt", "Be kind."));

        var page = await bench.Admin.PageAsync("/generation");

        page.QuerySelector(".long-text").ShouldBeNull();
        page.QuerySelectorAll(".facts dt").ShouldContain(t => t.TextContent == "System prompt8 characters");
    }

    [Fact]
    public async Task The_chosen_one_stays_in_the_form_while_the_list_is_searched()
    {
        var found = await bench.Admin.FragmentAsync("/generation/models?pick=true&q=small&Form.Model=spare%2Fother");

        found.Page.QuerySelectorAll("[name='Form.Model']").Select(i => (i.GetAttribute("value"), i.HasAttribute("checked"))).ShouldBe([("spare/other", true), ("main/small", false)]);
    }

    [Fact]
    public async Task A_save_is_a_version_with_all_that_was_chosen()
    {
        var saved = await bench.SaveAsync(("Model", "main/large"), ("Temperature", "0.25"), ("LimitsTemperature", "true"), ("MaximumOutputTokens", "1,500"), ("TopP", "0.9"), ("StopSequences", "END\n\\n\\nUser:"),
            ("SystemPrompt", "Be kind.\r\nBe short."), ("Fallbacks", "spare/org/nested"), ("Fallbacks", ""), ("Fallbacks", "main/small"), ("UsersMayChoose", "true"), ("Allowed", "main/small"), ("Comment", "First choice"));

        saved.Status.ShouldBe(HttpStatusCode.Redirect, saved.Html);
        var version = (await bench.VersionsAsync()).ShouldHaveSingleItem();
        (version.Number, version.At, version.Comment, version.RestoredFrom).ShouldBe((1, GenerationBench.Now, "First choice", null));
        var settings = version.Settings;
        (settings.Model!.ModelId, settings.Temperature, settings.MaximumOutputTokens, settings.TopP, settings.SystemPrompt, settings.UsersMayChoose).ShouldBe(("large", 0.25, 1500, 0.9, "Be kind.\nBe short.", true));
        settings.Limits.ShouldBe(new(Temperature: true));
        settings.StopSequences.ShouldBe(["END", "\n\nUser:"]);
        settings.Fallbacks.Select(f => f.ModelId).ShouldBe(["org/nested", "small"]);
        settings.Allowed.Select(f => f.ModelId).ShouldBe(["small"]);
        var page = await bench.Admin.PageAsync(saved.Location!);
        page.QuerySelector("#flash")!.TextContent.ShouldContain("Version 1 is in production: bots get their next answer from [Main] large.");
        page.QuerySelector("main")!.TextContent.ShouldContain("0.25, and no request may exceed it");
        page.QuerySelectorAll("ol.order li .row-name").Select(l => l.TextContent).ShouldBe(["[Spare] org/nested", "[Main] small"]);
        // What was saved stands in the form again, and saved again it is no new version.
        (await bench.SaveAsync()).Status.ShouldBe(HttpStatusCode.Redirect);
        (await bench.Admin.PageAsync("/generation")).QuerySelector("#flash")!.TextContent.ShouldContain("Nothing was changed, so there is no new version.");
        (await bench.VersionsAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Versions_are_compared_field_by_field_and_one_comes_back_as_a_new_one()
    {
        await bench.SaveAsync(("Model", "main/large"), ("SystemPrompt", "One.\nTwo.\nThree."), ("Comment", "Start"));
        await bench.SaveAsync(("Model", "spare/other"), ("Temperature", "0.9"));
        await bench.SaveAsync(("SystemPrompt", "One.\nTwo and a half.\nThree."));

        var compared = await bench.Admin.PageAsync("/generation/compare?from=1&to=3");
        compared.QuerySelectorAll(".compare tbody th").Select(r => r.TextContent).ShouldBe(["Model", "Temperature", "System prompt"]);
        compared.QuerySelectorAll(".compare .text").Select(r => r.TextContent).ShouldBe(["[Main] large", "[Spare] other", "0.3", "0.9"]);
        compared.QuerySelectorAll(".diff > div").Select(r => r.TextContent.Trim()).ShouldBe(["One.", "−removed: Two.", "+added: Two and a half.", "Three."]);
        (await bench.Admin.PageAsync("/generation/versions")).QuerySelectorAll(".versions tbody tr").Select(r => r.QuerySelector("[data-label='What changed']")!.TextContent.Trim().Split('\n')[0])
            .ShouldBe(["System prompt", "Model, Temperature", "Start"]);
        var restored = await bench.Admin.PressAsync("/generation/versions/1/restore", fields: ("seen", "3"));

        restored.Location.ShouldBe("/generation");
        var versions = await bench.VersionsAsync();
        (versions.Count, versions[3].RestoredFrom, versions[3].Settings.Model!.ModelId, versions[3].Settings.SystemPrompt).ShouldBe((4, 1, "large", "One.\nTwo.\nThree."));
        (await bench.Admin.PageAsync("/generation/versions/4")).QuerySelector("h1")!.TextContent.ShouldContain("in production");
        var audit = await bench.Portal.InDatabaseAsync(db => db.Audit.AsNoTracking().Where(a => a.SubjectType == "generation").OrderBy(a => a.Id).ToListAsync());
        audit.Select(a => (a.Action, a.SubjectName)).ShouldBe([("generation.saved", "Version 1"), ("generation.saved", "Version 2"), ("generation.saved", "Version 3"), ("generation.restored", "Version 4")]);
        audit[1].Changes.ShouldContain("[Spare] other");
    }

    [Theory]
    [InlineData("/generation/compare?from=1&to=99", "There is no version “99”")]
    [InlineData("/generation/compare?from=first&to=1", "There is no version “first”")]
    [InlineData("/generation/compare", "There is no version “”")]
    public async Task A_version_that_is_not_there_is_said_so(string address, string sentence)
    {
        await bench.SaveAsync(("Model", "main/large"));

        (await bench.Admin.PageAsync(address)).QuerySelector(".empty h2")!.TextContent.ShouldBe(sentence);
        (await bench.Admin.GetAsync("/generation/versions/99")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await bench.Admin.PressAsync("/generation/versions/99/restore", fields: ("seen", "1"))).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task More_versions_than_a_page_holds_are_paged()
    {
        for (var n = 1; n <= 23; n++) (await bench.SaveAsync(("Model", "main/large"), ("MaximumOutputTokens", $"{n}"))).Status.ShouldBe(HttpStatusCode.Redirect);

        var first = await bench.Admin.PageAsync("/generation/versions");
        var second = await bench.Admin.PageAsync(first.QuerySelector("[rel=next]")!.GetAttribute("href")!);

        first.QuerySelectorAll(".versions tbody tr").Length.ShouldBe(20);
        second.QuerySelectorAll(".versions tbody .row-name").Select(r => r.TextContent).ShouldBe(["3", "2", "1"]);
        second.QuerySelector("[rel=next]").ShouldBeNull();
        second.QuerySelector("[data-label='What changed'] .sub")!.TextContent.Trim().ShouldBe("Maximum output tokens");
    }

    [Fact]
    public async Task Whoever_may_only_look_sees_no_button_that_changes()
    {
        await bench.SaveAsync(("Model", "main/large"));
        await bench.SaveAsync(("Model", "main/small"));
        using var viewer = await PortalBrowser.SignedInAsync(bench.Portal, BuiltInRoles.Viewer);

        foreach (var page in (string[])["/generation", "/generation/versions", "/generation/versions/1", "/generation/compare?from=1&to=2"])
        {
            (await viewer.PageAsync(page)).QuerySelectorAll("main form[method=post], main a[href='/generation/edit']").ShouldBeEmpty(page);
            (await bench.Admin.PageAsync(page)).QuerySelectorAll("main form[method=post], main a[href='/generation/edit']").ShouldNotBeEmpty(page);
        }
    }

    public ValueTask InitializeAsync() => bench.InitializeAsync();

    public ValueTask DisposeAsync() => bench.DisposeAsync();
}
