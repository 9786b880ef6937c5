using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Providers;

/// <summary>A row that somebody damaged in the database, or that cannot be written: said at its place, and nothing else suffers.</summary>
public sealed class DamagedRowTests(StartedPortal started) : IClassFixture<StartedPortal>
{
    private readonly string name = "D " + Guid.NewGuid().ToString("N")[..8];

    private PortalBrowser Admin => started.Admin;

    [Theory]
    [InlineData("", false)]
    [InlineData("", true)]
    [InlineData("nonsense", false)]
    [InlineData("nonsense", true)]
    [InlineData("ftp://llm.example.com/v1", false)]
    [InlineData("ftp://llm.example.com/v1", true)]
    [InlineData("https://me:secret@llm.example.com/v1", false)]
    [InlineData("http://\u0301x.com/v1", true)]
    public async Task A_base_url_that_is_none_makes_one_provider_untestable_and_no_page_fail(string baseUrl, bool hasKey)
    {
        var slug = await AddAsync(hasKey);
        await started.Portal.ChangeFileAsync($"UPDATE Providers SET BaseUrl = '{baseUrl}' WHERE Slug = '{slug}'");
        started.Fake.ForgetRequests();

        foreach (var page in (string[])["/providers", $"/providers/{slug}", $"/providers/{slug}/edit", $"/providers/{slug}/delete"])
            (await Admin.GetAsync(page)).Status.ShouldBe(HttpStatusCode.OK, page);
        (await Admin.TestSavedAsync(slug)).QuerySelector("#test-panel")!.TextContent.ShouldContain("Its base URL is none");
        (await started.Portal.ProviderAsync(slug)).LastTest!.Outcome.ShouldBe(ProviderTestOutcome.NotTestable);
        (await DiscoverAsync(slug)).ShouldContain("Its base URL is none");
        started.Fake.Requests.ShouldBeEmpty();

        var healed = await Admin.SaveAsync($"/providers/{slug}/edit", ("BaseUrl", started.Fake.CustomUrl.AbsoluteUri), ("ApiKey", hasKey ? "sk-fake-custom" : ""));
        healed.Status.ShouldBe(HttpStatusCode.Redirect, healed.Html);
    }

