using Microsoft.Playwright;
using SupportBotPortal.BrowserTests.Harness;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace SupportBotPortal.BrowserTests.Harness;

/// <summary>One real Chromium for all tests: that of the machine, else the one Playwright installed.</summary>
public sealed class Chromium : IAsyncLifetime
{
    // The address bar's drop-down is a page of its own, in two processes that start with each window and that no test
    // looks at. Of two switches of this name Chromium takes the last one: Playwright's own list is said again.
    private static readonly string[] WithoutFeatures =
    [
        "WebUIOmniboxPopup", "WebUIOmniboxAimPopup",
        "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "DialMediaRouteProvider", "GlobalMediaControls", "HttpsUpgrades", "LensOverlay",
        "MediaRouter", "PaintHolding", "ThirdPartyStoragePartitioning", "BlockOriginHeaderModificationOnRedirect", "AvoidCorsURLLoaderRestartOnRedirect", "Translate",
        "AutoDeElevate", "OptimizationHints", "NetworkTimeServiceQuerying", "AimEnabled",
    ];

    private IPlaywright? playwright;

    public IBrowser Browser { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        // Shared build machines stall for seconds; an assertion that holds costs nothing of this.
        Assertions.SetDefaultExpectTimeout(15_000);
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Find(),
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-features=" + string.Join(',', WithoutFeatures)],
        });
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.CloseAsync();
        playwright?.Dispose();
    }

    /// <returns>A path, or <see langword="null"/> for Playwright's own.</returns>
    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("CHROMIUM_PATH") is { Length: > 0 } chosen) return chosen;
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        string[] candidates = ["/usr/bin/chromium", "/usr/bin/chromium-browser", .. path.Select(p => Path.Combine(p, "google-chrome"))];
        return candidates.FirstOrDefault(File.Exists);
    }
}
