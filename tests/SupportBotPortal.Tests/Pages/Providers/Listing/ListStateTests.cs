using SupportBotPortal.Core.Data;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Tests.Pages.Providers.Listing;

/// <summary>What a filter finds is exactly what the rows show: every result of a test × every kind of key × active or not × plugin there or not.</summary>
public sealed class ListStateTests(ListBench bench) : IClassFixture<ListBench>, IAsyncLifetime
{
    private static readonly Dictionary<string, Func<string, bool>> Badges = new()
    {
        ["healthy"] = badge => badge == "Healthy",
        ["attention"] = badge => badge is "Answers · nothing proven" or "Healthy · key not proven" or "Rate limited" or "Quota used up" or "Overloaded" || (!badge.StartsWith("Down", StringComparison.Ordinal) && badge is not ("Healthy" or "Not tested" or "Not testable" or "Inactive" or "Plugin missing")),
        ["down"] = badge => badge.StartsWith("Down", StringComparison.Ordinal),
        ["not-tested"] = badge => badge == "Not tested",
        ["not-testable"] = badge => badge == "Not testable",
        ["inactive"] = badge => badge == "Inactive",
        ["plugin-missing"] = badge => badge == "Plugin missing",
    };

    private static readonly Dictionary<string, Func<string, bool>> KeyTexts = new()
    {
        ["ready"] = text => text.EndsWith("old", StringComparison.Ordinal),
        ["due-soon"] = text => text.StartsWith("due in", StringComparison.Ordinal),
        ["due"] = text => text is "due today" || text.StartsWith("overdue by", StringComparison.Ordinal),
        ["missing"] = text => text == "not configured",
        ["sealed"] = text => text is "other master key" or "re-enter" or "locked",
        ["none-needed"] = text => text == "none needed",
    };

    [Fact]
    public async Task Each_row_is_found_by_the_one_state_that_its_badge_shows_and_the_links_count_them()
    {
        var all = await CellsAsync("/providers", "Health");
        var found = new List<string>();
        foreach (var (word, shows) in Badges)
        {
            var cells = await CellsAsync($"/providers?state={word}", "Health");
            cells.Where(c => !shows(c.Value)).ShouldBeEmpty(word);
            cells.ShouldNotBeEmpty(word);
            found.AddRange(cells.Keys);
            (await CountAsync("/providers", word)).ShouldBe(cells.Count, word);
        }

        found.Order().ShouldBe(all.Keys.Order());
    }

    [Fact]
    public async Task Each_that_wants_attention_is_found_by_the_one_reason_that_its_badge_shows()
    {
        var all = await CellsAsync("/providers?state=attention", "Health");
        var found = new List<string>();
        foreach (var (word, shows) in (Dictionary<string, Func<string, bool>>)new()
        {
            ["quota"] = badge => badge == "Quota",
            ["rate-limit"] = badge => badge == "Rate limited",
            ["overloaded"] = badge => badge == "Overloaded",
            ["not-proven"] = badge => badge.EndsWith("proven", StringComparison.Ordinal),
        })
        {
            var cells = await CellsAsync($"/providers?reason={word}", "Health");
            cells.Where(c => !shows(c.Value)).ShouldBeEmpty(word);
            cells.ShouldNotBeEmpty(word);
            found.AddRange(cells.Keys);
            var foot = (await bench.Admin.PageAsync($"/providers?state=attention&reason={word}")).QuerySelector(".foot [role=status]")!.TextContent;
            foot.ShouldContain($"{cells.Count} provider", Case.Insensitive, word);
        }

        found.Order().ShouldBe(all.Keys.Order());
    }

    [Fact]
    public async Task Each_row_is_found_by_the_one_key_status_that_it_shows()
    {
        var all = await CellsAsync("/providers", "API key");
        var found = new List<string>();
        foreach (var (word, shows) in KeyTexts)
        {
            var cells = await CellsAsync($"/providers?key={word}", "API key");
            cells.Where(c => !shows(c.Value)).ShouldBeEmpty(word);
            cells.ShouldNotBeEmpty(word);
            found.AddRange(cells.Keys);
        }

        found.Order().ShouldBe(all.Keys.Order());
    }

