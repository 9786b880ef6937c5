using Microsoft.Playwright;

namespace SupportBotPortal.BrowserTests.Harness;

/// <summary>What is wrong with how a page looks, as it is shown now: what is too wide, and what axe objects to in light and dark.</summary>
internal static class Appearance
{
    // An open menu may leave its card; a table may not.
    private const string Measure = """
        () => [
            Math.max(document.documentElement.scrollWidth, document.body.scrollWidth),
            Math.max(0, ...[...document.querySelectorAll('.card > *')].map(e => Math.ceil(e.getBoundingClientRect().right - e.parentElement.getBoundingClientRect().right)))]
        """;

    /// <param name="page">Shows what is looked at.</param>
    /// <param name="name">What it is called in what is found.</param>
    /// <param name="width">That of the window; it is looked at in neighbouring ones, too.</param>
    /// <param name="seen">Called with each scheme when it is shown, e.g. to take a picture.</param>
    public static async Task<IReadOnlyList<string>> FindingsAsync(IPage page, string name, int width, Func<ColorScheme, Task>? seen = null)
    {
        var findings = new List<string>();
        foreach (var other in width < 600 ? [320, width] : new[] { 800, 1100, 1280, width })
        {
            await page.SetViewportSizeAsync(other, page.ViewportSize!.Height);
            var measured = await page.EvaluateAsync<int[]>(Measure);
            if (measured[0] > other) findings.Add($"{name}: {measured[0]} px wide at {other} px");
            if (measured[1] > 0) findings.Add($"{name}: {measured[1]} px out of its card at {other} px");
        }

        foreach (var scheme in (ColorScheme[])[ColorScheme.Dark, ColorScheme.Light])
        {
            // The same page in the other colours: shown twice, it would take twice as long to say the same.
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            var violations = scheme == ColorScheme.Light ? await Axe.ViolationsAsync(page) : await Axe.ViolationsOfRulesAsync(page, Axe.ColorContrast);
            findings.AddRange(violations.Select(violation => $"{name}, {scheme}: {violation}"));
            if (seen is not null) await seen(scheme);
        }

        return findings;
    }
}
