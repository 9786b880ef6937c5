using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SupportBotPortal.BrowserTests.Harness;

/// <summary>What a person does on the provider pages, in their words.</summary>
internal static class ProviderPages
{
    public static async Task FillProviderAsync(this IPage page, string? type, string name, Uri baseUrl, string? key)
    {
        if (type is not null) await page.ChooseTypeAsync(type);
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await page.LeaveBaseUrlAsync(baseUrl.AbsoluteUri);
        if (key is not null) await page.Locator("#api-key").FillAsync(key);
    }

    /// <summary>Chooses a type and waits until its fields are there.</summary>
    public static async Task ChooseTypeAsync(this IPage page, string type)
    {
        var select = page.GetByLabel("Type");
        if (await select.InputValueAsync() == type) return;
        await select.SelectOptionAsync(type);
        await Expect(page.Locator("input[name='Form.RenderedTypeId']")).ToHaveValueAsync(type);
    }

    /// <summary>Types a base URL, leaves the field, and waits for what the portal makes of it.</summary>
    public static async Task LeaveBaseUrlAsync(this IPage page, string text)
    {
        var field = page.Locator("#base-url");
        if (await field.InputValueAsync() == text) return;
        await field.FillAsync(text);
        await page.RunAndWaitForResponseAsync(() => field.BlurAsync(), r => r.Url.EndsWith("/providers/form", StringComparison.Ordinal));
        await Expect(page.Locator(".htmx-request, .htmx-swapping, .htmx-settling")).ToHaveCountAsync(0);
    }

    public static ILocator Stage(this IPage page, string kind) => page.Locator($"#test-panel [data-stage={kind}]");

    public static Task SaveAsync(this IPage page) => page.Locator("#provider-form .btn-primary").ClickAsync();

    public static Task SavePlanAsync(this IPage page) => page.Locator("#checks-form .btn-primary").ClickAsync();

    /// <summary>Adds a provider and waits for its page with the finished test.</summary>
    public static async Task<string> AddProviderAsync(this IPage page, string type, string name, Uri baseUrl, string? key)
    {
        await page.GotoAsync("/providers/new?type=" + type);
        await page.FillProviderAsync(null, name, baseUrl, key);
        await page.SaveAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(name);
        await Expect(page.Locator("#test-panel .badge")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        return new Uri(page.Url).AbsolutePath.Split('/')[2];
    }

    /// <summary>A whole page: layout, styles, one main, nothing wider than the window.</summary>
    public static async Task ExpectWholePageAsync(this IPage page, string heading, bool bare = false)
    {
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(heading);
        await Expect(page.Locator("html[lang=en] > body main#main")).ToHaveCountAsync(1);
        await Expect(page.Locator("link[rel=stylesheet]")).ToHaveCountAsync(1);
        await Expect(page.Locator(".sidebar")).ToHaveCountAsync(bare ? 0 : 1);
        await Expect(page).ToHaveTitleAsync(new System.Text.RegularExpressions.Regex("SupportBot Portal"));
    }
}