    [Fact]
    public async Task Filters_together_leave_what_fits_all_and_the_foot_counts_it()
    {
        var page = await bench.Admin.PageAsync("/providers?state=healthy&key=none-needed&type=custom&environment=production");
        var rows = page.QuerySelectorAll("tbody tr");

        rows.ShouldNotBeEmpty();
        rows.ShouldAllBe(row => row.QuerySelector("[data-label=Type]")!.TextContent.Contains("production") && row.QuerySelector("[data-label='API key']")!.TextContent.Contains("none needed"));
        page.QuerySelector(".foot [role=status]")!.TextContent.ShouldStartWith($"{rows.Length} ");
    }

    [Fact]
    public async Task A_key_that_was_damaged_from_outside_is_in_no_list_of_healthy_ones()
    {
        await bench.AddAsync(bench.WithKey(Tested(ListBench.New("Damaged later"), new() { Outcome = ProviderTestOutcome.Passed, Proof = ProofLevel.KeyProven })));
        (await bench.WalkAsync("/providers?state=healthy")).ShouldContain("damaged-later");

        await Shared.People.ChangeFileAsync(bench.Portal, "UPDATE ProviderSecrets SET Blob = Blob || x'00' WHERE ProviderId = (SELECT Id FROM Providers WHERE Slug = 'damaged-later')");

        (await bench.WalkAsync("/providers?state=healthy")).ShouldNotContain("damaged-later");
        await Shared.People.ChangeFileAsync(bench.Portal, "DELETE FROM Providers WHERE Slug = 'damaged-later'");
    }

    public async ValueTask InitializeAsync()
    {
        if ((await bench.Admin.PageAsync("/providers")).QuerySelector("tbody") is not null) return;
        List<ProviderTestRecord?> results =
        [
            null,
            new() { Outcome = ProviderTestOutcome.NotTestable },
            .. Enum.GetValues<ProofLevel>().Select(proof => new ProviderTestRecord { Outcome = ProviderTestOutcome.Passed, Proof = proof }),
            .. Enum.GetValues<FailureCause>().Select(cause => new ProviderTestRecord { Outcome = ProviderTestOutcome.Failed, Cause = cause }),
            new() { Outcome = ProviderTestOutcome.Failed },
        ];
        var providers = new List<Provider>();
        foreach (var result in results)
        {
            foreach (var key in (string[])["none", "missing", "ready", "soon", "due", "foreign"])
            {
                foreach (var (isActive, hasType) in (List<(bool, bool)>)[(true, true), (false, true), (true, false)])
                {
                    var provider = Tested(ListBench.New($"P {providers.Count}"), result);
                    (provider.IsActive, provider.TypeId) = (isActive, hasType ? "custom" : "gone");
                    if (key == "none") (provider.AuthScheme, provider.Environment) = ("none", ProviderEnvironment.Production);
                    if (key is "ready" or "soon" or "due" or "foreign") bench.WithKey(provider, daysOld: key switch { "due" => 100, "soon" => 80, _ => 5 });
                    // Of a data key that this portal never had.
                    if (key == "foreign") provider.Secrets[0].Blob[5] = 77;
                    providers.Add(provider);
                }
            }
        }

        await bench.AddAsync(providers);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Provider Tested(Provider provider, ProviderTestRecord? result)
    {
        if (result is not null) provider.LastTest = new() { At = bench.Now.AddHours(-1), Outcome = result.Outcome, Proof = result.Proof, Cause = result.Cause, Milliseconds = 5 };
        return provider;
    }

    private async Task<Dictionary<string, string>> CellsAsync(string path, string label)
    {
        var cells = new Dictionary<string, string>();
        while (true)
        {
            var page = await bench.Admin.PageAsync(path);
            foreach (var row in page.QuerySelectorAll("tr[id^=provider-]"))
            {
                var cell = row.QuerySelector($"[data-label='{label}']")!;
                cells.Add(row.Id!, (cell.QuerySelector(".badge") ?? cell).TextContent.Trim());
            }

            if (page.QuerySelector("a[rel=next]") is not { } next) return cells;
            path = next.GetAttribute("href")!;
        }
    }

    private async Task<int> CountAsync(string path, string state) =>
        int.Parse((await bench.Admin.PageAsync(path)).QuerySelector($".facets a[href$='state={state}'] .count")!.TextContent, System.Globalization.NumberStyles.AllowThousands, System.Globalization.CultureInfo.InvariantCulture);
}
