using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SupportBotPortal.BrowserTests.Harness;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using static Microsoft.Playwright.Assertions;

namespace SupportBotPortal.BrowserTests;

/// <summary>What the provider form does while one types.</summary>
public sealed class FormTests(Chromium chromium, RunningPortal running) : BrowserTest(chromium, running), IClassFixture<RunningPortal>
{
    [Fact]
    public async Task A_pasted_endpoint_is_healed_on_leaving_the_field_and_the_form_says_so()
    {
        var page = await OpenAsync();
        await page.GotoAsync("/providers/new?type=openai");
        await page.Locator("#api-key").FillAsync("sk-typed-first");

        await page.LeaveBaseUrlAsync("https://api.openai.com/v1/chat/completions");

        await Expect(page.Locator("#base-url")).ToHaveValueAsync("https://api.openai.com/v1");
        await Expect(page.Locator("#base-url-help")).ToContainTextAsync("We removed “/chat/completions” from the end.");
        await Expect(page.Locator("#api-key")).ToHaveValueAsync("sk-typed-first");
    }

    [Fact]
    public async Task A_click_on_Save_straight_from_the_base_url_is_not_lost_while_the_field_is_healed()
    {
        var page = await OpenAsync();
        await page.GotoAsync("/providers/new?type=custom");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Clicked at once");
        await page.Locator("#api-key").FillAsync(Running.Fake.Options.CustomKey);
        await page.Locator("#base-url").FillAsync(Running.Fake.CustomUrl + "/chat/completions");

        // A slow finger: the field is left on pressing, its answer arrives before the release.
        await page.Locator("#provider-form .btn-primary").HoverAsync();
        await page.RunAndWaitForResponseAsync(() => page.Mouse.DownAsync(), r => r.Url.EndsWith("/providers/form", StringComparison.Ordinal));
        await Expect(page.Locator("#base-url-help")).ToContainTextAsync("We removed");
        await page.Mouse.UpAsync();

        await page.ExpectWholePageAsync("Clicked at once");
    }

