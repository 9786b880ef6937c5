using Microsoft.Playwright;
using SupportBotPortal.Core.Access;
using static Microsoft.Playwright.Assertions;

namespace SupportBotPortal.BrowserTests.Harness;

internal sealed partial record View
{
    /// <summary>Of a <see cref="Scenery"/>: who did what.</summary>
    public static IReadOnlyList<View> OfAudit { get; } =
    [
        new("audit", BuiltInRoles.Owner, async (page, portal) =>
        {
            await SceneryAudit.WriteAsync(portal.Portal);
            await page.GotoAsync("/audit");
        }),
        new("audit-opened", BuiltInRoles.Owner, async (page, _) =>
        {
            await page.Locator(".audit details summary").First.ClickAsync();
            await Expect(page.Locator(".diff").First).ToBeVisibleAsync();
        }),
        new("audit-export", BuiltInRoles.Owner, async (page, _) =>
        {
            await page.GotoAsync("/audit");
            await page.GetByText("Export", new() { Exact = true }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Button, new() { Name = "As CSV" })).ToBeVisibleAsync();
        }),
        new("audit-verified", BuiltInRoles.Owner, async (page, _) =>
        {
            await page.GotoAsync("/audit");
            await page.GetByRole(AriaRole.Button, new() { Name = "Verify" }).ClickAsync();
            await Expect(page.Locator("#verdict")).ToBeVisibleAsync();
        }),
        At("audit-filtered", "/audit?area=generation&from=2026-01-01"),
        At("audit-nothing", "/audit?q=zzzzzz"),
    ];
}