    [Theory]
    [InlineData("KeyRotationDays = 2147483647")]
    [InlineData("KeyRotationDays = -2147483648")]
    [InlineData("Environment = 'Bogus'")]
    [InlineData("Environment = '7'")]
    [InlineData("CreatedAt = 'garbage'")]
    [InlineData("UpdatedAt = ''")]
    [InlineData("KeySetAt = 'garbage', KeyDueAt = 'garbage'")]
    [InlineData("KeySetAt = '9999-12-31 23:59:59'")]
    [InlineData("LastTest_At = 'garbage'")]
    [InlineData("LastTest_Outcome = 'Splendid'")]
    [InlineData("LastTest_Outcome = 'Failed', LastTest_Cause = 'Gremlins'")]
    [InlineData("LastTest_Proof = 'Certain'")]
    public async Task A_value_that_cannot_be_read_takes_no_other_row_with_it(string damage)
    {
        var slug = await AddAsync(hasKey: true);
        await started.Portal.ChangeFileAsync($"UPDATE Providers SET {damage} WHERE Slug = '{slug}'");
        try
        {
            foreach (var page in (string[])["/", "/providers", "/providers?sort=-tested", "/providers?sort=key", "/providers?sort=created", $"/providers/{slug}", $"/providers/{slug}/edit", $"/providers/{slug}/delete", $"/providers/{slug}/keys"])
                (await Admin.GetAsync(page)).Status.ShouldBe(HttpStatusCode.OK, page);
            (await Admin.PageAsync("/providers?q=" + name.Replace(' ', '+'))).QuerySelector($"#provider-{slug}").ShouldNotBeNull();
        }
        finally
        {
            await started.Portal.ChangeFileAsync($"DELETE FROM ProviderSecrets WHERE ProviderId = (SELECT Id FROM Providers WHERE Slug = '{slug}'); DELETE FROM Providers WHERE Slug = '{slug}'");
        }
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("!")]
    public async Task One_whose_deletion_has_no_time_is_shown_as_damaged_and_is_not_destroyed_by_itself(string time)
    {
        var slug = await AddAsync(hasKey: false);
        await Admin.DeleteAsync(slug);
        await started.Portal.ChangeFileAsync($"UPDATE Providers SET DeletedAt = '{time}' WHERE Slug = '{slug}'");

        var row = (await Admin.PageAsync("/providers/deleted")).QuerySelectorAll("tbody tr").Single(r => r.TextContent.Contains(name, StringComparison.Ordinal));
        row.TextContent.ShouldContain("damaged");
        row.TextContent.ShouldContain("at an unknown time");
        (await Admin.GetAsync($"/providers/{slug}/destroy")).Text(".page-head p").ShouldContain("not destroyed by itself");
        await started.Portal.Services.GetRequiredService<OverdueProviders>().DestroyAsync(TestContext.Current.CancellationToken);

        (await Admin.GetAsync("/")).Status.ShouldBe(HttpStatusCode.OK);
        (await Admin.RestoreAsync(slug)).Status.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_result_that_cannot_be_stored_ends_the_test_with_a_sentence_and_not_a_spinner()
    {
        var slug = await AddAsync(hasKey: true);
        await started.Portal.ChangeFileAsync($"CREATE TRIGGER full BEFORE UPDATE OF LastTest_At ON Providers WHEN OLD.Slug = '{slug}' BEGIN SELECT RAISE(ABORT, 'disk full'); END");

        var row = await Answer.OfAsync(await Admin.PostAsync("/providers", $"/providers/{slug}/test", [], htmx: true));
        var stream = await Admin.StreamAsync(Acts.RunIn(row.Html));
        var page = await Admin.TestSavedAsync(slug);

        stream.ShouldContain("event: row");
        stream.ShouldContain("The portal itself failed");
        page.QuerySelector("#test-panel")!.TextContent.ShouldContain("The portal itself failed");
        await started.Portal.ChangeFileAsync("DROP TRIGGER full");
        (await Admin.TestSavedAsync(slug)).QuerySelector("#test-panel")!.TextContent.ShouldContain("Healthy");
    }

    [Fact]
    public async Task The_list_reads_no_list_of_models()
    {
        await AddAsync(hasKey: false);
        var before = started.Portal.Log.Lines.Count;

        await Admin.PageAsync("/providers");

        var reads = started.Portal.Log.Lines.Skip(before).Where(line => line.Contains("FROM \"Providers\"", StringComparison.Ordinal)).ToList();
        reads.ShouldNotBeEmpty();
        reads.ShouldAllBe(line => !line.Replace("json_array_length(\"p0\".\"Models\")", "", StringComparison.Ordinal).Replace("json_array_length(\"p\".\"Models\")", "", StringComparison.Ordinal).Contains("\"Models\"", StringComparison.Ordinal));
        reads.ShouldAllBe(line => !line.Contains("\"Notes\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_summary_counts_what_the_badges_show()
    {
        await AddAsync(hasKey: false);
        await AddAsync(hasKey: true);
        await started.Portal.ChangeFileAsync($"UPDATE Providers SET TypeId = 'gone' WHERE Name = '{name} 1'");

        var list = await Admin.PageAsync("/providers");

        var green = list.QuerySelectorAll("tbody .badge").Count(b => b.TextContent.Trim() == "Healthy");
        list.QuerySelector(".page-head p")!.TextContent.ShouldContain($"{green} healthy");
        await started.Portal.ChangeFileAsync($"UPDATE Providers SET TypeId = 'custom' WHERE Name = '{name} 1'");
    }

    private async Task<string> DiscoverAsync(string slug) =>
        (await Answer.OfAsync(await Admin.PostAsync($"/providers/{slug}", $"/providers/{slug}/discover", []))).Text("#discovery-panel");

    private int added;

    private Task<string> AddAsync(bool hasKey) => Admin.AddTestedAsync(
        Acts.NewCustom, ("Name", $"{name} {++added}"), ("BaseUrl", started.Fake.CustomUrl.AbsoluteUri), ("AuthScheme", hasKey ? "bearer" : "none"), ("ApiKey", hasKey ? "sk-fake-custom" : ""));
}
