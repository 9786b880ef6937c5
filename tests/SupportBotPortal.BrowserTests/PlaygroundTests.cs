using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;
using SupportBotPortal.BrowserTests.Harness;
using static Microsoft.Playwright.Assertions;

namespace SupportBotPortal.BrowserTests;

/// <summary>A model is chosen, tried while it answers, put into production, and another one taken back.</summary>
public sealed class PlaygroundTests(Chromium chromium, RunningPortal running) : BrowserTest(chromium, running), IClassFixture<RunningPortal>
{
    private const string Beginning = "data: {\"choices\":[{\"delta\":{\"content\":\"You can return it\"}}]}\n\n";
    private const string End = "data: {\"choices\":[{\"delta\":{\"content\":\" within **14 days**.\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":21,\"completion_tokens\":9}}\n\ndata: [DONE]\n\n";

    [Fact]
    public async Task A_model_is_chosen_tried_while_it_answers_put_into_production_and_another_taken_back()
    {
        var page = await OpenAsync();
        await page.GotoAsync("/providers/new?type=custom");
        await page.FillProviderAsync(null, "Shop", Running.Fake.CustomUrl, Running.Fake.Options.CustomKey);
        await page.Locator("#models").FillAsync("fake-small\nfake-large");
        await page.SaveAsync();
        await Expect(page.Locator("#test-panel .badge")).ToBeVisibleAsync(new() { Timeout = 20_000 });

        // Chosen and tried: it is seen while it comes.
        await page.GotoAsync("/generation");
        await page.GetByRole(AriaRole.Link, new() { Name = "Choose a model" }).First.ClickAsync();
        await page.Locator("#models input[value='shop/fake-small']").CheckAsync();
        await page.GetByLabel("System prompt").FillAsync("You are the assistant of a shop.");
        await page.Locator("#trial-message").FillAsync("Can I return a kettle?");
        var gate = Streaming();
        var trial = page.Locator("#trial");
        await page.GetByRole(AriaRole.Button, new() { Name = "Try", Exact = true }).ClickAsync();
        await gate.Reached;
        await Expect(trial.Locator(".said")).ToHaveTextAsync("You can return it");
        await Expect(trial.GetByRole(AriaRole.Button, new() { Name = "Stop" })).ToBeVisibleAsync();
        gate.Open();
        await Expect(trial.Locator(".said strong")).ToHaveTextAsync("14 days");
        await Expect(trial.Locator(".facts-line")).ToContainTextAsync("21 tokens read · 9 written");
        await Expect(trial.GetByRole(AriaRole.Button, new() { Name = "Stop" })).ToHaveCountAsync(0);
        await Expect(trial.Locator("h2")).ToHaveTextAsync(["With these settings"]);

        // Kept as an example.
        await trial.GetByText("Save this answer as an example").ClickAsync();
        await trial.GetByLabel("Every answer has to mention").FillAsync("14 days");
        await trial.GetByRole(AriaRole.Button, new() { Name = "Save example" }).ClickAsync();
        await Expect(trial).ToContainTextAsync("Saved as the example “Can I return a kettle?”.");

        await page.GetByRole(AriaRole.Button, new() { Name = "Save and use" }).ClickAsync();
        await Expect(page.Locator("#flash")).ToContainTextAsync("Version 1 is in production");

        // Another one beside it, and the example against it.
        Running.Fake.Handler = null;
        await page.GotoAsync("/generation/edit");
        await page.Locator("#models input[value='shop/fake-large']").CheckAsync();
        await page.Locator("#trial-message").FillAsync("Where is my parcel?");
        await page.GetByRole(AriaRole.Button, new() { Name = "Try", Exact = true }).ClickAsync();
        await Expect(trial.Locator(".said")).ToHaveTextAsync(["Hello from the fake fake-large. You said: Where is my parcel?", "Hello from the fake fake-small. You said: Where is my parcel?"]);
        await page.GetByRole(AriaRole.Button, new() { Name = "Replay 1 example" }).ClickAsync();
        await Expect(trial.Locator("[role=status]")).ToContainTextAsync("1 × misses something");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save and use" }).ClickAsync();
        await Expect(page.Locator("#flash")).ToContainTextAsync("Version 2 is in production: bots get their next answer from [Shop] fake-large.");

        // Taken back.
        await page.GotoAsync("/generation/versions");
        await page.GetByRole(AriaRole.Button, new() { Name = "Bring back version 1" }).ClickAsync();
        await Expect(page.Locator("#flash")).ToContainTextAsync("3");
        await page.GotoAsync("/generation");
        await Expect(page.Locator("main")).ToContainTextAsync("[Shop] fake-small");
    }

    [Fact]
    public async Task An_answer_that_takes_too_long_is_stopped_and_what_came_stays()
    {
        var page = await OpenAsync();
        await page.GotoAsync("/providers/new?type=custom");
        await page.FillProviderAsync(null, "Slow shop", Running.Fake.CustomUrl, Running.Fake.Options.CustomKey);
        await page.Locator("#models").FillAsync("fake-small");
        await page.SaveAsync();
        await Expect(page.Locator("#test-panel .badge")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await page.GotoAsync("/generation/edit");
        await page.Locator("#models input[value='slow-shop/fake-small']").CheckAsync();
        await page.Locator("#trial-message").FillAsync("Can I return a kettle?");
        var gate = Streaming();
        await page.GetByRole(AriaRole.Button, new() { Name = "Try", Exact = true }).ClickAsync();
        await gate.Reached;
        var draft = page.Locator("#trial section").First;
        await Expect(draft.Locator(".said")).ToHaveTextAsync("You can return it");

        await page.Locator("#trial").GetByRole(AriaRole.Button, new() { Name = "Stop" }).ClickAsync();

        await Expect(draft).ToContainTextAsync("Stopped.");
        await Expect(draft.Locator(".said")).ToHaveTextAsync("You can return it");
        await Expect(page.Locator("#trial-message")).ToHaveValueAsync("Can I return a kettle?");
        gate.Open();
        Running.Fake.Handler = null;
    }

    /// <summary>Answers that stop in the middle until the test lets them go on.</summary>
    private Gate Streaming()
    {
        var gate = new Gate();
        Running.Fake.Handler = async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync(Beginning, context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await gate.PassAsync(context.RequestAborted);
            await context.Response.WriteAsync(End, context.RequestAborted);
        };
        return gate;
    }
}
