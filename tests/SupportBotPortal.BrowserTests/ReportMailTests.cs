using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SupportBotPortal.BrowserTests.Harness;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health;
using SupportBotPortal.Core.Health.Delivery;
using SupportBotPortal.Core.Health.Reports;

namespace SupportBotPortal.BrowserTests;

/// <summary>A report's mail as a mail program shows it: nothing is fetched, nothing to scroll sideways, readable in light and dark.</summary>
public sealed class ReportMailTests(Chromium chromium, Scenery scenery) : IClassFixture<Scenery>
{
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("SCREENSHOTS");

    [Theory]
    [InlineData(ColorScheme.Light, 600)]
    [InlineData(ColorScheme.Light, 375)]
    [InlineData(ColorScheme.Dark, 600)]
    [InlineData(ColorScheme.Dark, 375)]
    public async Task Look(ColorScheme scheme, int width)
    {
        await scenery.FurnishAsync();
        var html = await MailAsync();
        await using var context = await chromium.Browser.NewContextAsync(new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 800 } });
        var page = await context.NewPageAsync();
        var fetched = new List<string>();
        page.Request += (_, request) => fetched.Add(request.Url);

        await page.SetContentAsync(html);

        (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
        // A mail has no landmarks, and its presentational tables are what mail programs can lay out.
        (await Axe.ViolationsOfTagsAsync(page, "wcag2a", "wcag2aa")).ShouldBeEmpty();
        fetched.ShouldBeEmpty();
        if (Pictures is not null) await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, $"mail-{scheme.ToString().ToLowerInvariant()}-{width}.png"), FullPage = true });
    }

    private async Task<string> MailAsync()
    {
        var services = scenery.Portal.Services;
        await using var db = await services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        var report = await db.HealthReports.FirstAsync(r => r.Name == "Every morning", TestContext.Current.CancellationToken);
        var content = await services.GetRequiredService<ReportContents>().PreviewAsync(report, TimeProvider.System.GetUtcNow().UtcDateTime, TestContext.Current.CancellationToken);
        return new ReportHtml(new PortalOptions { PublicUrl = "https://portal.example.com" }).Write(content.ShouldNotBeNull() with { OccurrenceId = 17 });
    }
}
