using SupportBotPortal.Core.Access;
using static Microsoft.Playwright.Assertions;

namespace SupportBotPortal.BrowserTests.Harness;

internal sealed partial record View
{
    /// <summary>Of a <see cref="Scenery"/>: what bots used.</summary>
    public static IReadOnlyList<View> OfUsage { get; } =
    [
        At("usage", "/usage"),
        At("usage-today", "/usage?range=today&by=model"),
        At("usage-week", "/usage?range=7d&by=bot"),
        At("usage-quarter", "/usage?range=90d&by=model"),
        At("usage-one-model", "/usage?range=7d&by=bot&model=mistral-large"),
        At("usage-nothing", "/usage?model=nothing"),
        new("usage-table", BuiltInRoles.Owner, async (page, _) =>
        {
            await page.GotoAsync("/usage?range=24h&by=bot");
            await page.GetByText("The same by hour").ClickAsync();
            await Expect(page.Locator(".usage-slots table")).ToBeVisibleAsync();
        }),
        At("usage-help", "/help/usage"),
        At("bot-tokens-used", "/bot-tokens"),
    ];
}
