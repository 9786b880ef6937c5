using SupportBotPortal.BrowserTests.Harness;

namespace SupportBotPortal.BrowserTests;

/// <summary>That a look at a page finds a mistake of each kind, in each view in which there is one and in no other.</summary>
public sealed class AppearanceFindingsTests(Chromium chromium)
{
    private const string WithoutLabel = "<input type='text'>";
    private const string InLight = "@media (prefers-color-scheme: light)";
    private const string InDark = "@media (prefers-color-scheme: dark)";
    private const string Narrow = "@media (max-width: 600px)";
    private const string Wide = "@media (min-width: 601px)";
    private const string Pale = "p { color: #999; background: #aaa }";

    [Theory]
    [InlineData("", "<p>Nothing is wrong</p>")]
    [InlineData("", WithoutLabel, "1360 Light label", "375 Light label")]
    [InlineData(Narrow + " { input { display: none } }", WithoutLabel, "1360 Light label")]
    [InlineData(Wide + " { input { display: none } }", WithoutLabel, "375 Light label")]
    [InlineData(Pale, "<p>Pale</p>", "1360 Dark color-contrast", "1360 Light color-contrast", "375 Dark color-contrast", "375 Light color-contrast")]
    [InlineData(InDark + " { " + Pale + " }", "<p>Pale</p>", "1360 Dark color-contrast", "375 Dark color-contrast")]
    [InlineData(InLight + " { " + Pale + " }", "<p>Pale</p>", "1360 Light color-contrast", "375 Light color-contrast")]
    [InlineData(InDark + " { " + Narrow + " { " + Pale + " } }", "<p>Pale</p>", "375 Dark color-contrast")]
    [InlineData(InDark + " { " + Wide + " { " + Pale + " } }", "<p>Pale</p>", "1360 Dark color-contrast")]
    [InlineData("", "<dl><p>No term</p></dl>", "1360 Light definition-list", "375 Light definition-list")]
    [InlineData("", "<button aria-hidden='true'>Do</button>", "1360 Light aria-hidden-focus", "375 Light aria-hidden-focus")]
    [InlineData("", "<h4>Out of order</h4>", "1360 Light heading-order", "375 Light heading-order")]
    [InlineData("", "<img src='data:,' width='9' height='9'>", "1360 Light image-alt", "375 Light image-alt")]
    [InlineData("", "<ul><p>No item</p></ul>", "1360 Light list", "375 Light list")]
    [InlineData("", "<button role='nothing'>Do</button>", "1360 Light aria-roles", "375 Light aria-roles")]
    [InlineData("", "<p style='width: 350px'>As wide as that</p>", "375 px wide at 320 px")]
    [InlineData("", "<p style='width: 370px; max-width: 100vw'>Fits</p>")]
    [InlineData("", "<p style='width: 1000px'>As wide as that</p>", "1360 px wide at 800 px", "375 px wide at 320 px", "375 px wide at 375 px")]
    [InlineData(".card { width: 200px; overflow: hidden }", "<div class='card'><p style='width: 250px'>Cut off</p></div>", "1360 px out of its card at 800 px", "1360 px out of its card at 1100 px", "1360 px out of its card at 1280 px", "1360 px out of its card at 1360 px", "375 px out of its card at 320 px", "375 px out of its card at 375 px")]
    public async Task A_mistake_is_found_wherever_there_is_one(string style, string body, params string[] expected)
    {
        await using var context = await chromium.Browser.NewContextAsync();
        var page = await context.NewPageAsync();
        var found = new List<string>();
        foreach (var width in (int[])[1360, 375])
        {
            await page.SetViewportSizeAsync(width, 900);
            await page.SetContentAsync(Document(style, body));
            found.AddRange((await Appearance.FindingsAsync(page, "view", width)).Select(finding => $"{width} {Kind(finding)}"));
        }

        found.Distinct().ShouldBe(expected, ignoreOrder: true);
    }

    [Fact]
    public async Task What_comes_into_a_page_that_was_looked_at_is_found()
    {
        await using var context = await chromium.Browser.NewContextAsync(new() { ViewportSize = new() { Width = 1360, Height = 900 } });
        var page = await context.NewPageAsync();
        await page.SetContentAsync(Document("", "<p>Nothing is wrong</p>"));
        (await Appearance.FindingsAsync(page, "view", 1360)).ShouldBeEmpty();

        await page.EvaluateAsync("html => document.querySelector('p').outerHTML = html", WithoutLabel);

        (await Appearance.FindingsAsync(page, "view", 1360)).ShouldHaveSingleItem().ShouldStartWith("view, Light: label at input: ");
    }

    [Fact]
    public async Task A_page_with_a_frame_is_not_passed_over()
    {
        await using var context = await chromium.Browser.NewContextAsync(new() { ViewportSize = new() { Width = 1360, Height = 900 } });
        var page = await context.NewPageAsync();
        await page.SetContentAsync(Document("", "<iframe title='Frame' srcdoc='<p>Inside</p>'></iframe>"));

        await Should.ThrowAsync<NotSupportedException>(() => Appearance.FindingsAsync(page, "view", 1360));
    }

    private static string Document(string style, string body) => $$"""
        <!DOCTYPE html>
        <html lang="en">
        <head><title>A page</title><style>body { margin: 0; color: #000; background: #fff } p { margin: 0 } {{style}}</style></head>
        <body><main><h1>A page</h1>{{body}}</main></body>
        </html>
        """;

    /// <summary>"view, Dark: label at input: …" and "view: 350 px wide at 320 px" without what is of no interest here.</summary>
    private static string Kind(string finding)
    {
        var (view, said) = (finding[..finding.IndexOf(':', StringComparison.Ordinal)], finding[(finding.IndexOf(':', StringComparison.Ordinal) + 2)..]);
        return view.Contains(',', StringComparison.Ordinal)
            ? $"{view.Split(", ")[1]} {said.Split(' ')[0]}"
            : said[(said.IndexOf(' ', StringComparison.Ordinal) + 1)..];
    }
}
