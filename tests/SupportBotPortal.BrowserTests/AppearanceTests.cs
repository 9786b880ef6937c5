using Deque.AxeCore.Playwright;
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

    private protected async Task LookAtAsync(IReadOnlyList<View> views, int width)
    {
        var findings = new List<string>();
        var tabs = new Dictionary<string, IPage>();
        foreach (var view in views)
        {
            if (!tabs.TryGetValue(view.Role ?? "", out var page))
            {
                tabs[view.Role ?? ""] = page = await OpenAsync(view.Role, o => o.ViewportSize = new() { Width = width, Height = width < 600 ? 740 : 900 });
                foreach (var refused in new[] { 400, 403, 404, 409 }) WatchOf(page).Expect(refused);
            }

            await view.Show(page, Running);
            foreach (var other in width < 600 ? [320, width] : new[] { 800, 1100, 1280, width })
            {
                await page.SetViewportSizeAsync(other, page.ViewportSize!.Height);
                var needed = await page.EvaluateAsync<int>("() => Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)");
                if (needed > other) findings.Add($"{view.Name}: {needed} px wide at {other} px");
                // An open menu may leave its card; a table may not.
                var tooWide = await page.EvaluateAsync<int>("() => Math.max(0, ...[...document.querySelectorAll('.card > *')].map(e => Math.ceil(e.getBoundingClientRect().right - e.parentElement.getBoundingClientRect().right)))");
                if (tooWide > 0) findings.Add($"{view.Name}: {tooWide} px out of its card at {other} px");
            }

            foreach (var scheme in (ColorScheme[])[ColorScheme.Dark, ColorScheme.Light])
            {
                // The same page in the other colours: shown twice, it would take twice as long to say the same.
                await page.EmulateMediaAsync(new() { ColorScheme = scheme });
                var axe = await page.RunAxe(scheme == ColorScheme.Light ? null : new() { RunOnly = new() { Type = "rule", Values = ["color-contrast"] } });
                findings.AddRange(axe.Violations.SelectMany(v => v.Nodes.Select(n => $"{view.Name}, {scheme}: {v.Id} at {n.Target}: {string.Join("; ", n.Any.Concat(n.All).Select(c => c.Message))}")));
                if (Pictures is not null) await TakeAsync(page, $"{view.Name}-{scheme.ToString().ToLowerInvariant()}-{width}.png");
            }
        }

        findings.ShouldBeEmpty();
    }

    private static async Task TakeAsync(IPage page, string name)
    {
        // A caret that blinks would be hidden by a style of Playwright's, which the policy of the page refuses.
        await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures!, name), FullPage = true, Caret = ScreenshotCaret.Initial, Animations = ScreenshotAnimations.Allow });
    }
}
