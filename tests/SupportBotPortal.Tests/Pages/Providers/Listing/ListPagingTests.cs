using System.Net;
using SupportBotPortal.Core.Data;
using SupportBotPortal.PluginSdk;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Providers.Listing;

/// <summary>Every order, forwards and backwards, whatever happens to the rows or the address meanwhile.</summary>
public sealed class ListPagingTests(ListBench bench) : IClassFixture<ListBench>, IAsyncLifetime
{
    private const int Count = 130;

    public static TheoryData<string> Sorts => ["", "-name", "type", "-type", "tested", "-tested", "response", "-response", "key", "-key", "created", "-created"];

    [Theory]
    [MemberData(nameof(Sorts))]
    public async Task Pages_show_every_row_once_in_order_there_and_back(string sort)
    {
        var expected = await ExpectedAsync(sort);

        (await bench.WalkAsync($"/providers?sort={sort}")).ShouldBe(expected);
        (await bench.WalkAsync($"/providers?sort={sort}&from=end", "prev")).ShouldBe(expected);
        // Down to the middle by “next”, and back up by “previous”.
        var second = (await bench.Admin.PageAsync($"/providers?sort={sort}")).QuerySelector("a[rel=next]")!.GetAttribute("href")!;
        var back = (await bench.Admin.PageAsync(second)).QuerySelector("a[rel=prev]")!.GetAttribute("href")!;
        ListBench.SlugsOf(await bench.Admin.PageAsync(back)).ShouldBe(expected.Take(50));
    }

    [Fact]
    public async Task The_first_page_says_how_many_there_are_and_leads_to_the_last()
    {
        var page = await bench.Admin.PageAsync("/providers");

        page.QuerySelector(".foot [role=status]")!.TextContent.ShouldContain($"50 of {Count} providers");
        page.QuerySelector("a[rel=prev]").ShouldBeNull();
        var last = await bench.Admin.PageAsync(page.QuerySelectorAll(".foot a").Single(a => a.TextContent == "Last").GetAttribute("href")!);
        ListBench.SlugsOf(last).Count.ShouldBe(50);
        last.QuerySelector("a[rel=next]").ShouldBeNull();
        last.QuerySelectorAll(".foot a").Single(a => a.TextContent == "First").GetAttribute("href").ShouldBe("/providers");
    }

    [Fact]
    public async Task Rows_that_come_and_go_between_two_pages_shift_nothing()
    {
        var expected = await bench.WalkAsync("/providers");
        var first = await bench.Admin.PageAsync("/providers");
        var next = first.QuerySelector("a[rel=next]")!.GetAttribute("href")!;

        // One before the next page comes, and the row beside the cursor goes.
        await bench.AddAsync(ListBench.New("A newcomer"));
        await bench.Portal.ChangeFileAsync($"UPDATE Providers SET DeletedAt = '2026-01-01 00:00:00' WHERE Slug = '{expected[49]}'");

        ListBench.SlugsOf(await bench.Admin.PageAsync(next)).ShouldBe(expected.Skip(50).Take(50));
        await bench.Portal.ChangeFileAsync($"UPDATE Providers SET DeletedAt = NULL WHERE Slug = '{expected[49]}'; DELETE FROM Providers WHERE Slug = 'a-newcomer'");
    }

    [Fact]
    public async Task A_page_whose_rows_are_all_gone_leads_back_to_the_first()
    {
        var page = await bench.Admin.PageAsync("/providers?after=ZZZZ");

        page.QuerySelector("#list h2")!.TextContent.ShouldBe("No further providers");
        page.QuerySelector("#list .empty a")!.GetAttribute("href").ShouldBe("/providers");
        ListBench.SlugsOf(await bench.Admin.PageAsync("/providers?before=A")).Count.ShouldBe(50);
    }

