using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace SupportBotPortal.BrowserTests.Harness;

/// <summary>Keeps every text the portal ever sent to a browser: pages, fragments, streams.</summary>
internal sealed class SeenPages
{
    private readonly ConcurrentBag<Task<(string Url, string Text)>> answers = [];
    private readonly ConcurrentQueue<(string, string)> looks = new();

    public SeenPages(IBrowserContext context) => context.RequestFinished += (_, request) => answers.Add(ReadAsync(request));

    /// <summary>What stands in the page now, streamed content included.</summary>
    public async Task LookAsync(IPage page) => looks.Enqueue((page.Url, await page.ContentAsync()));

    public async Task ReloadAsync(IPage page, string heading)
    {
        await page.ReloadAsync();
        await page.ExpectWholePageAsync(heading);
        await LookAsync(page);
    }

    /// <summary>The Back button, the page it leads to loaded again, and forward again: whole pages all along.</summary>
    public async Task BackAndForthAsync(IPage page, string before, string here)
    {
        await ReloadAsync(page, here);
        await page.GoBackAsync();
        await page.ExpectWholePageAsync(before);
        await ReloadAsync(page, before);
        await page.GoForwardAsync();
        await page.ExpectWholePageAsync(here);
        await LookAsync(page);
    }

    /// <summary>All that could be read; what the browser dropped is not among it.</summary>
    public async Task<IReadOnlyList<(string Url, string Text)>> AllAsync() => [.. (await Task.WhenAll(answers)).Where(a => a.Text.Length > 0), .. looks];

    private static async Task<(string, string)> ReadAsync(IRequest request)
    {
        try
        {
            var response = await request.ResponseAsync();
            var headers = response is null ? "" : string.Join('\n', response.Headers.Select(h => $"{h.Key}: {h.Value}"));
            return (request.Url, response is null || response.Status is 204 or (>= 300 and < 400) ? headers : headers + "\n" + await response.TextAsync());
        }
        catch (PlaywrightException)
        {
            // The browser drops a body when the page has gone on; what it showed is looked at by the test.
            return (request.Url, "");
        }
    }
}
