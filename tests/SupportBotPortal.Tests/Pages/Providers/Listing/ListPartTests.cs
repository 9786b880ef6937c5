using System.Net;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Providers.Listing;

/// <summary>The list loaded again in part, and who may.</summary>
public sealed class ListPartTests(ListBench bench) : IClassFixture<ListBench>
{
    [Theory]
    [InlineData("list", true, true)]
    [InlineData("facets", false, true)]
    [InlineData("bulk", false, false)]
    public async Task A_part_comes_alone_with_the_numbers_above_it(string target, bool withRows, bool withNumbers)
    {
        await HereAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/providers?q=here");
        request.Headers.Add("HX-Request", "true");
        request.Headers.Add("HX-Target", target);

        var part = await Answer.OfAsync(await bench.Admin.Http.SendAsync(request, TestContext.Current.CancellationToken));

        part.Html.ShouldContain($"id=\"{target}\"");
        part.Html.ShouldNotContain("<html");
        (ListBench.SlugsOf(part.Page).Count > 0).ShouldBe(withRows);
        (part.Page.QuerySelector("#list-summary")?.GetAttribute("hx-swap-oob") == "true").ShouldBe(withNumbers);
        part.Response.Headers.Vary.ShouldContain("HX-Target");
    }

    [Theory]
    [InlineData("/providers/HERE")]
    [InlineData("/providers/Here/edit")]
    public async Task A_slug_is_found_whatever_its_case(string path)
    {
        await HereAsync();

        (await bench.Admin.GetAsync(path)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_undo_that_nobody_pressed_does_not_stay_beside_the_next_sentence()
    {
        await bench.AddAsync(ListBench.New("Undone"), ListBench.New("Kept row"));
        (await bench.Admin.DeleteAsync("undone")).Status.ShouldBe(HttpStatusCode.Redirect);

        (await bench.Admin.PostAsync("/account/password", "/providers/kept-row/activation", new() { ["active"] = "false" })).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var page = await bench.Admin.PageAsync("/providers");
        page.QuerySelector("#flash")!.TextContent.ShouldContain("“Kept row” is inactive now.");
        page.QuerySelector("#flash form").ShouldBeNull();
    }

    private async Task HereAsync()
    {
        if ((await bench.Admin.GetAsync("/providers/here")).Status == HttpStatusCode.NotFound) await bench.AddAsync(ListBench.New("Here"), ListBench.New("There"));
    }
}
