using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using SupportBotPortal.Core.Access;
using SupportBotPortal.FakeProviders;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Providers;

/// <summary>Sealed keys as seen through the pages, when somebody changed the files.</summary>
public sealed class SealedKeyTests(StartedPortal started) : IClassFixture<StartedPortal>
{
    private readonly string name = "S " + Guid.NewGuid().ToString("N")[..8];

    [Fact]
    public async Task Keys_that_were_swapped_in_the_database_do_not_open_and_entering_them_again_heals()
    {
        var (one, two) = (await AddAsync(name + " one"), await AddAsync(name + " two"));
        await started.Portal.ChangeFileAsync($"""
            CREATE TEMP TABLE s AS SELECT p.Slug, x.Blob FROM ProviderSecrets x JOIN Providers p ON p.Id = x.ProviderId WHERE p.Slug IN ('{one}', '{two}');
            UPDATE ProviderSecrets SET Blob = (SELECT Blob FROM s WHERE Slug = '{two}') WHERE ProviderId = (SELECT Id FROM Providers WHERE Slug = '{one}');
            UPDATE ProviderSecrets SET Blob = (SELECT Blob FROM s WHERE Slug = '{one}') WHERE ProviderId = (SELECT Id FROM Providers WHERE Slug = '{two}');
            """);

        foreach (var slug in (string[])[one, two])
        {
            await ShouldNotBeTestableAsync(slug);
            await HealAsync(slug);
        }
    }

    [Fact]
    public async Task A_base_url_that_was_changed_in_the_database_gets_no_key()
    {
        await using var thief = await FakeUpstream.StartAsync();
        var slug = await AddAsync(name);
        await started.Portal.ChangeFileAsync($"UPDATE Providers SET BaseUrl = '{thief.CustomUrl}' WHERE Slug = '{slug}'");

        await ShouldNotBeTestableAsync(slug);

        (await started.Admin.TryTestAsync($"/providers/{slug}/edit")).Text("#test-panel").ShouldContain("Not testable");
        (await started.Admin.TryDiscoveryAsync($"/providers/{slug}/edit")).Text("#discovery-panel").ShouldContain("cannot be opened");
        thief.Requests.ShouldBeEmpty();
        await HealAsync(slug, started.Fake.CustomUrl.AbsoluteUri);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_portal_without_its_master_key_is_locked_destroys_nothing_and_heals_when_the_key_is_back(bool otherKey)
    {
        await using var fake = await FakeUpstream.StartAsync();
        var directory = Directory.CreateTempSubdirectory("supportbot-locked-").FullName;
        try
        {
            string slug;
            await using (var first = new PortalFactory(directory) { Replace = StartedPortal.Quick })
            {
                using var admin = await PortalBrowser.SignedInAsync(first, BuiltInRoles.Admin);
                slug = await admin.AddTestedAsync(Acts.NewCustom, ("Name", name), ("BaseUrl", fake.CustomUrl.AbsoluteUri), ("ApiKey", "sk-fake-custom"));
            }

            var file = Path.Combine(directory, "master.key");
            File.Move(file, file + ".kept");
            if (otherKey) await WriteKeyAsync(file);
            var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
            await using var second = new PortalFactory(directory) { Replace = StartedPortal.Quick, Clock = clock };
            using var again = await PortalBrowser.SignedInAsync(second, BuiltInRoles.Admin);
            var blobs = await BlobsAsync(second);

            (await again.PageAsync("/providers")).QuerySelector("[role=alert]")!.TextContent.ShouldContain("The portal is locked.");
            (await again.PageAsync("/providers")).QuerySelector($"#provider-{slug}")!.TextContent.ShouldContain("locked");
            fake.ForgetRequests();
            (await again.TestSavedAsync(slug)).QuerySelector("#test-panel")!.TextContent.ShouldContain("Not testable");
            fake.Requests.ShouldBeEmpty();
            var refused = await again.SaveAsync($"/providers/{slug}/edit", ("ApiKey", "sk-new-key"), ("Notes", "typed"));
            refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
            refused.Text("#provider-form [role=alert]").ShouldContain("master key");
            refused.Text("#notes").ShouldBe("typed");
            refused.Html.ShouldNotContain("sk-new-key");
            (await again.SaveAsync($"/providers/{slug}/edit", ("Notes", "notes need no key"))).Status.ShouldBe(HttpStatusCode.Redirect);
            (await BlobsAsync(second)).ShouldBe(blobs);

            File.Move(file + ".kept", file, overwrite: true);
            clock.Advance(TimeSpan.FromSeconds(2));
            (await again.TestSavedAsync(slug)).QuerySelector("#test-panel")!.TextContent.ShouldContain("Healthy");
            (await again.PageAsync("/providers")).QuerySelector("main [role=alert]").ShouldBeNull();
        }
        finally
        {
            await PortalFactory.DeleteAsync(directory);
        }
    }

    private async Task ShouldNotBeTestableAsync(string slug)
    {
        started.Fake.ForgetRequests();
        (await started.Admin.PageAsync("/providers")).QuerySelector($"#provider-{slug}")!.TextContent.ShouldContain("re-enter");
        (await started.Admin.PageAsync($"/providers/{slug}")).QuerySelector("[role=alert]")!.TextContent.ShouldContain("changed outside the portal");
        var tested = await started.Admin.TestSavedAsync(slug);
        tested.QuerySelector("#test-panel")!.TextContent.ShouldContain("Not testable");
        var row = (await started.Admin.PageAsync("/providers")).QuerySelector($"#provider-{slug}")!;
        row.TextContent.ShouldContain("Not testable");
        row.TextContent.ShouldNotContain("Down");
        started.Fake.Requests.ShouldBeEmpty();
    }

    private async Task HealAsync(string slug, string? baseUrl = null)
    {
        var saved = await started.Admin.SaveAsync($"/providers/{slug}/edit", [("ApiKey", "sk-fake-custom"), .. baseUrl is null ? [] : new[] { ("BaseUrl", baseUrl) }]);
        await started.Admin.StreamAsync(saved.Run!);
        (await started.Admin.PageAsync("/providers")).QuerySelector($"#provider-{slug}")!.TextContent.ShouldContain("Healthy");
    }

    private Task<string> AddAsync(string called) =>
        started.Admin.AddTestedAsync(Acts.NewCustom, ("Name", called), ("BaseUrl", started.Fake.CustomUrl.AbsoluteUri), ("ApiKey", "sk-fake-custom"));

    private static Task<List<string>> BlobsAsync(PortalFactory portal) =>
        portal.InDatabaseAsync(async db => (await db.ProviderSecrets.Select(s => s.Blob).ToListAsync()).ConvertAll(Convert.ToHexString));

    private static async Task WriteKeyAsync(string file)
    {
        await File.WriteAllTextAsync(file, Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32)) + "\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
