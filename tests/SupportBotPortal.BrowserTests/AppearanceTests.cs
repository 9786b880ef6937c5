using Microsoft.Playwright;
using SupportBotPortal.BrowserTests.Harness;

namespace SupportBotPortal.BrowserTests;

/// <summary>
/// Every page in every state: no accessibility violation in light and dark, wide and narrow; nothing to scroll sideways.
/// With the environment variable SCREENSHOTS set to a directory, a picture of each.
/// </summary>
public abstract class AppearanceTests(Chromium chromium, RunningPortal running) : BrowserTest(chromium, running)
{
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("SCREENSHOTS");

    // What is found says where.
    protected override bool KeepsTrace => false;

    private protected async Task LookAtAsync(IReadOnlyList<View> views, int width)
    {
        var findings = new List<string>();
        var tabs = new Dictionary<string, IPage>();
        foreach (var view in views)
        {
            if (!tabs.TryGetValue(view.Role ?? "", out var page))
            {
                tabs[view.Role ?? ""] = page = await OpenAsync(view.Role, o => o.ViewportSize = new() { Width = width, Height = width < 600 ? 740 : 900 });
                foreach (var refused in new[] { 400, 401, 403, 404, 409, 410 }) WatchOf(page).Expect(refused);
            }

            await view.Show(page, Running);
            findings.AddRange(await Appearance.FindingsAsync(page, view.Name, width, async scheme =>
            {
                if (Pictures is not null) await TakeAsync(page, $"{view.Name}-{scheme.ToString().ToLowerInvariant()}-{width}.png");
            }));
        }

        findings.ShouldBeEmpty();
    }

    private static async Task TakeAsync(IPage page, string name)
    {
        // A caret that blinks would be hidden by a style of Playwright's, which the policy of the page refuses.
        await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures!, name), FullPage = true, Caret = ScreenshotCaret.Initial, Animations = ScreenshotAnimations.Allow });
    }
}