    [Fact]
    public async Task Another_type_brings_its_fields_and_keeps_name_and_key()
    {
        var page = await OpenAsync();
        await page.GotoAsync("/providers/new?type=openai");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Kept name");
        await page.Locator("#api-key").FillAsync("sk-kept-key");
        await Expect(page.GetByLabel("Organization")).ToBeVisibleAsync();

        await page.GetByLabel("Type").FocusAsync();
        await page.ChooseTypeAsync("custom");

        await Expect(page.GetByLabel("Organization")).ToHaveCountAsync(0);
        await Expect(page.GetByLabel("Authentication")).ToBeVisibleAsync();
        await Expect(page.Locator("#base-url")).ToHaveValueAsync("");
        await Expect(page.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync("Kept name");
        await Expect(page.Locator("#api-key")).ToHaveValueAsync("sk-kept-key");
        await Expect(page.GetByLabel("Type")).ToBeFocusedAsync();

        await page.GetByLabel("Authentication").SelectOptionAsync("basic");
        await Expect(page.GetByLabel("User name")).ToBeVisibleAsync();
        await page.GetByLabel("Authentication").SelectOptionAsync("none");
        await Expect(page.Locator("#api-key")).ToHaveCountAsync(0);
        await page.ChooseTypeAsync("openai");
        await Expect(page.Locator("#base-url")).ToHaveValueAsync("https://api.openai.com/v1");
    }

    [Fact]
    public async Task A_refused_form_says_why_at_the_fields_goes_to_the_first_and_keeps_what_was_typed()
    {
        var page = await OpenAsync();
        await page.GotoAsync("/providers/new?type=custom");
        await page.LeaveBaseUrlAsync("not a url");
        await page.Locator("#api-key").FillAsync("sk-still-here");
        await page.GetByLabel("Notes").FillAsync("notes stay too");
        await page.SaveAsync();

        var name = page.GetByLabel("Name", new() { Exact = true });
        await Expect(name).ToBeFocusedAsync();
        await Expect(name).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(page.Locator("#name-help .error")).ToHaveTextAsync(new Regex("name"));
        await Expect(page.Locator("#base-url-help .error")).ToBeVisibleAsync();
        await Expect(page.Locator("#api-key")).ToHaveValueAsync("sk-still-here");
        await Expect(page.GetByLabel("Notes")).ToHaveValueAsync("notes stay too");

        // Put right, it is saved, although the same form was refused before.
        await name.FillAsync("Refused once");
        await page.LeaveBaseUrlAsync(Running.Fake.CustomUrl.AbsoluteUri);
        await page.Locator("#api-key").FillAsync(Running.Fake.Options.CustomKey);
        await page.SaveAsync();
        await page.ExpectWholePageAsync("Refused once");
    }

    [Fact]
    public async Task Custom_headers_are_sent_grow_by_rows_and_blank_keeps_the_stored_value()
    {
        var page = await OpenAsync();
        await page.GotoAsync("/providers/new?type=custom");
        await page.FillProviderAsync(null, "With headers", Running.Fake.CustomUrl, Running.Fake.Options.CustomKey);
        await page.GetByLabel("Header 1, name").FillAsync("X-Team");
        await page.GetByLabel("Header 1, value").FillAsync("support-team-7");
        await page.GetByLabel("Header 2, name").FillAsync("X-Zone");
        await page.GetByLabel("Header 2, value").FillAsync("zone-9");
        await page.SaveAsync();
        await page.ExpectWholePageAsync("With headers");
        await Expect(page.Locator("#test-panel .badge")).ToContainTextAsync("Healthy");
        Running.Fake.Requests.ShouldContain(r => r.Header("X-Team") == "support-team-7" && r.Header("X-Zone") == "zone-9");
        await Expect(page.Locator(".facts")).ToContainTextAsync("Header X-Team");

        await page.GetByRole(AriaRole.Link, new() { Name = "Edit" }).ClickAsync();
        await Expect(page.GetByLabel("Header 1, value")).ToHaveValueAsync("");
        await Expect(page.GetByLabel("Header 4, name")).ToBeVisibleAsync();
        Running.Fake.ForgetRequests();
        await page.GetByRole(AriaRole.Button, new() { Name = "Test connection" }).ClickAsync();
        await Expect(page.Locator("#test-panel .badge")).ToContainTextAsync("Healthy");
        Running.Fake.Requests.ShouldContain(r => r.Header("X-Team") == "support-team-7");
    }

    [Fact]
    public async Task Picked_models_are_saved_beside_typed_ones()
    {
        var page = await OpenAsync();
        await page.GotoAsync("/providers/new?type=custom");
        await page.FillProviderAsync(null, "Picked", Running.Fake.CustomUrl, Running.Fake.Options.CustomKey);
        await page.Locator("#models").FillAsync("typed-by-hand");
        await page.GetByRole(AriaRole.Button, new() { Name = "Discover models" }).ClickAsync();
        var picks = page.Locator("#discovery-panel .pick");
        await picks.Nth(0).GetByRole(AriaRole.Checkbox).CheckAsync();
        await picks.Nth(1).GetByRole(AriaRole.Checkbox).CheckAsync();
        var expected = new[] { "typed-by-hand", await picks.Nth(0).Locator(".mono").InnerTextAsync(), await picks.Nth(1).Locator(".mono").InnerTextAsync() };

        await page.SaveAsync();

        await page.ExpectWholePageAsync("Picked");
        await Expect(page.Locator(".models .mono")).ToHaveTextAsync(expected);
        await page.GetByRole(AriaRole.Link, new() { Name = "Edit" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Discover models" }).ClickAsync();
        await Expect(page.Locator("#discovery-panel")).ToContainTextAsync("In the list, and never among those found: typed-by-hand");
        await Expect(page.Locator("#discovery-panel .pick").Nth(0)).ToContainTextAsync("in the list");
    }

    [Fact]
    public async Task A_failed_test_says_the_cause_and_what_to_do()
    {
        var page = await OpenAsync();
        await page.GotoAsync("/providers/new?type=openai");
        await page.FillProviderAsync(null, "Wrong key", Running.Fake.OpenAiUrl, "sk-wrong-key");
        await page.GetByRole(AriaRole.Button, new() { Name = "Test connection" }).ClickAsync();

        await Expect(page.Locator("#test-panel .badge")).ToContainTextAsync("Credentials");
        await Expect(page.Stage("Credentials")).ToContainTextAsync("failed");
        await Expect(page.Locator("#test-panel .fix")).ToContainTextAsync("Copy the key again");
        await Expect(page.Locator("#test-panel .links a").First).ToHaveAttributeAsync("rel", "noreferrer noopener");
    }

    [Fact]
    public async Task A_test_that_is_let_through_takes_the_refusal_before_it_away_and_leaves_the_others()
    {
        var page = await OpenAsync();
        var slug = await page.AddProviderAsync("custom", "Refused first", Running.Fake.CustomUrl, Running.Fake.Options.CustomKey);
        await page.GotoAsync($"/providers/{slug}/edit");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("");
        await page.GetByLabel("Base URL").FillAsync(Running.Fake.CustomUrl.AbsoluteUri.Replace("127.0.0.1", "localhost", StringComparison.Ordinal));
        WatchOf(page).Expect(422);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save changes" }).ClickAsync();
        await Expect(page.Locator("#api-key-messages .error")).ToContainTextAsync("type the key again");
        await Expect(page.Locator("#name-help .error")).ToBeVisibleAsync();

        await page.Locator("#api-key").FillAsync(Running.Fake.Options.CustomKey);
        await page.GetByRole(AriaRole.Button, new() { Name = "Test connection" }).ClickAsync();

        await Expect(page.Locator("#test-panel")).ToContainTextAsync("Healthy");
        await Expect(page.Locator("#api-key-messages .error")).ToHaveCountAsync(0);
        await Expect(page.Locator("#api-key")).Not.ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(page.Locator("#name-help .error")).ToBeVisibleAsync();
        await Expect(page.Locator("#test-panel")).Not.ToHaveAttributeAsync("aria-busy", "true");
    }

    [Fact]
    public async Task A_session_that_ended_meanwhile_costs_nothing_that_was_typed()
    {
        var page = await OpenAsync(role: null);
        await page.GotoAsync("/sign-in");
        var email = await Running.AddPersonAsync(BuiltInRoles.Owner);
        await page.SignInAsync(email);
        await page.GotoAsync("/providers/new?type=openai");
        await page.ExpectWholePageAsync("Add provider");
        WatchOf(page).Expect(401);
        await using (var db = await Running.Portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync(Cancellation))
            await db.Sessions.Where(s => db.Users.Any(u => u.Id == s.UserId && u.Email == email)).ExecuteDeleteAsync(Cancellation);

        await page.FillProviderAsync(null, "Typed before", Running.Fake.OpenAiUrl, Running.Fake.Options.OpenAiKey);
        await page.SaveAsync();

        await Expect(page.Locator("#toasts")).ToContainTextAsync("You are signed out. What you typed is still here");
        var other = await page.RunAndWaitForPopupAsync(() => page.Locator("#toasts a").ClickAsync());
        await other.ExpectWholePageAsync("Sign in", bare: true);
        await other.SignInAsync(email);
        await page.SaveAsync();

        await page.ExpectWholePageAsync("Typed before");
        await Expect(page).ToHaveURLAsync(new Regex(@"/providers/typed-before"));
    }

    [Fact]
    public async Task Ticks_survive_another_discovery_also_one_that_fails()
    {
        var page = await OpenAsync();
        await page.GotoAsync("/providers/new?type=custom");
        await page.FillProviderAsync(null, "Ticked twice", Running.Fake.CustomUrl, Running.Fake.Options.CustomKey);
        var discover = page.GetByRole(AriaRole.Button, new() { Name = "Discover models" });
        await discover.ClickAsync();
        var tick = page.Locator("#discovery-panel input[type=checkbox]").First;
        var model = await tick.GetAttributeAsync("value");
        await tick.CheckAsync();
        await discover.ClickAsync();
        await Expect(page.Locator($"#discovery-panel input[value='{model}']")).ToBeCheckedAsync();
        await Expect(page.Locator($"#discovery-panel input[value='{model}']")).ToBeEnabledAsync();

        await page.Locator("#api-key").FillAsync("a-wrong-key");
        await Expect(page.Locator("#discovery-panel .stale")).ToHaveTextAsync("For what was entered before:");
        await discover.ClickAsync();
        await Expect(page.Locator("#discovery-panel .fix")).ToBeVisibleAsync();
        await Expect(page.Locator($"#discovery-panel input[value='{model}']")).ToBeCheckedAsync();

        await page.SaveAsync();
        await page.ExpectWholePageAsync("Ticked twice");
        await Expect(page.Locator(".models .mono", new() { HasText = model! })).ToBeVisibleAsync();
    }
}
