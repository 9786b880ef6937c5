using Microsoft.Playwright;
using SupportBotPortal.Core.Access;
using static Microsoft.Playwright.Assertions;

namespace SupportBotPortal.BrowserTests.Harness;

internal sealed partial record View
{
    /// <summary>Of a <see cref="Scenery"/>: how providers are doing, and were doing.</summary>
    public static IReadOnlyList<View> OfHealth { get; } =
    [
        At("health", "/providers/production-openai/health"),
        new("health-tables", BuiltInRoles.Owner, async (page, _) =>
        {
            await page.GotoAsync("/providers/production-openai/health?range=24h");
            foreach (var table in await page.GetByText("The same as a table").AllAsync()) await table.ClickAsync();
        }),
        At("health-week", "/providers/production-openai/health?range=7d"),
        At("health-quarter", "/providers/production-openai/health?range=90d", BuiltInRoles.Viewer),
        At("health-failures", "/providers/production-openai/health?range=30d&only=failures"),
        At("health-down", "/providers/on-prem-vllm/health"),
        At("health-limited", "/providers/staging-openai/health?range=7d"),
        At("health-one-test", "/providers/mistral-gateway/health"),
        At("health-never-tested", "/providers/acme-models/health"),
        At("models", "/models"),
        At("models-viewer", "/models", BuiltInRoles.Viewer),
        At("models-to-review", "/providers/staging-openai"),
        At("incidents", "/incidents"),
        At("incidents-of-one", "/incidents?provider=production-openai&state=closed"),
        At("incidents-none", "/incidents?provider=production-openai&state=open"),
        new("incident-open", BuiltInRoles.Owner, async (page, _) =>
        {
            await page.GotoAsync("/incidents?provider=on-prem-vllm");
            await page.Locator(".incident-rows tbody a[href^='/incidents/']").First.ClickAsync();
            await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Incident of On-prem vLLM" })).ToBeVisibleAsync();
        }),
        new("incident-noted", BuiltInRoles.Viewer, async (page, _) => await NotedAsync(page)),
        new("incident-note-conflict", BuiltInRoles.Owner, async (page, _) =>
        {
            await NotedAsync(page);
            // As if it had been opened before somebody else wrote.
            await page.EvaluateAsync("() => { document.querySelector('#note [name=Seen]').value = 'older'; }");
            await page.Locator("#note-text").FillAsync("It was our own rate limit, not their database.");
            await page.GetByRole(AriaRole.Button, new() { Name = "Save note" }).ClickAsync();
            await Expect(page.Locator("#note blockquote")).ToBeVisibleAsync();
        }),
    ];

    private static async Task NotedAsync(IPage page)
    {
        await page.GotoAsync("/incidents?provider=production-openai");
        await page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Their status page" }).GetByRole(AriaRole.Link, new() { NameRegex = new("incident of") }).ClickAsync();
        await Expect(page.Locator("#note")).ToContainTextAsync("database failover");
    }
}
