using System.Net;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Api;

/// <summary>The model in production over the admin API: chosen, limited, brought back.</summary>
public sealed class ApiGenerationTests : IAsyncLifetime
{
    private readonly PortalFactory portal = new() { Replace = StartedPortal.Quick };
    private ApiProgram program = null!;
    private string first = "";

    public async ValueTask InitializeAsync()
    {
        program = await ApiProgram.WithAsync(portal, "llm_provider.create", "llm_provider.edit", "llm_provider.delete", "aiml.edit");
        var made = await program.PostAsync("providers", new { name = "Staging LLM", provider_type = "custom", auth_scheme = "none", base_url = "http://localhost:5181", models = new[] { "small", "large/preview" } });
        first = (string)made["id"]!;
    }

    [Fact]
    public async Task Nothing_chosen_is_version_0_and_a_first_choice_is_saved_over_it()
    {
        var nothing = await program.GetAsync("generation");
        ((int)nothing["version"]!, nothing.ETag, nothing.Body!["model"]).ShouldBe((0, "\"0\"", null));

        var saved = await SaveAsync("\"0\"", new
        {
            model = "staging-llm/small",
            temperature = 0.25,
            max_output_tokens = 700,
            stop_sequences = new[] { "END\nOF\\TURN" },
            system_prompt = "Be brief.",
            limits = new[] { "max_output_tokens" },
            fallbacks = new[] { "staging-llm/large/preview" },
            users_may_choose = true,
            allowed = new[] { "staging-llm/small" },
            comment = "By the pipeline",
        });

        saved.Status.ShouldBe(HttpStatusCode.OK, saved.Text);
        ((int)saved["version"]!, saved.ETag, (string)saved["model"]!, (double)saved["temperature"]!, (int)saved["max_output_tokens"]!, (string)saved["comment"]!).ShouldBe((1, "\"1\"", "staging-llm/small", 0.25, 700, "By the pipeline"));
        saved.Body!["top_p"].ShouldBeNull();
        ((string)saved["stop_sequences"][0]!).ShouldBe("END\nOF\\TURN");
        saved["limits"].ToJsonString().ShouldBe("""["max_output_tokens"]""");
        saved["fallbacks"].ToJsonString().ShouldBe("""["staging-llm/large/preview"]""");
        ((string)saved["saved_by"]!).ShouldContain("API token");
        (await program.GetAsync("generation")).Text.ShouldBe(saved.Text);
        (await program.GetAsync("generation/versions/1")).Text.ShouldBe(saved.Text);
    }

    [Fact]
    public async Task What_is_wrong_stands_at_its_field_and_is_not_in_production()
    {
        var refused = await SaveAsync("*", new { model = "nobody/nothing", temperature = 7, max_output_tokens = 0, limits = new[] { "patience" } });

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.ErrorOf("model").ShouldBe("“nobody/nothing” is no model of an active provider. Choose one from the list.");
        refused.ErrorOf("temperature").ShouldNotBeNull();
        refused.ErrorOf("max_output_tokens").ShouldNotBeNull();
        refused.ErrorOf("limits").ShouldBe("“patience” cannot be limited, only temperature, max_output_tokens, top_p.");
        ((int)(await program.GetAsync("generation"))["version"]!).ShouldBe(0);
    }

    [Fact]
    public async Task Who_has_not_seen_the_last_version_saves_nothing()
    {
        await SaveAsync("\"0\"", new { model = "staging-llm/small" });

        (await SaveAsync("\"0\"", new { model = "staging-llm/large/preview" })).Status.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await program.SendAsync(HttpMethod.Put, "generation", new { model = "staging-llm/small" })).Status.ShouldBe(HttpStatusCode.PreconditionRequired);
        ((string)(await program.GetAsync("generation"))["model"]!).ShouldBe("staging-llm/small");
    }

    [Fact]
    public async Task An_earlier_version_is_brought_back_unless_its_model_cannot_answer()
    {
        await SaveAsync("*", new { model = "staging-llm/small" });
        await SaveAsync("*", new { model = "staging-llm/large/preview" });

        var back = await program.PostAsync("generation/versions/1/restore", null, ("If-Match", "\"2\""));

        back.Status.ShouldBe(HttpStatusCode.OK, back.Text);
        ((int)back["version"]!, (string)back["model"]!, (int)back["restored_from"]!).ShouldBe((3, "staging-llm/small", 1));
        var list = await program.GetAsync("generation/versions?limit=2");
        list["data"].AsArray().Select(v => (int)v!["version"]!).ShouldBe([3, 2]);
        (await program.GetAsync($"generation/versions?before={(int)list["next_before"]!}"))["data"].AsArray().Select(v => (int)v!["version"]!).ShouldBe([1]);
        (await program.PostAsync("generation/versions/9/restore", null, ("If-Match", "*"))).Status.ShouldBe(HttpStatusCode.NotFound);

        await program.DeleteAsync($"providers/{first}");
        var silent = await program.PostAsync("generation/versions/2/restore", null, ("If-Match", "*"));
        (silent.Status, silent.Code).ShouldBe((HttpStatusCode.UnprocessableEntity, "cannot_answer"));
        ((int)(await program.GetAsync("generation"))["version"]!).ShouldBe(3);
    }

    [Fact]
    public async Task Models_are_listed_by_the_names_by_which_they_are_chosen()
    {
        var all = await program.GetAsync("models");

        ((int)all["total"]!).ShouldBe(2);
        all["data"].AsArray().Select(m => (string)m!["name"]!).ShouldBe(["staging-llm/small", "staging-llm/large/preview"]);
        (await program.GetAsync("models?search=preview"))["data"].AsArray().Select(m => (string)m!["model_id"]!).ShouldBe(["large/preview"]);
    }

    public async ValueTask DisposeAsync()
    {
        program.Dispose();
        await portal.DisposeAsync();
    }

    private Task<ApiAnswer> SaveAsync(string version, object settings) => program.SendAsync(HttpMethod.Put, "generation", settings, ("If-Match", version));
}
