using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Tests.Pages.Providers.Checks;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Providers;

public sealed class DuplicateTests(StartedPortal started) : IClassFixture<StartedPortal>
{
    private readonly string name = "P " + Guid.NewGuid().ToString("N")[..8];

    [Fact]
    public async Task Everything_is_copied_but_what_is_secret_and_the_copy_starts_inactive()
    {
        var slug = await AddAsync();

        var saved = await started.Admin.SaveCopyAsync(slug, ("ApiKey", "sk-another-key"), ("Headers[0].Value", "other"));

        saved.Status.ShouldBe(HttpStatusCode.Redirect, saved.Html);
        var copy = await started.Portal.ProviderAsync(saved.Location!.Split('?')[0].Split('/')[^1]);
        (copy.Name, copy.IsActive, copy.IsDefault, copy.Environment, copy.Notes, copy.KeyRotationDays).ShouldBe((name + " (copy)", false, false, ProviderEnvironment.Staging, "Ask Rosa", 30));
        copy.Models.ShouldBe(["one", "two"]);
        copy.BaseUrl.ShouldBe(started.Fake.CustomUrl.AbsoluteUri);
        copy.AuthScheme.ShouldBe("bearer");
        copy.Secrets.Select(s => s.Field).Order().ShouldBe(["api_key", "header:X-Gateway"]);
        (await started.Admin.TestSavedAsync(copy.Slug)).QuerySelector("#test-panel")!.TextContent.ShouldContain("Down");
        started.Fake.Requests.ShouldContain(r => r.Header("Authorization") == "Bearer sk-another-key" && r.Header("X-Gateway") == "other");
    }

    [Fact]
    public async Task It_is_tested_as_often_as_its_original_and_a_new_one_as_usual()
    {
        var slug = await AddAsync();
        (await started.Portal.ProviderAsync(slug)).Checks.Rhythm.ShouldBe(CheckRhythm.Usual);
        await started.Admin.SavePlanAsync(slug, ("Rhythm", "Cron"), ("Cron", "0 8 * * *"), ("TimeZone", "Europe/Madrid"), ("IsDeep", "true"), ("DeepHours", "48"), ("SuccessesBeforeUp", "4"));

        var saved = await started.Admin.SaveCopyAsync(slug, ("ApiKey", "sk-another-key"), ("Headers[0].Value", "other"));

        var copy = await started.Portal.ProviderAsync(saved.Location!.Split('?')[0].Split('/')[^1]);
        (copy.Checks.Rhythm, copy.Checks.Cron, copy.Checks.TimeZone, copy.Checks.DeepHours, copy.Checks.SuccessesBeforeUp).ShouldBe((CheckRhythm.Cron, "0 8 * * *", "Europe/Madrid", 48, 4));
        (copy.CheckSlot.NextAt, copy.CheckSlot.PaidCalls).ShouldBe((null, 0));
        var line = await started.Portal.InDatabaseAsync(db => Task.FromResult(db.Audit.Single(a => a.SubjectId == copy.Id.ToString() && a.Action == "provider.created")));
        System.Text.Json.JsonDocument.Parse(line.Changes).RootElement.EnumerateArray().Select(c => $"{c.GetProperty("field")}: {c.GetProperty("after")}").ShouldContain($"Tests by schedule: as “{name}”");
    }

    [Fact]
    public async Task The_form_has_the_names_of_headers_and_no_value_and_says_that_the_key_is_not_copied()
    {
        var slug = await AddAsync();

        var page = await started.Admin.PageAsync($"/providers/{slug}/duplicate");

        page.QuerySelector<IHtmlInputElement>("[name='Form.Headers[0].Name']")!.Value.ShouldBe("X-Gateway");
        page.QuerySelectorAll("input[type=password]").ShouldAllBe(i => !i.HasAttribute("value") && i.GetAttribute("placeholder") != "Leave blank to keep the stored one");
        page.QuerySelector(".page-head p")!.TextContent.ShouldContain("Everything is copied but the key and other secrets");
        // A blank key is no key: nothing of the original is used.
        (await started.Admin.SaveCopyAsync(slug)).Text("[role=alert]").ShouldContain("needs your attention");
    }

    [Fact]
    public async Task A_second_copy_gets_a_number()
    {
        var slug = await AddAsync();
        (await started.Admin.SaveCopyAsync(slug, ("Headers[0].Value", "other"))).Status.ShouldBe(HttpStatusCode.Redirect);

        (await started.Admin.PageAsync($"/providers/{slug}/duplicate")).QuerySelector<IHtmlInputElement>("#name")!.Value.ShouldBe(name + " (copy 2)");
    }

    [Theory]
    [InlineData("llm_provider.view", HttpStatusCode.Forbidden)]
    [InlineData("llm_provider.edit", HttpStatusCode.Forbidden)]
    [InlineData("llm_provider.create", HttpStatusCode.OK)]
    public async Task Duplicating_asks_for_the_permission_to_add(string permission, HttpStatusCode expected)
    {
        var slug = await AddAsync();
        using var browser = await started.Portal.SignedInAsync(await started.Portal.AddPersonAsync(await started.Portal.AddRoleAsync(permission)));

        (await browser.GetAsync($"/providers/{slug}/duplicate")).Status.ShouldBe(expected);
    }

    private Task<string> AddAsync() => started.Admin.AddTestedAsync(
        Acts.NewCustom,
        ("Name", name),
        ("BaseUrl", started.Fake.CustomUrl.AbsoluteUri),
        ("ApiKey", "sk-fake-custom"),
        ("Environment", "Staging"),
        ("Notes", "Ask Rosa"),
        ("ModelsText", "one\ntwo"),
        ("KeyRotationDays", "30"),
        ("Headers[0].Name", "X-Gateway"),
        ("Headers[0].Value", "secret"));
}
