using System.Net;
using SupportBotPortal.Tests.Health;
using SupportBotPortal.Tests.Pages.Providers.Listing;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Api;

/// <summary>How providers have been doing, over the admin API.</summary>
public sealed class ApiHealthTests : IAsyncLifetime
{
    private readonly ListBench bench = new();
    private ApiProgram program = null!;
    private Guid down;
    private Guid back;

    public async ValueTask InitializeAsync()
    {
        await bench.InitializeAsync();
        program = await ApiProgram.WithAsync(bench.Portal, "health.view");
        (down, back) = (await AddAsync("Still down"), await AddAsync("Back again"));
        await bench.Portal.WriteAsync(back, "P", bench.Now.AddHours(-3), TimeSpan.Zero);
        await bench.Portal.WriteAsync(back, "FFFPP", bench.Now.AddHours(-2), TimeSpan.FromMinutes(5));
        await bench.Portal.WriteAsync(down, "FFF", bench.Now.AddHours(-30), TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task Incidents_come_with_what_goes_on_first_and_narrowed()
    {
        var all = await program.GetAsync("incidents");

        all["data"].AsArray().Select(i => ((string)i!["provider_name"]!, (string)i["state"]!, i["ended_at"] is null)).ShouldBe([("Still down", "down", true), ("Back again", "down", false)]);
        all.Body!["next_cursor"].ShouldBeNull();
        Names(await program.GetAsync("incidents?open=true")).ShouldBe(["Still down"]);
        Names(await program.GetAsync($"incidents?provider_id={back}")).ShouldBe(["Back again"]);
        Names(await program.GetAsync($"incidents?provider_id={back}&open=true")).ShouldBeEmpty();
        (await program.GetAsync("incidents?provider_id=nobody")).Status.ShouldBe(HttpStatusCode.BadRequest);
        var one = await program.GetAsync($"incidents/{all["data"][1]!["id"]}");
        ((Guid)one["provider_id"]!, (string)one["started_at"]!, (string)one["ended_at"]!).ShouldBe((back, "2026-06-01T07:00:00Z", "2026-06-01T07:20:00Z"));
        (await program.GetAsync("incidents/99999")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_provider_says_how_it_stands_and_what_its_tests_come_to()
    {
        var health = await program.GetAsync($"providers/{back}/health");

        health.Status.ShouldBe(HttpStatusCode.OK, health.Text);
        ((string)health["state"]!).ShouldBe("healthy");
        health["summaries"].AsArray().Select(s => (string)s!["range"]!).ShouldBe(["day", "week", "month", "quarter"]);
        ((double)health["summaries"][0]!["uptime"]!, (int)health["summaries"][0]!["tests"]!).ShouldBe((0.5, 6));
        health["incidents"].AsArray().Count.ShouldBe(1);
        (await program.GetAsync($"providers/{Guid.NewGuid()}/health")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task One_that_was_never_tested_claims_nothing()
    {
        var health = await program.GetAsync($"providers/{await AddAsync("New")}/health");

        ((string)health["state"]!, health.Body!["since"], health["summaries"].AsArray().Count).ShouldBe(("unknown", null, 0));
    }

    public async ValueTask DisposeAsync()
    {
        program.Dispose();
        await bench.DisposeAsync();
    }

    private static string[] Names(ApiAnswer list) => [.. list["data"].AsArray().Select(i => (string)i!["provider_name"]!)];

    private async Task<Guid> AddAsync(string name)
    {
        var provider = ListBench.New(name);
        provider.AuthScheme = "none";
        await bench.AddAsync(provider);
        return provider.Id;
    }
}
