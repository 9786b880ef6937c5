using Microsoft.Playwright;
using SupportBotPortal.BrowserTests.Harness;
using static Microsoft.Playwright.Assertions;

namespace SupportBotPortal.BrowserTests;

/// <summary>What is typed, pressed or changed while the form waits for an answer, and what happens to somebody who leaves it.</summary>
public sealed class FormTimingTests(Chromium chromium, RunningPortal running) : BrowserTest(chromium, running), IClassFixture<RunningPortal>
{
    [Fact]
    public async Task What_is_typed_while_another_type_is_on_its_way_stays_and_nothing_can_be_pressed()
    {
        var page = await OpenAsync();
        await page.GotoAsync("/providers/new?type=openai");
        var answer = await HoldAsync(page, "**/providers/form");

        await page.GetByLabel("Type").SelectOptionAsync("custom");
        await answer.Reached;
        await Expect(page.Locator("#provider-form .btn-primary")).ToBeDisabledAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Typed meanwhile");
        await page.GetByLabel("Notes").PressSequentiallyAsync("half a");
        answer.Open();

        await Expect(page.Locator("input[name='Form.RenderedTypeId']")).ToHaveValueAsync("custom");
        await Expect(page.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync("Typed meanwhile");
        await Expect(page.GetByLabel("Notes")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(" sentence");
        await Expect(page.GetByLabel("Notes")).ToHaveValueAsync("half a sentence");
        await Expect(page.Locator("#provider-form .btn-primary")).ToBeEnabledAsync();
    }

    [Fact]
    public async Task A_type_that_is_chosen_before_the_scripts_are_there_is_answered_when_they_are()
    {
        var page = await OpenAsync();
        var held = new TaskCompletionSource<IRoute>();
        await page.RouteAsync("**/lib/htmx.min*.js", route => held.TrySetResult(route));
        await page.GotoAsync("/providers/new?type=anthropic", new() { WaitUntil = WaitUntilState.Commit });
        var script = await held.Task.WaitAsync(TimeSpan.FromSeconds(20), Cancellation);

        await page.GetByLabel("Type").SelectOptionAsync("openai");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Typed at once");
        await script.ContinueAsync();

        await Expect(page.Locator("input[name='Form.RenderedTypeId']")).ToHaveValueAsync("openai");
        await Expect(page.GetByLabel("Type")).ToHaveValueAsync("openai");
        await Expect(page.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync("Typed at once");
    }

    [Fact]
    public async Task A_base_url_that_is_corrected_while_it_is_checked_keeps_the_correction()
    {
        var page = await OpenAsync();
        await page.GotoAsync("/providers/new?type=openai");
        var answer = await HoldAsync(page, "**/providers/form");
        var field = page.Locator("#base-url");

        await field.FillAsync("https://first.example.com/v1/models");
        await field.BlurAsync();
        await answer.Reached;
        await field.FillAsync("https://second.example.com/v1");
        await page.RunAndWaitForResponseAsync(() => { answer.Open(); return Task.CompletedTask; }, r => r.Url.EndsWith("/providers/form", StringComparison.Ordinal));
        await Expect(page.Locator(".htmx-request")).ToHaveCountAsync(0);

        await Expect(field).ToHaveValueAsync("https://second.example.com/v1");
        await field.BlurAsync();
        await Expect(field).ToHaveValueAsync("https://second.example.com/v1");
    }

    [Fact]
    public async Task Another_type_takes_the_ticks_of_the_one_before_away()
    {
        var page = await OpenAsync();
        await page.GotoAsync("/providers/new?type=custom");
        await page.FillProviderAsync(null, "Ticked", Running.Fake.CustomUrl, Running.Fake.Options.CustomKey);
        await page.GetByRole(AriaRole.Button, new() { Name = "Discover models" }).ClickAsync();
        await page.Locator("#discovery-panel input[type=checkbox]").First.CheckAsync();

        await page.ChooseTypeAsync("openai");

        await Expect(page.Locator("#discovery-panel input")).ToHaveCountAsync(0);
        await Expect(page.Locator("#discovery-panel")).ToContainTextAsync("It changes nothing by itself.");
    }

    [Fact]
    public async Task A_result_that_arrives_after_more_was_typed_says_what_it_is_about()
    {
        var page = await OpenAsync();
        await page.GotoAsync("/providers/new?type=custom");
        await page.FillProviderAsync(null, "Typed on", Running.Fake.CustomUrl, Running.Fake.Options.CustomKey);
        var gate = Gate.Before(Running.Fake, () => Running.Fake.Options.CustomKey);
        await page.GetByRole(AriaRole.Button, new() { Name = "Discover models" }).ClickAsync();
        await gate.Reached;
        await page.Locator("#api-key").FillAsync("another-key");
        gate.Open();

        await Expect(page.Locator("#discovery-panel input[type=checkbox]").First).ToBeVisibleAsync();
        await Expect(page.Locator("#discovery-panel .stale")).ToHaveTextAsync("For what was entered before:");
        Running.Fake.Handler = null;
    }

    [Fact]
    public async Task A_conflict_comes_into_view_and_takes_the_focus()
    {
        var page = await OpenAsync(adjust: options => options.ViewportSize = new() { Width = 1200, Height = 500 });
        WatchOf(page).Expect(409);
        var slug = await page.AddProviderAsync("custom", "Both of us", Running.Fake.CustomUrl, Running.Fake.Options.CustomKey);
        await page.GotoAsync($"/providers/{slug}/edit");
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync($"/providers/{slug}/edit");
        await other.GetByLabel("Notes").FillAsync("theirs");
        await other.SaveAsync();
        await other.ExpectWholePageAsync("Both of us");

        await page.GetByLabel("Notes").FillAsync("mine");
        await page.SaveAsync();

        await Expect(page.Locator(".conflict")).ToBeFocusedAsync();
        await Expect(page.Locator(".conflict")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task Leaving_asks_only_if_something_was_typed_and_not_after_saving()
    {
        var page = await OpenAsync();
        var asked = 0;
        page.Dialog += async (_, dialog) =>
        {
            dialog.Type.ShouldBe(DialogType.BeforeUnload);
            asked++;
            await (asked == 1 ? dialog.DismissAsync() : dialog.AcceptAsync());
        };
        await page.GotoAsync("/providers/new?type=openai");
        await page.GetByLabel("Type").ClickAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.ChooseTypeAsync("custom");
        await page.GetByRole(AriaRole.Link, new() { Name = "Cancel" }).ClickAsync();
        await page.ExpectWholePageAsync("LLM providers");
        asked.ShouldBe(0);

        await page.GotoAsync("/providers/new?type=custom");
        await page.GetByLabel("Name", new() { Exact = true }).PressSequentiallyAsync("Half typed");
        await page.GetByRole(AriaRole.Link, new() { Name = "Cancel" }).ClickAsync();
        await Expect(page.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync("Half typed");
        asked.ShouldBe(1);

        await page.FillProviderAsync(null, "Wholly typed", Running.Fake.CustomUrl, Running.Fake.Options.CustomKey);
        await page.SaveAsync();
        await page.ExpectWholePageAsync("Wholly typed");
        asked.ShouldBe(1);
    }

    [Fact]
    public async Task Cancelling_a_test_leaves_the_focus_at_its_panel()
    {
        var page = await OpenAsync();
        await page.GotoAsync("/providers/new?type=custom");
        await page.FillProviderAsync(null, "Cancelled", Running.Fake.CustomUrl, "sk-any");
        var gate = Gate.Before(Running.Fake, () => "sk-any");
        await page.GetByRole(AriaRole.Button, new() { Name = "Test connection" }).ClickAsync();
        await gate.Reached;
        await page.Locator("#cancel-test").FocusAsync();
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator("#test-panel")).ToContainTextAsync("The test was cancelled.");
        await Expect(page.Locator("#test-panel")).ToBeFocusedAsync();
        gate.Open();
        Running.Fake.Handler = null;
    }

    /// <summary>Holds the first answer to an address until the gate is opened; later ones pass.</summary>
    private static async Task<Gate> HoldAsync(IPage page, string address)
    {
        var gate = new Gate();
        await page.RouteAsync(address, async route =>
        {
            var response = await route.FetchAsync();
            await gate.PassAsync(Cancellation);
            await route.FulfillAsync(new() { Response = response });
        });
        return gate;
    }
}
