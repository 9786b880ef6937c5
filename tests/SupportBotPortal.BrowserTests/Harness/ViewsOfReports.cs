using Microsoft.Playwright;
using SupportBotPortal.Core.Access;
using static Microsoft.Playwright.Assertions;

namespace SupportBotPortal.BrowserTests.Harness;

internal sealed partial record View
{
    /// <summary>Of a <see cref="Scenery"/>: reports on how it went.</summary>
    public static IReadOnlyList<View> OfReports { get; } =
    [
        At("reports", "/reports"),
        At("reports-viewer", "/reports", BuiltInRoles.Viewer),
        new("report", BuiltInRoles.Owner, async (page, _) => await ReportAsync(page)),
        new("report-made", BuiltInRoles.Owner, async (page, _) =>
        {
            await ReportAsync(page);
            await page.Locator("tbody a").First.ClickAsync();
            await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sent to" })).ToBeVisibleAsync();
        }),
        new("report-preview", BuiltInRoles.Viewer, async (page, _) =>
        {
            await page.GotoAsync("/reports");
            await page.GetByRole(AriaRole.Link, new() { Name = "Every morning" }).ClickAsync();
            await page.GetByRole(AriaRole.Link, new() { Name = "Preview" }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Preview of Every morning" })).ToBeVisibleAsync();
        }),
        new("report-edit", BuiltInRoles.Owner, async (page, _) =>
        {
            await ReportAsync(page);
            await page.GetByRole(AriaRole.Link, new() { Name = "Edit" }).ClickAsync();
            await page.GetByLabel("Those that I choose").CheckAsync();
        }),
        new("report-new", BuiltInRoles.Owner, async (page, _) => await page.GotoAsync("/reports/new")),
        new("report-refused", BuiltInRoles.Owner, async (page, _) =>
        {
            await page.GotoAsync("/reports/new");
            await page.GetByLabel("By a cron expression").CheckAsync();
            await page.GetByLabel("Cron expression", new() { Exact = true }).FillAsync("* * * * *");
            await page.GetByLabel("Time zone").FillAsync("Europe/Atlantis");
            await page.GetByLabel("By mail").FillAsync("rosa");
            await page.GetByLabel("Those of some environments").CheckAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Save report" }).ClickAsync();
            await Expect(page.Locator("#recipients-help .error")).ToBeVisibleAsync();
        }),
        new("report-delete", BuiltInRoles.Owner, async (page, _) =>
        {
            await ReportAsync(page);
            await page.GetByRole(AriaRole.Link, new() { Name = "Delete" }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Delete report" })).ToBeVisibleAsync();
        }),
    ];

    private static async Task ReportAsync(IPage page)
    {
        await page.GotoAsync("/reports");
        await page.GetByRole(AriaRole.Link, new() { Name = "Weekly for customer care" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Reports that were made" })).ToBeVisibleAsync();
    }
}
