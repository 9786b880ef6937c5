using System.Net;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Providers.Listing;

/// <summary>Searching, and how the list answers htmx and a browser that runs no script.</summary>
public sealed class ListSearchTests(ListBench bench) : IClassFixture<ListBench>, IAsyncLifetime
{
    [Theory]
    [InlineData("production", "production-openai", "production-claude")]
    [InlineData("CLAUDE prod", "production-claude")]
    [InlineData("ｃｌａｕｄｅ", "production-claude")]
    [InlineData("llm.lan:8000", "on-prem-vllm")]
    [InlineData("on-prem-v", "on-prem-vllm")]
    [InlineData("100%", "100%-own")]
    [InlineData("_", "under_score")]
    [InlineData("straße", "straße")]
    [InlineData("' OR 1=1 --")]
    [InlineData("secret notes")]
    public async Task A_search_finds_names_urls_and_slugs_word_by_word_and_nothing_is_a_wildcard(string search, params string[] slugs)
    {
        var page = await bench.Admin.PageAsync("/providers?q=" + Uri.EscapeDataString(search));

        ListBench.SlugsOf(page).ShouldBe(slugs, ignoreOrder: true);
        page.QuerySelector("#q")!.GetAttribute("value").ShouldBe(search);
    }

    [Fact]
    public async Task An_empty_result_names_the_filters_that_are_on_and_each_can_be_taken_away()
    {
        var page = await bench.Admin.PageAsync("/providers?q=production&type=custom&state=down&environment=staging&key=due&sort=-tested");

        page.QuerySelector("#list h2")!.TextContent.ShouldBe("No provider matches");
        page.QuerySelectorAll("#list .chip").Select(c => c.TextContent.Trim()).ShouldBe(["search “production”", "type Custom", "state Down", "environment Staging", "API key Due for replacement"]);
        page.QuerySelector("#list .chip a")!.GetAttribute("href").ShouldBe("/providers?type=custom&state=down&environment=staging&key=due&sort=-tested");
        page.QuerySelector("#list .empty > a")!.GetAttribute("href").ShouldBe("/providers?sort=-tested");
    }

    [Fact]
    public async Task Htmx_gets_the_table_alone_and_a_page_that_is_gone_back_to_is_whole()
    {
        async Task<Answer> AskAsync(params string[] headers)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/providers?q=claude");
            foreach (var header in headers) request.Headers.Add(header, "true");
            return await Answer.OfAsync(await bench.Admin.Http.SendAsync(request));
        }

        var fragment = await AskAsync("HX-Request");
        fragment.Html.TrimStart().ShouldStartWith("<div id=\"list\"");
        fragment.Html.ShouldNotContain("<html");
        ListBench.SlugsOf(fragment.Page).ShouldBe(["production-claude"]);
        fragment.Response.Headers.Vary.ShouldContain("HX-Request");
        foreach (var whole in new[] { await AskAsync("HX-Request", "HX-History-Restore-Request"), await AskAsync() })
            whole.Html.ShouldContain("<html");
    }

    [Fact]
    public async Task The_form_sends_what_is_chosen_without_any_script()
    {
        var page = await bench.Admin.PageAsync("/providers?q=prod&environment=production&state=not-tested&sort=-name");
        var form = page.QuerySelector("#filters")!;

        form.GetAttribute("method").ShouldBe("get");
        form.GetAttribute("action").ShouldBe("/providers");
        form.QuerySelector("[name=environment] option[selected]")!.GetAttribute("value").ShouldBe("production");
        form.QuerySelector("[name=sort] option[selected]")!.GetAttribute("value").ShouldBe("-name");
        page.QuerySelector("input[form=filters][name=state]")!.GetAttribute("value").ShouldBe("not-tested");
        ListBench.SlugsOf(page).ShouldBe(["production-openai", "production-claude"]);
        // Empty ones, as a browser sends them.
        ListBench.SlugsOf(await bench.Admin.PageAsync("/providers?q=claude&type=&environment=&key=&sort=")).ShouldBe(["production-claude"]);
    }

    [Fact]
    public async Task Too_long_a_search_is_refused_with_a_sentence() =>
        (await bench.Admin.GetAsync("/providers?q=" + new string('x', 201))).Status.ShouldBe(HttpStatusCode.BadRequest);

    public async ValueTask InitializeAsync()
    {
        if ((await bench.Admin.PageAsync("/providers")).QuerySelector("tbody") is not null) return;
        Provider[] providers = [.. ((string[])["Production OpenAI", "Production Claude", "On-prem vLLM", "100% own", "under_score", "Straße"]).Select(ListBench.New)];
        providers[0].Environment = providers[1].Environment = ProviderEnvironment.Production;
        providers[2].BaseUrl = "http://llm.lan:8000/v1";
        providers[3].Notes = "secret notes";
        await bench.AddAsync(providers);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
