using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace SupportBotPortal.BrowserTests.Harness;

/// <summary>
/// axe-core in the page itself: put in once for each document, and only what it objects to comes back. The package's own
/// way opens a window of its own for each run and carries everything that is in order to it and back, which took most of
/// the time of these tests. What that way is good for, pages with frames of other origins, is refused here.
/// </summary>
internal static class Axe
{
    /// <summary>What depends on the colours alone; everything else is the same in light and dark.</summary>
    public const string ColorContrast = "color-contrast";

    // The types of results only decide of which ones all nodes are told; every rule still runs.
    private const string Run = """
        async ([type, ...values]) => {
            const options = { resultTypes: ['violations'] };
            if (type) options.runOnly = { type, values };
            const found = await axe.run(document, options);
            return found.violations.flatMap(rule => rule.nodes.map(node =>
                `${rule.id} at ${node.target}: ${[...node.any, ...node.all, ...node.none].map(check => check.message).join('; ')}`));
        }
        """;

    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>Of all rules that axe runs by itself.</summary>
    public static Task<IReadOnlyList<string>> ViolationsAsync(IPage page) => RunAsync(page, []);

    public static Task<IReadOnlyList<string>> ViolationsOfRulesAsync(IPage page, params string[] rules) => RunAsync(page, ["rule", .. rules]);

    public static Task<IReadOnlyList<string>> ViolationsOfTagsAsync(IPage page, params string[] tags) => RunAsync(page, ["tag", .. tags]);

    private static async Task<IReadOnlyList<string>> RunAsync(IPage page, string[] only)
    {
        if (page.Frames.Count > 1) throw new NotSupportedException("axe would not look into frames.");
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window")) await page.EvaluateAsync(Script);
        return await page.EvaluateAsync<string[]>(Run, only);
    }
}
