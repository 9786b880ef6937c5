using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Api;

/// <summary>The configuration from staging to production: without secrets, and with a look at the difference before.</summary>
public sealed class ApiExchangeTests : IAsyncLifetime
{
    private const string Key = "sk-stays-at-home";

    private static readonly string[] Rights = ["llm_provider.create", "llm_provider.edit", "llm_provider.delete", "aiml.edit"];

    private readonly PortalFactory staging = new() { Replace = StartedPortal.Quick };
    private readonly PortalFactory production = new() { Replace = StartedPortal.Quick };
    private ApiProgram there = null!;
    private ApiProgram here = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        (there, here) = (await ApiProgram.WithAsync(staging, Rights), await ApiProgram.WithAsync(production, Rights));
        await AddAsync(there, "Shop LLM", new() { ["api_key"] = Key, ["headers"] = new JsonObject { ["X-Team"] = "team-secret" }, ["environment"] = "staging", ["notes"] = "Of staging" });
        await AddAsync(there, "Open LLM", new() { ["auth_scheme"] = "none" });
        await there.SendAsync(HttpMethod.Put, "generation", new { model = "open-llm/small", temperature = 0.2, fallbacks = new[] { "shop-llm/small" } }, ("If-Match", "*"));
    }

    [Fact]
    public async Task An_export_has_everything_but_secrets_and_is_in_the_audit_log()
    {
        var file = await there.GetAsync("configuration");

        file.Status.ShouldBe(HttpStatusCode.OK, file.Text);
        file.Text.ShouldNotContain(Key);
        file.Text.ShouldNotContain("team-secret");
        var shop = file["providers"][1]!;
        ((string)file["format"]!, (string)shop["name"]!, (string)shop["api_key"]!, (string)shop["headers"]!["X-Team"]!, (string)shop["notes"]!)
            .ShouldBe(("supportbot-portal/1", "Shop LLM", "«secret, not exported»", "«secret, not exported»", "Of staging"));
        file["generation"]["model"]!.ToJsonString().ShouldBe("""{"provider":"Open LLM","model":"small"}""");
        (await staging.InDatabaseAsync(db => db.Audit.AsNoTracking().SingleAsync(a => a.Action == "configuration.exported", Cancellation))).Changes.ShouldContain("\"2\"");
        using var narrow = await ApiProgram.WithAsync(staging, "llm_provider.view");
        (await narrow.GetAsync("configuration")).Body!["generation"].ShouldBeNull();
    }

    [Fact]
    public async Task A_dry_run_shows_the_difference_and_changes_nothing()
    {
        await AddAsync(here, "Shop LLM", new() { ["api_key"] = "sk-of-production", ["environment"] = "production", ["notes"] = "Of production" });
        await AddAsync(here, "Only in production", new() { ["auth_scheme"] = "none" });

        var report = await ImportAsync((await there.GetAsync("configuration")).Body!, dryRun: true);

        report.Status.ShouldBe(HttpStatusCode.OK, report.Text);
        ((bool)report["dry_run"]!, (bool)report["is_complete"]!).ShouldBe((true, false));
        Actions(report).ShouldBe(["Open LLM: create", "Shop LLM: refused"]);
        // A header is new here, and its value is not in the file.
        ((string)report["providers"][1]!["errors"]!["headers"]![0]!).ShouldBe("The header “X-Team” has no value.");
        report["only_here"].ToJsonString().ShouldBe("""["Only in production"]""");
        ((string)report["generation"]["action"]!).ShouldBe("update");
        (await here.GetAsync("providers"))["data"].AsArray().Count.ShouldBe(2);
        ((int)(await here.GetAsync("generation"))["version"]!).ShouldBe(0);
    }

    [Fact]
    public async Task What_differs_is_changed_field_by_field_and_a_stored_key_stays()
    {
        var before = await AddAsync(here, "shop llm", new() { ["api_key"] = "sk-of-production", ["headers"] = new JsonObject { ["X-Team"] = "of production" }, ["environment"] = "production" });
        var file = (await there.GetAsync("configuration")).Body!;

        var dry = await ImportAsync(file, dryRun: true);
        dry["providers"][1]!["changes"]!.AsArray().Select(c => $"{c!["field"]}: {c["before"]} → {c["after"]}").ShouldBe(["Name: shop llm → Shop LLM", "Environment: Production → Staging", "Notes:  → Of staging"]);
        var report = await ImportAsync(file);

        (report.Status, (bool)report["is_complete"]!).ShouldBe((HttpStatusCode.OK, true), report.Text);
        Actions(report).ShouldBe(["Open LLM: create", "Shop LLM: update"]);
        var now = await here.GetAsync($"providers/{before["id"]}");
        ((string)now["name"]!, (string)now["environment"]!, (string)now["api_key_set_at"]!).ShouldBe(("Shop LLM", "staging", (string)before["api_key_set_at"]!));
        now["header_names"].ToJsonString().ShouldBe("""["X-Team"]""");
        var generation = await here.GetAsync("generation");
        ((string)generation["model"]!, (double)generation["temperature"]!, (string)generation["comment"]!).ShouldBe(("open-llm/small", 0.2, "Imported"));
        generation["fallbacks"].ToJsonString().ShouldBe("""["shop-llm/small"]""");
        var again = await ImportAsync(file);
        Actions(again).ShouldBe(["Open LLM: unchanged", "Shop LLM: unchanged"]);
        ((string)again["generation"]["action"]!).ShouldBe("unchanged");
        ((int)(await here.GetAsync("generation"))["version"]!).ShouldBe(1);
    }

    [Theory]
    [InlineData("dryrun=true", "The address has a parameter “dryrun”, which is not known here. Known: dry_run. Nothing was changed.")]
    [InlineData("dry_run=yes", "dry_run is true or false, and not “yes”. Nothing was changed.")]
    [InlineData("dry_run", "dry_run is true or false, and not “”. Nothing was changed.")]
    [InlineData("dry_run=", "dry_run is true or false, and not “”. Nothing was changed.")]
    [InlineData("dry_run=true&dry_run=false", "dry_run is there 2 times. Give it once. Nothing was changed.")]
    public async Task What_was_meant_as_a_dry_run_imports_nothing(string query, string sentence)
    {
        var refused = await here.PostAsync("configuration/import?" + query, (await there.GetAsync("configuration")).Body!);

        (refused.Status, refused.Code, refused.Detail).ShouldBe((HttpStatusCode.BadRequest, "invalid", sentence));
        (await production.InDatabaseAsync(db => db.Providers.CountAsync(Cancellation))).ShouldBe(0);
    }

    [Theory]
    [InlineData("providers?limit=many", "limit is a whole number, and not “many”.")]
    [InlineData("incidents?provider_id=shop", "provider_id is an id, and not “shop”.")]
    [InlineData("token?verbose=1", "This takes nothing after the “?” of the address, but “verbose” is there.")]
    public async Task What_an_address_cannot_hold_is_named(string path, string sentence)
    {
        using var program = await ApiProgram.WithAsync(production, "llm_provider.view", "health.view");

        var refused = await program.GetAsync(path);

        (refused.Status, refused.Code).ShouldBe((HttpStatusCode.BadRequest, "invalid"));
        refused.Detail.ShouldStartWith(sentence);
    }

    [Fact]
    public async Task A_placeholder_is_no_key_wherever_it_is_sent()
    {
        const string placeholder = "«secret, not exported»";
        var made = await AddAsync(here, "Shop LLM", new() { ["api_key"] = Key });

        var patched = await here.PatchAsync($"providers/{made["id"]}", new { api_key = placeholder });
        patched.ErrorOf("api_key").ShouldNotBeNull();
        (await here.PostAsync("providers", new { name = "Another", provider_type = "custom", base_url = "http://localhost:5181", auth_scheme = "bearer", api_key = placeholder })).ErrorOf("api_key").ShouldNotBeNull();
        (await here.PostAsync($"providers/{made["id"]}/key", new { api_key = placeholder, although_unproven = true }, ("If-Match", "*"))).ErrorOf("api_key").ShouldNotBeNull();
    }

    [Fact]
    public async Task Without_a_key_a_new_provider_says_so_and_one_in_the_file_is_taken_along()
    {
        var file = (await there.GetAsync("configuration")).Body!;
        file["generation"] = null;

        var report = await ImportAsync(file);
        report["providers"][1]!["notes"]!.AsArray().Select(n => (string)n!).ShouldBe(["Its API key is not in the file: enter it here, then test it.", "The value of its header “X-Team” is not in the file: add the header here."]);
        (await HereAsync("Shop LLM"))["has_api_key"]!.GetValue<bool>().ShouldBeFalse();

        file["providers"]![1]!["api_key"] = Key;
        file["providers"]![1]!["headers"]!["X-Team"] = "typed";
        var second = await ImportAsync(file);
        second.Text.ShouldNotContain(Key);
        second["providers"][1]!["changes"]!.AsArray().Select(c => $"{c!["field"]}: {c["after"]}").ShouldBe(["API key: set", "Header X-Team: set"], ignoreOrder: true);
        (await HereAsync("Shop LLM"))["has_api_key"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task If_anything_is_wrong_nothing_is_imported()
    {
        var file = (await there.GetAsync("configuration")).Body!;
        file["providers"]![1]!["base_url"] = "nonsense";
        file["generation"]!["temperature"] = 9;
        file["generation"]!["model"]!["model"] = "none";

        var refused = await ImportAsync(file);

        (refused.Status, refused.Code).ShouldBe((HttpStatusCode.UnprocessableEntity, "invalid"));
        refused.ErrorOf("providers[1].base_url").ShouldNotBeNull();
        refused.ErrorOf("generation.temperature").ShouldNotBeNull();
        refused.ErrorOf("generation.model").ShouldBe("“Open LLM” has no model “none” in the file.");
        (await here.GetAsync("providers"))["data"].AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task What_could_not_answer_is_not_put_into_production()
    {
        var file = (await there.GetAsync("configuration")).Body!;
        file["generation"]!["model"] = new JsonObject { ["provider"] = "Shop LLM", ["model"] = "small" };
        file["generation"]!["fallbacks"] = new JsonArray();

        var report = await ImportAsync(file);

        ((bool)report["is_complete"]!, (string)report["generation"]["action"]!).ShouldBe((false, "refused"));
        ((string)report["generation"]["errors"]!["model"]![0]!).ShouldContain("what is in production stays");
        ((int)(await here.GetAsync("generation"))["version"]!).ShouldBe(0);
    }

    [Fact]
    public async Task What_a_token_may_not_an_import_does_not()
    {
        var file = (await there.GetAsync("configuration")).Body!;
        using var noGeneration = await ApiProgram.WithAsync(production, "llm_provider.create", "llm_provider.edit");
        (await noGeneration.PostAsync("configuration/import", file.ToJsonString())).Status.ShouldBe(HttpStatusCode.Forbidden);
        using var development = await ApiProgram.WithAsync(production, "llm_provider.create@Development", "llm_provider.edit@Development", "aiml.edit");

        var refused = await development.PostAsync("configuration/import", file.ToJsonString());

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.ErrorOf("providers[1].environment").ShouldBe("llm_provider.create does not hold for its environment.");
        (await here.GetAsync("providers"))["data"].AsArray().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"format":"supportbot-portal/2"}""", HttpStatusCode.UnprocessableEntity, "unknown_format")]
    [InlineData("""{"providers":[]}""", HttpStatusCode.BadRequest, "malformed")]
    [InlineData("""{"format":"supportbot-portal/1","providers":[{"name":"x"}]}""", HttpStatusCode.BadRequest, "malformed")]
    public async Task What_is_no_such_file_is_refused(string body, HttpStatusCode status, string code)
    {
        var refused = await here.PostAsync("configuration/import", body);

        (refused.Status, refused.Code).ShouldBe((status, code));
    }

    [Fact]
    public async Task A_name_that_is_in_the_file_twice_or_of_another_type_here_is_refused()
    {
        await AddAsync(here, "Open LLM", new() { ["provider_type"] = "openai", ["auth_scheme"] = null, ["base_url"] = "https://api.openai.com/v1" });
        var file = (await there.GetAsync("configuration")).Body!;
        file["generation"] = null;
        file["providers"]!.AsArray().Add(file["providers"]![1]!.DeepClone());

        var refused = await ImportAsync(file);

        refused.ErrorOf("providers[0].provider_type").ShouldNotBeNull().ShouldStartWith("“Open LLM” is of the type “openai” here");
        refused.ErrorOf("providers[2].name").ShouldBe("It is in the file twice.");
    }

    public async ValueTask DisposeAsync()
    {
        there.Dispose();
        here.Dispose();
        await staging.DisposeAsync();
        await production.DisposeAsync();
    }

    private Task<ApiAnswer> ImportAsync(JsonNode file, bool dryRun = false) => here.PostAsync("configuration/import" + (dryRun ? "?dry_run=true" : ""), file.ToJsonString());

    private async Task<JsonNode> HereAsync(string name) => (await here.GetAsync("providers"))["data"].AsArray().Single(p => (string)p!["name"]! == name)!;

    private static string[] Actions(ApiAnswer report) => [.. report["providers"].AsArray().Select(p => $"{p!["name"]}: {p["action"]}")];

    private static async Task<ApiAnswer> AddAsync(ApiProgram program, string name, JsonObject fields)
    {
        var sent = new JsonObject { ["name"] = name, ["provider_type"] = "custom", ["base_url"] = "http://localhost:5181/v1", ["auth_scheme"] = "bearer", ["models"] = new JsonArray("small") };
        foreach (var (field, value) in fields) sent[field] = value?.DeepClone();
        var made = await program.PostAsync("providers", sent.ToJsonString());
        made.Status.ShouldBe(HttpStatusCode.Created, made.Text);
        return made;
    }
}
