using System.Net;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Api;

/// <summary>Providers over the admin API: as on their pages, field by field, and never a key.</summary>
public sealed class ApiProviderTests(StartedPortal started) : IClassFixture<StartedPortal>, IAsyncLifetime
{
    private const string Key = "sk-secret-that-nobody-sees-again";

    private ApiProgram program = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => program = await ApiProgram.WithAsync(started.Portal, "llm_provider.create", "llm_provider.edit", "llm_provider.delete");

    public ValueTask DisposeAsync()
    {
        program.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_provider_is_added_with_all_that_its_form_has_and_answered_without_its_secrets()
    {
        var name = Named("Whole");

        var made = await program.PostAsync("providers", new
        {
            name,
            provider_type = "custom",
            base_url = "http://localhost:5181/v1/",
            auth_scheme = "bearer",
            api_key = Key,
            headers = new Dictionary<string, string> { ["X-Gateway"] = "gateway-secret" },
            models = new[] { "small", "large" },
            environment = "staging",
            notes = "Of the API",
            key_rotation_days = 30,
            is_active = false,
        });

        made.Status.ShouldBe(HttpStatusCode.Created, made.Text);
        var id = (string)made["id"]!;
        made.Headers.Location!.OriginalString.ShouldBe($"/api/v1/providers/{id}");
        made.ETag.ShouldBe("\"1\"");
        made.Text.ShouldNotContain(Key);
        made.Text.ShouldNotContain("gateway-secret");
        ((string)made["provider_type"]!, (string)made["base_url"]!, (bool)made["has_api_key"]!, (bool)made["is_active"]!, (string)made["environment"]!, (int)made["key_rotation_days"]!)
            .ShouldBe(("custom", "http://localhost:5181/v1", true, false, "staging", 30));
        made["header_names"].ToJsonString().ShouldBe("""["X-Gateway"]""");
        made["models"].ToJsonString().ShouldBe("""["small","large"]""");
        made.Body!["last_health_check_at"].ShouldBeNull();
        ((string)made["status"]!).ShouldBe("inactive");
        (await program.GetAsync($"providers/{id}")).Text.ShouldBe(made.Text);
        started.Portal.Log.Lines.ShouldNotContain(line => line.Contains(Key));
        var line = await started.Portal.InDatabaseAsync(db => db.Audit.AsNoTracking().SingleAsync(a => a.Action == "provider.created" && a.SubjectName == name, Cancellation));
        line.ActorName.ShouldMatch("^person-.* \\(API token “Token .*”\\)$");
        line.Changes.ShouldNotContain(Key);
    }

    [Fact]
    public async Task What_is_left_out_of_a_new_one_is_as_the_type_suggests()
    {
        var made = await program.PostAsync("providers", new { name = Named("Short"), provider_type = "openai", api_key = Key });

        made.Status.ShouldBe(HttpStatusCode.Created, made.Text);
        ((string)made["base_url"]!, (string)made["environment"]!, (bool)made["is_active"]!).ShouldBe(("https://api.openai.com/v1", "none", true));
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_said_at_its_field_and_nothing_is_added()
    {
        var refused = await program.PostAsync("providers", new { name = "", provider_type = "custom", base_url = "ftp://example.com", auth_scheme = "magic", config = new { nonsense = "1" }, models = new[] { "bad\u200bmodel" } });

        (refused.Status, refused.Type, refused.Code).ShouldBe((HttpStatusCode.UnprocessableEntity, "application/problem+json", "invalid"));
        refused.ErrorOf("name").ShouldBe("Give the provider a name, such as “Production OpenAI”.");
        refused.ErrorOf("base_url").ShouldNotBeNull();
        refused.ErrorOf("auth_scheme").ShouldBe("Choose one of the offered ways to authenticate.");
        refused.ErrorOf("config.nonsense").ShouldBe("The type “custom” has no setting “nonsense”.");
        refused.ErrorOf("models").ShouldNotBeNull();
    }

    [Theory]
    [InlineData("""{"name":"x","provider_type":"custom","api_kee":"sk-typo"}""", "There is no field “api_kee” that can be written here. The OpenAPI document lists those that can. Nothing was changed.")]
    [InlineData("""{"name":"x"}""", "Fields are missing: provider_type. Nothing was changed.")]
    [InlineData("""{"name":"x","provider_type":"custom","models":"gpt"}""", "The field “models” has a value of the wrong kind. The OpenAPI document says which kinds there are. Nothing was changed.")]
    [InlineData("""{"name":"x","provider_type":"custom","environment":2}""", "The field “environment” has a value of the wrong kind. The OpenAPI document says which kinds there are. Nothing was changed.")]
    [InlineData("""{"name":"x","name":"y","provider_type":"custom"}""", "The field “name” is there twice. Nothing was changed.")]
    [InlineData("""{"name":"x","provider_type":""", "The body is not valid JSON. Nothing was changed.")]
    [InlineData("[]", "The body is not valid JSON. Nothing was changed.")]
    [InlineData("null", "The body is missing. Nothing was changed.")]
    [InlineData("", "The body is missing. Nothing was changed.")]
    public async Task What_cannot_be_read_is_explained_without_what_was_in_it(string body, string sentence)
    {
        var refused = await program.PostAsync("providers", body);

        (refused.Status, refused.Code, refused.Detail).ShouldBe((HttpStatusCode.BadRequest, "malformed", sentence));
        refused.Text.ShouldNotContain("sk-typo");
    }

    [Fact]
    public async Task A_patch_changes_what_it_names_and_leaves_the_rest()
    {
        var (id, before) = await AddAsync("Patched");

        var changed = await program.PatchAsync($"providers/{id}", new { notes = "new", models = new[] { "one" } }, before.ETag!);

        changed.Status.ShouldBe(HttpStatusCode.OK, changed.Text);
        changed.ETag.ShouldBe("\"2\"");
        ((string)changed["notes"]!, (string)changed["name"]!, (bool)changed["has_api_key"]!, (string)changed["environment"]!).ShouldBe(("new", (string)before["name"]!, true, "staging"));
        changed["header_names"].ToJsonString().ShouldBe("""["X-Gateway"]""");
        changed["models"].ToJsonString().ShouldBe("""["one"]""");
    }

    [Fact]
    public async Task A_header_is_removed_by_null_and_added_by_its_value()
    {
        var (id, _) = await AddAsync("Headers");

        var changed = await program.PatchAsync($"providers/{id}", """{"headers":{"X-Gateway":null,"X-Team":"team-secret"}}""");

        changed["header_names"].ToJsonString().ShouldBe("""["X-Team"]""");
        changed.Text.ShouldNotContain("team-secret");
    }

    [Theory]
    [InlineData("""{"headers":{"x-gateway":null}}""")]
    [InlineData("""{"headers":{"X-GATEWAY":null}}""")]
    public async Task A_header_that_is_to_go_is_found_however_it_is_written(string patch)
    {
        var (id, _) = await AddAsync("Cased");

        (await program.PatchAsync($"providers/{id}", patch))["header_names"].ToJsonString().ShouldBe("[]");
    }

    [Fact]
    public async Task A_key_is_not_removed_by_null_without_a_word()
    {
        var (id, _) = await AddAsync("Kept");

        (await program.PatchAsync($"providers/{id}", """{"api_key":null}""")).ErrorOf("api_key").ShouldBe("A key is replaced, and not removed. To call the provider without one, choose another auth_scheme.");
        ((bool)(await program.PatchAsync($"providers/{id}", """{"auth_scheme":"none"}"""))["has_api_key"]!).ShouldBeFalse();
    }

    [Fact]
    public async Task What_a_program_sends_too_much_of_is_counted_and_not_gone_through()
    {
        var headers = Enumerable.Range(0, 50_000).ToDictionary(n => $"X-{n}", _ => "v");
        var config = Enumerable.Range(0, 50_000).ToDictionary(n => $"key{n}", _ => "v");

        var refused = await program.PostAsync("providers", new { name = Named("Many"), provider_type = "custom", base_url = "http://localhost:5181", auth_scheme = "none", headers, config, models = new string?[] { null, "one" } });

        refused.ErrorOf("headers").ShouldBe("At most 20 headers can be set; there are 50000.");
        refused.Body!["errors"]!.AsObject().Count.ShouldBe(11);
        (await program.PostAsync("providers", new string(' ', 9 << 20) + "{}")).Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Another_origin_wants_the_key_again()
    {
        var (id, _) = await AddAsync("Moved");

        var refused = await program.PatchAsync($"providers/{id}", new { base_url = "http://localhost:5182/v1" });

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.ErrorOf("api_key").ShouldNotBeNull().ShouldEndWith("type the key again.");
        refused.ErrorOf("headers").ShouldNotBeNull();
        (await program.PatchAsync($"providers/{id}", new { base_url = "http://localhost:5182/v1", api_key = Key, headers = new Dictionary<string, string> { ["X-Gateway"] = "again" } })).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Who_has_not_seen_the_last_version_overwrites_nothing()
    {
        var (id, before) = await AddAsync("Contested");
        await program.PatchAsync($"providers/{id}", new { notes = "of somebody else" });

        var late = await program.PatchAsync($"providers/{id}", new { notes = "late" }, before.ETag!);
        (late.Status, late.Code).ShouldBe((HttpStatusCode.PreconditionFailed, "changed_meanwhile"));
        (await program.DeleteAsync($"providers/{id}", before.ETag!)).Status.ShouldBe(HttpStatusCode.PreconditionFailed);
        var blind = await program.SendAsync(HttpMethod.Patch, $"providers/{id}", new { notes = "blind" });
        (blind.Status, blind.Code).ShouldBe((HttpStatusCode.PreconditionRequired, "if_match_missing"));
        (await program.SendAsync(HttpMethod.Delete, $"providers/{id}")).Status.ShouldBe(HttpStatusCode.PreconditionRequired);
        (await program.PatchAsync($"providers/{id}", new { notes = "weak" }, "W/\"2\"")).Status.ShouldBe(HttpStatusCode.PreconditionFailed);

        ((string)(await program.GetAsync($"providers/{id}"))["notes"]!).ShouldBe("of somebody else");
    }

    [Fact]
    public async Task What_cannot_be_written_is_named_and_the_type_stays()
    {
        var (id, _) = await AddAsync("Fixed");

        (await program.PatchAsync($"providers/{id}", new { is_default = true })).Detail.ShouldStartWith("There is no field “is_default” that can be written here.");
        (await program.PatchAsync($"providers/{id}", new { provider_type = "openai" })).Detail.ShouldStartWith("There is no field “provider_type” that can be written here.");
        (await program.PatchAsync($"providers/{id}", """{"name":null}""")).Detail.ShouldBe("Fields are missing: name. Nothing was changed.");
    }

    [Fact]
    public async Task A_provider_is_switched_off_and_on_made_the_default_and_deleted()
    {
        var (id, _) = await AddAsync("Switched");

        ((bool)(await program.PostAsync($"providers/{id}/deactivate"))["is_active"]!).ShouldBeFalse();
        ((bool)(await program.PostAsync($"providers/{id}/activate"))["is_active"]!).ShouldBeTrue();
        ((bool)(await program.PostAsync($"providers/{id}/default"))["is_default"]!).ShouldBeTrue();
        (await program.DeleteAsync($"providers/{id}", "\"1\"")).Status.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await program.DeleteAsync($"providers/{id}")).Status.ShouldBe(HttpStatusCode.NoContent);

        (await program.GetAsync($"providers/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await program.DeleteAsync($"providers/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await started.Portal.InDatabaseAsync(db => db.Audit.AsNoTracking().Where(a => a.SubjectId == id).OrderBy(a => a.Id).Select(a => a.Action).ToListAsync(Cancellation)))
            .ShouldBe(["provider.created", "provider.deactivated", "provider.activated", "provider.default_set", "provider.deleted"]);
    }

    [Fact]
    public async Task The_list_comes_page_by_page_and_narrowed()
    {
        await using var portal = new PortalFactory { Replace = StartedPortal.Quick };
        using var own = await ApiProgram.WithAsync(portal, "llm_provider.create", "llm_provider.edit");
        foreach (var (name, environment, active) in ((string, string, bool)[])[("Beta", "staging", true), ("alpha", "production", false), ("Gamma", "staging", true), ("delta", "none", false)])
            (await own.PostAsync("providers", new { name, provider_type = "custom", auth_scheme = "none", base_url = "http://localhost:5181", environment, is_active = active })).Status.ShouldBe(HttpStatusCode.Created);

        var first = await own.GetAsync("providers?limit=3");
        Names(first).ShouldBe(["alpha", "Beta", "delta"]);
        var second = await own.GetAsync($"providers?limit=3&cursor={Uri.EscapeDataString((string)first["next_cursor"]!)}");
        Names(second).ShouldBe(["Gamma"]);
        second.Body!["next_cursor"].ShouldBeNull();
        Names(await own.GetAsync("providers?active_only=true")).ShouldBe(["Beta", "Gamma"]);
        Names(await own.GetAsync("providers?environment=production")).ShouldBe(["alpha"]);
        Names(await own.GetAsync("providers?environment=none&active_only=false")).ShouldBe(["delta"]);
        Names(await own.GetAsync("providers?provider_type=openai")).ShouldBeEmpty();
        Names(await own.GetAsync("providers?search=amm")).ShouldBe(["Gamma"]);
        (await own.GetAsync("providers?environment=moon")).Detail.ShouldBe("environment is one of none, development, staging, production.");
        (await own.GetAsync("providers?limit=1000")).Detail.ShouldBe("limit is a number from 1 to 100.");
        (await own.GetAsync("providers?active_only=maybe")).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_page_with_very_many_models_ends_earlier_and_each_provider_comes_once()
    {
        await using var portal = new PortalFactory { Replace = StartedPortal.Quick };
        using var own = await ApiProgram.WithAsync(portal, "llm_provider.create");
        var models = Enumerable.Range(1, 4_000).Select(number => $"model-{number}").ToArray();
        foreach (var name in (string[])["alpha", "beta", "gamma"])
            (await own.PostAsync("providers", new { name, provider_type = "custom", auth_scheme = "none", base_url = "http://localhost:5181", models })).Status.ShouldBe(HttpStatusCode.Created);

        var first = await own.GetAsync("providers");
        var second = await own.GetAsync($"providers?cursor={Uri.EscapeDataString((string)first["next_cursor"]!)}");

        Names(first).ShouldBe(["alpha", "beta"]);
        Names(second).ShouldBe(["gamma"]);
        second.Body!["next_cursor"].ShouldBeNull();
    }

    private static string[] Names(ApiAnswer list) => [.. list["data"].AsArray().Select(p => (string)p!["name"]!)];

    private async Task<(string Id, ApiAnswer Made)> AddAsync(string name)
    {
        var made = await program.PostAsync("providers", new { name = Named(name), provider_type = "custom", base_url = "http://localhost:5181/v1", auth_scheme = "bearer", api_key = Key, headers = new Dictionary<string, string> { ["X-Gateway"] = "gateway-secret" }, environment = "staging" });
        made.Status.ShouldBe(HttpStatusCode.Created, made.Text);
        return ((string)made["id"]!, made);
    }

    private static string Named(string name) => $"{name} {Guid.NewGuid():N}";
}
