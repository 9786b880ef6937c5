using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Providers.Listing;

/// <summary>Counting reads all rows: of thousands it is not done again for each test that ends.</summary>
public sealed class ListCountTests(ListBench bench) : IClassFixture<ListBench>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_thousands_the_counts_follow_tests_within_a_second_and_people_at_once()
    {
        await bench.AddAsync(Enumerable.Range(0, 2_100).Select(n => ListBench.New($"Counted {n}")));
        (await DownAsync()).ShouldBe(0);

        await FailAsync("counted-1");
        (await DownAsync()).ShouldBe(0);
        bench.Clock.Advance(TimeSpan.FromSeconds(1));
        (await DownAsync()).ShouldBe(1);

        await FailAsync("counted-2");
        await bench.Admin.DeleteAsync("counted-3");
        (await DownAsync()).ShouldBe(2);
    }

    private async Task<int> DownAsync()
    {
        var link = (await bench.Admin.PageAsync("/providers")).QuerySelector(".facets a[href$='state=down']");
        return link is null ? 0 : int.Parse(link.QuerySelector(".count")!.TextContent, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
    }

    /// <summary>As the schedule would: without a line in the audit log.</summary>
    private Task<int> FailAsync(string slug) => bench.Portal.InDatabaseAsync(db => db.Providers.Where(p => p.Slug == slug).ExecuteUpdateAsync(
        set => set.SetProperty(p => p.LastTest!.Outcome, ProviderTestOutcome.Failed).SetProperty(p => p.Health.State, HealthState.Down), Token));
}
