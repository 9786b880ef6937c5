using System.Text.Json;
using Microsoft.Playwright;
using SupportBotPortal.FakeProviders;

namespace SupportBotPortal.Benchmarks;

/// <summary>What a browser loads: the first visit with an empty cache, then one page further, then a swapped row.</summary>
internal static class FirstVisitBenchmark
{
    private const int Providers = 50;

    public static async Task RunAsync(string folder)
    {
        await using var fake = await FakeUpstream.StartAsync();
        using var portal = PortalProcess.Start(folder);
        await portal.FirstAnswerAsync("/sign-in");
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM_PATH") ?? "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });

        await using var preparing = await browser.NewContextAsync();
        var page = await preparing.NewPageAsync();
        await SetUpAsync(page, portal);
        Console.WriteLine($"idle, nothing but the owner: {portal.ResidentMiB():0} MiB resident");
        for (var number = 1; number <= Providers; number++) await AddProviderAsync(page, portal, fake, number);
        var session = await preparing.StorageStateAsync();

        await using var fresh = await browser.NewContextAsync(new() { StorageState = session });
        var visitor = await fresh.NewPageAsync();
        var traffic = await Traffic.WatchAsync(visitor);
        await visitor.GotoAsync(portal.Url + "/providers", new() { WaitUntil = WaitUntilState.NetworkIdle });
        traffic.Report($"first visit, list of {Providers}");
        await visitor.GotoAsync(portal.Url + "/providers/new", new() { WaitUntil = WaitUntilState.NetworkIdle });
        traffic.Report("next page, the form");
        await visitor.GotoAsync(portal.Url + "/providers", new() { WaitUntil = WaitUntilState.NetworkIdle });
        traffic.Report("back to the list");
        await visitor.GetByRole(AriaRole.Button, new() { Name = "Test Provider 01" }).ClickAsync();
        // The row that the finished test sends flashes once.
        await visitor.Locator("#provider-provider-01.flash").WaitForAsync();
        traffic.Report("testing a row (two swaps)");
        Console.WriteLine($"after these lists: {portal.ResidentMiB():0} MiB resident");
    }

    private static async Task SetUpAsync(IPage page, PortalProcess portal)
    {
        await page.GotoAsync((await File.ReadAllTextAsync(Path.Combine(portal.Data, "setup-link.txt"))).Trim());
        await page.GetByLabel("Email").FillAsync("owner@example.com");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync("seven green tractors");
        await page.GetByLabel("The same password again").FillAsync("seven green tractors");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create the owner" }).ClickAsync();
        await page.WaitForURLAsync(portal.Url + "/");
    }

    private static async Task AddProviderAsync(IPage page, PortalProcess portal, FakeUpstream fake, int number)
    {
        await page.GotoAsync(portal.Url + "/providers/new?type=openai");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync($"Provider {number:00}");
        await page.GetByLabel("API key").FillAsync(fake.Options.OpenAiKey);
        // Last, and left by a click on the button: the form is swapped by htmx when the field is left.
        await page.RunAndWaitForResponseAsync(async () =>
        {
            await page.GetByLabel("Base URL").FillAsync(fake.OpenAiUrl.AbsoluteUri);
            await page.GetByLabel("Base URL").BlurAsync();
        }, "**/providers/form");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save provider" }).ClickAsync();
        await page.WaitForURLAsync("**/providers/provider-*");
    }

    private sealed class Traffic
    {
        private long bytes;
        private int requests;

        public static async Task<Traffic> WatchAsync(IPage page)
        {
            var traffic = new Traffic();
            var devTools = await page.Context.NewCDPSessionAsync(page);
            await devTools.SendAsync("Network.enable");
            devTools.Event("Network.loadingFinished").OnEvent += (_, data) =>
            {
                // Headers and body as they travelled: compressed. From the cache: nothing travels.
                var size = (long)((JsonElement)data!).GetProperty("encodedDataLength").GetDouble();
                if (size == 0) return;
                Interlocked.Add(ref traffic.bytes, size);
                Interlocked.Increment(ref traffic.requests);
            };
            return traffic;
        }

        public void Report(string what)
        {
            Console.WriteLine($"{what}: {Interlocked.Exchange(ref bytes, 0) / 1024.0:0.0} KiB in {Interlocked.Exchange(ref requests, 0)} requests");
        }
    }
}
