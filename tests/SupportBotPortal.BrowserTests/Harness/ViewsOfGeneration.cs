using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace SupportBotPortal.BrowserTests.Harness;

internal sealed partial record View
{
    /// <summary>Of a <see cref="Scenery"/>: the model in production.</summary>
    public static IReadOnlyList<View> OfGeneration { get; } =
    [
        At("generation", "/generation"),
        At("generation-viewer", "/generation", BuiltInRoles.Viewer),
        At("generation-models", "/generation/models"),
        At("generation-versions", "/generation/versions"),
        At("generation-version", "/generation/versions/2"),
        At("generation-compare", "/generation/compare?from=2&to=3"),
        At("generation-compare-missing", "/generation/compare?from=2&to=17"),
        At("generation-edit", "/generation/edit"),
        new("generation-refused", BuiltInRoles.Owner, async (page, _) =>
        {
            await page.GotoAsync("/generation/edit");
            await page.GetByLabel("Search provider or model").FillAsync("llama");
            await Expect(page.Locator("#models")).ToContainTextAsync("1 model");
            await page.GetByRole(AriaRole.Textbox, new() { Name = "Temperature" }).FillAsync("0,3");
            await page.GetByLabel("Maximum output tokens").FillAsync("a lot");
            await page.GetByLabel("Fallback 1").FillAsync("mistral-gateway/mistral-large");
            await page.GetByRole(AriaRole.Button, new() { Name = "Save and use" }).ClickAsync();
            await Expect(page.Locator("#tokens-help .error")).ToBeVisibleAsync();
        }),
        new("generation-trial", BuiltInRoles.Owner, async (page, running) =>
        {
            Say(running, "You can return it within **14 days**:\n\n1. Open *My orders*.\n2. Choose “Return”, see [our help](https://shop.example/help).\n\n| Reason | Refund |\n|---|---|\n| Damaged | all of it |");
            await page.GotoAsync("/generation/edit");
            await page.Locator("#models input[value='production-openai/gpt-fake']").CheckAsync();
            await page.Locator("#trial-message").FillAsync("Can I return a kettle that I have used once?");
            await page.GetByRole(AriaRole.Button, new() { Name = "Try", Exact = true }).ClickAsync();
            await Expect(page.Locator("#trial section").First).ToContainTextAsync("62 written");
            await page.GetByText("Save this answer as an example").ClickAsync();
            running.Fake.Handler = null;
        }),
        new("generation-trial-refused", BuiltInRoles.Owner, async (page, _) =>
        {
            await page.GotoAsync("/generation/edit");
            await page.GetByRole(AriaRole.Button, new() { Name = "Try", Exact = true }).ClickAsync();
            await Expect(page.Locator("#trial [role=alert]")).ToBeVisibleAsync();
        }),
        At("generation-examples", "/generation/examples"),
        new("generation-replay", BuiltInRoles.Owner, async (page, running) =>
        {
            Say(running, "You said it: within 14 days.");
            await page.GotoAsync("/generation/edit");
            await page.Locator("#models input[value='production-openai/gpt-fake']").CheckAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Replay 3 examples" }).ClickAsync();
            await Expect(page.Locator("#trial [role=status]")).ToBeVisibleAsync();
            await page.Locator("#trial summary").First.ClickAsync();
            running.Fake.Handler = null;
        }),
        new("generation-example-delete", BuiltInRoles.Owner, async (page, _) =>
        {
            await page.GotoAsync("/generation/examples");
            await page.GetByRole(AriaRole.Link, new() { Name = "Delete… Returns" }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Delete example" })).ToBeVisibleAsync();
        }),
        At("bot-tokens", "/bot-tokens"),
        new("bot-token-refused", BuiltInRoles.Owner, async (page, _) =>
        {
            await page.GotoAsync("/bot-tokens/new");
            await page.GetByLabel("Which bot").FillAsync("Shop assistant, production");
            await page.GetByLabel("Requests a minute").FillAsync("lots");
            await page.GetByRole(AriaRole.Button, new() { Name = "Make token" }).ClickAsync();
            await Expect(page.Locator("#per-minute-help .error")).ToBeVisibleAsync();
        }),
        new("bot-token-made", BuiltInRoles.Owner, async (page, _) =>
        {
            await page.GotoAsync("/bot-tokens/new");
            await page.GetByLabel("Which bot").FillAsync("Night watch " + Guid.NewGuid().ToString("N")[..6]);
            await page.GetByLabel("Your password, once more").FillAsync(PortalBrowser.Password);
            await page.GetByRole(AriaRole.Button, new() { Name = "Make token" }).ClickAsync();
            await Expect(page.Locator("#token")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("^sbp_"));
        }),
        new("bot-token-revoke", BuiltInRoles.Owner, async (page, _) =>
        {
            await page.GotoAsync("/bot-tokens");
            await page.GetByRole(AriaRole.Link, new() { Name = "Revoke… Shop assistant, staging" }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Revoke token" })).ToBeVisibleAsync();
        }),
    ];

    /// <summary>Whatever the fakes are asked, they stream this.</summary>
    private static void Say(RunningPortal running, string text) => running.Fake.Handler = async context =>
    {
        context.Response.ContentType = "text/event-stream";
        var answer = new JsonObject
        {
            ["choices"] = new JsonArray(new JsonObject { ["delta"] = new JsonObject { ["content"] = text }, ["finish_reason"] = "stop" }),
            ["usage"] = new JsonObject { ["prompt_tokens"] = 180, ["completion_tokens"] = 62 },
        };
        await context.Response.WriteAsync($"data: {answer.ToJsonString()}\n\ndata: [DONE]\n\n", context.RequestAborted);
    };
}
