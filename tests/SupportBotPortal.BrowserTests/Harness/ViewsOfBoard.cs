using Microsoft.Playwright;
using SupportBotPortal.Core.Access;
using static Microsoft.Playwright.Assertions;

namespace SupportBotPortal.BrowserTests.Harness;

internal sealed partial record View
{
    /// <summary>Of a <see cref="Scenery"/>: the status board, and the links to it.</summary>
    public static IReadOnlyList<View> OfBoard { get; } =
    [
        At("board", "/board"),
        new("board-link-made", BuiltInRoles.Owner, async (page, _) => await MakeLinkAsync(page)),
        At("issued", "/board/links"),
        new("issued-refused", BuiltInRoles.Owner, async (page, _) =>
        {
            await page.GotoAsync("/board/links");
            await page.GetByLabel("Last day").FillAsync("2020-01-01");
            await page.GetByRole(AriaRole.Button, new() { Name = "Make a link" }).ClickAsync();
            await Expect(page.Locator("#name-help .error")).ToBeVisibleAsync();
        }),
        new("board-link-revoke", BuiltInRoles.Owner, async (page, _) =>
        {
            await page.GotoAsync("/board/links");
            await page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Revoke") }).First.ClickAsync();
            await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Revoke link" })).ToBeVisibleAsync();
        }),
        At("board-wrong-link", "/board/0123456789abcdef0123456789abcdef", null),
    ];

    private static async Task MakeLinkAsync(IPage page)
    {
        await page.GotoAsync("/board/links");
        await page.GetByLabel("Where it hangs").FillAsync($"Support room {Guid.NewGuid():N}"[..22]);
        await page.GetByRole(AriaRole.Button, new() { Name = "Make a link" }).ClickAsync();
        await Expect(page.GetByLabel("Link", new() { Exact = true })).ToBeVisibleAsync();
    }
}
