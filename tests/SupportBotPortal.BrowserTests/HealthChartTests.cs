using System.Globalization;
using Microsoft.Playwright;
using SupportBotPortal.BrowserTests.Harness;
using SupportBotPortal.Core.Access;
using static Microsoft.Playwright.Assertions;

namespace SupportBotPortal.BrowserTests;

/// <summary>What somebody gets of a chart who does not see it, and somebody who does.</summary>
public sealed class HealthChartTests(Chromium chromium, Scenery scenery) : BrowserTest(chromium, scenery), IClassFixture<Scenery>
{
    [Fact]
    public async Task Each_drawing_has_a_name_says_its_values_and_has_a_table_behind_it()
    {
        await scenery.FurnishAsync();
        var page = await OpenAsync(BuiltInRoles.Viewer);
        await page.GotoAsync("/providers/production-openai/health?range=90d");

        foreach (var (name, values) in ((string, string)[])[("Response times of the last 90 days, by day", @"Half of the answers came within \d+ ms, 95 % within"), ("State in the last 90 days", "Healthy for .*, Down for")])
        {
            var drawing = page.GetByRole(AriaRole.Img, new() { Name = name, Exact = true });
            await Expect(drawing).ToHaveCountAsync(1);
            await Expect(drawing).ToHaveAccessibleDescriptionAsync(new System.Text.RegularExpressions.Regex(values));
            var section = page.Locator("section").Filter(new() { Has = drawing });
            await Expect(section.GetByRole(AriaRole.Table)).ToHaveCountAsync(0);
            await section.GetByText("The same as a table").ClickAsync();
            await Expect(section.GetByRole(AriaRole.Table)).ToBeVisibleAsync();
            (await section.GetByRole(AriaRole.Row).CountAsync()).ShouldBeGreaterThan(4);
        }
    }

    [Theory]
    [InlineData(1360)]
    [InlineData(375)]
    public async Task A_drawing_fills_its_card_and_its_lines_stay_thin(int width)
    {
        await scenery.FurnishAsync();
        var page = await OpenAsync(BuiltInRoles.Viewer, o => o.ViewportSize = new() { Width = width, Height = 800 });
        await page.GotoAsync("/providers/production-openai/health?range=7d");

        var card = (await page.Locator("section[aria-labelledby=responses]").BoundingBoxAsync())!;
        var plot = (await page.Locator("section[aria-labelledby=responses] svg[role=img]").BoundingBoxAsync())!;

        plot.Width.ShouldBeGreaterThan(card.Width * 0.7f);
        plot.Height.ShouldBeInRange(120, 160, "whatever the width");
        (await page.Locator(".chart .chart-median").EvaluateAsync<string>("e => getComputedStyle(e).vectorEffect")).ShouldBe("non-scaling-stroke");
        // What stands beside it is as large as other small text.
        double.Parse((await page.Locator(".chart-times span").First.EvaluateAsync<string>("e => getComputedStyle(e).fontSize")).Replace("px", "", StringComparison.Ordinal), CultureInfo.InvariantCulture).ShouldBeGreaterThanOrEqualTo(12);
    }
}
