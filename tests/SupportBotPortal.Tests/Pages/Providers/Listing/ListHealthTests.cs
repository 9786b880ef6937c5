using SupportBotPortal.Core.Access;
using SupportBotPortal.Tests.Health;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Providers.Listing;

/// <summary>What a row tells of the last tests.</summary>
public sealed class ListHealthTests(ListBench bench) : IClassFixture<ListBench>
{
    [Fact]
    public async Task A_row_shows_the_last_tests_and_says_the_same_in_words()
    {
        var provider = await AddAsync("Sparkling");
        await bench.Portal.WriteAsync(provider, "LPPPPPPPPPPPPPPPPPPPPPPFP", bench.Now.AddHours(-3), TimeSpan.FromMinutes(5), index => index == 10 ? 480 : 210);

        var row = (await bench.Admin.PageAsync("/providers?q=sparkling")).QuerySelector("#provider-sparkling")!;

        var spark = row.QuerySelector("td.num > svg[role=img]")!;
        spark.QuerySelector("title")!.TextContent.ShouldMatch("^Last 24 tests: 23 passed, 1 failed; 2[0-9]{2}–4[0-9]{2} ms$|^Last 24 tests: 23 passed, 1 failed; 1[0-9]{2}–4[0-9]{2} ms$");
        spark.QuerySelectorAll("path").Select(p => p.ClassName).ShouldBe(["", "b"], "a path for each tone, not for each test");
    }

    [Fact]
    public async Task A_row_without_tests_and_a_person_who_may_not_see_health_have_no_sparkline()
    {
        await AddAsync("Quiet");
        await bench.Portal.WriteAsync(await AddAsync("Loud"), "PP", bench.Now.AddHours(-3), TimeSpan.FromMinutes(5));
        using var blind = await bench.Portal.SignedInAsync(await bench.Portal.AddPersonAsync(await bench.Portal.AddRoleAsync("llm_provider.view")));

        (await bench.Admin.PageAsync("/providers")).QuerySelector("#provider-quiet .num svg").ShouldBeNull();
        (await blind.PageAsync("/providers")).QuerySelector("#provider-loud .num svg").ShouldBeNull();
    }

    [Fact]
    public async Task A_row_stays_small()
    {
        var provider = await AddAsync("Small");
        await bench.Portal.WriteAsync(provider, "PPPPPPPPPPFPPPPPLPPPPPPP", bench.Now.AddHours(-3), TimeSpan.FromMinutes(5), index => 100 * index);
        using var owner = await PortalBrowser.SignedInAsync(bench.Portal, BuiltInRoles.Owner);

        var html = (await owner.GetAsync("/providers?q=small")).Html;

        var begin = html.IndexOf("<tr id=\"provider-small\"", StringComparison.Ordinal);
        (html.IndexOf("</tr>", begin, StringComparison.Ordinal) - begin).ShouldBeLessThan(2_048);
    }

    private async Task<Guid> AddAsync(string name)
    {
        var provider = ListBench.New(name);
        provider.AuthScheme = "none";
        await bench.AddAsync(provider);
        return provider.Id;
    }
}