    [Theory]
    [InlineData("tested", "nonsense")]
    [InlineData("tested", "2026-99-99T00:00:00Z~X")]
    [InlineData("tested", "0001-01-01T00:00:00.0000000Z~' OR 1=1 --")]
    [InlineData("response", "12.5~X")]
    [InlineData("response", "99999999999999999999~X")]
    [InlineData("response", "-1~X")]
    [InlineData("created", "~X")]
    [InlineData("type", "~")]
    [InlineData("key", "%00~%00")]
    [InlineData("", "%00")]
    [InlineData("", "%ED%A0%80")]
    public async Task A_cursor_that_is_none_leads_to_a_page_and_never_to_an_error(string sort, string cursor)
    {
        foreach (var way in (string[])["after", "before"])
        {
            var answer = await bench.Admin.GetAsync($"/providers?sort={sort}&{way}={cursor}");
            answer.Status.ShouldBe(HttpStatusCode.OK, $"{way}={cursor}");
        }
    }

    [Fact]
    public async Task A_cursor_as_long_as_an_attack_leads_to_the_first_page() =>
        ListBench.SlugsOf(await bench.Admin.PageAsync("/providers?after=" + new string('Z', 4000))).Count.ShouldBe(50);

    [Theory]
    [InlineData("state=sad")]
    [InlineData("key=golden")]
    [InlineData("environment=moon")]
    [InlineData("sort=colour")]
    public async Task An_unknown_filter_is_refused_with_a_sentence_instead_of_being_left_out(string query)
    {
        var answer = await bench.Admin.GetAsync("/providers?" + query);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Text("main h2").ShouldBe("The list does not know this filter or order");
        answer.Page.QuerySelector("#list").ShouldBeNull();
    }

    public async ValueTask InitializeAsync()
    {
        if ((await bench.Admin.PageAsync("/providers")).QuerySelector("tbody") is not null) return;
        var random = new Random(7);
        var providers = Enumerable.Range(0, Count).Select(number =>
        {
            var provider = ListBench.New($"P {random.Next(1_000_000)} {number}");
            provider.TypeId = (string[])["custom", "openai", "gone"] is var types ? types[number % 3] : "";
            // With equals, and with nothing.
            provider.CreatedAt = bench.Now.AddDays(-(number % 7)).AddTicks(number % 5);
            if (number % 4 != 0) provider.LastTest = new ProviderTestRecord { At = bench.Now.AddMinutes(-(number % 11)), Outcome = number % 5 == 0 ? ProviderTestOutcome.Failed : ProviderTestOutcome.Passed, Milliseconds = number % 13, Proof = ProofLevel.KeyProven };
            return number % 3 == 1 ? bench.WithKey(provider, number % 9) : provider;
        });
        await bench.AddAsync(providers);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<List<string>> ExpectedAsync(string sort)
    {
        var all = await bench.Portal.InDatabaseAsync(db => Task.FromResult(db.Providers.ToList()));
        Func<Provider, object?> by = sort.TrimStart('-') switch
        {
            "type" => p => p.TypeId,
            "tested" => p => p.LastTest?.At,
            "response" => p => p.LastTest is { Outcome: ProviderTestOutcome.Passed } test ? test.Milliseconds : null,
            "key" => p => p.KeySetAt,
            "created" => p => p.CreatedAt,
            _ => p => p.NormalizedName,
        };
        var order = Comparer<object>.Create((a, b) => a is string text ? string.CompareOrdinal(text, (string)b) : Comparer<object>.Default.Compare(a, b));
        var names = StringComparer.Ordinal;
        var with = all.Where(p => by(p) is not null);
        var without = all.Where(p => by(p) is null);
        return
        [
            .. (sort.StartsWith('-') ? with.OrderByDescending(p => by(p)!, order).ThenByDescending(p => p.NormalizedName, names) : with.OrderBy(p => by(p)!, order).ThenBy(p => p.NormalizedName, names)).Select(p => p.Slug),
            .. (sort.StartsWith('-') ? without.OrderByDescending(p => p.NormalizedName, names) : without.OrderBy(p => p.NormalizedName, names)).Select(p => p.Slug),
        ];
    }
}
