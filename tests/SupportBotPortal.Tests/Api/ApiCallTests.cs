using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.FakeProviders;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Api;

/// <summary>What the admin API asks of providers: tests, discoveries, new keys.</summary>
public sealed class ApiCallTests(StartedPortal started) : IClassFixture<StartedPortal>, IAsyncLifetime
{
    private const string Right = "sk-fake-custom";

    private ApiProgram program = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => program = await ApiProgram.WithAsync(started.Portal, "llm_provider.create", "llm_provider.edit", "llm_provider.test");

    public ValueTask DisposeAsync()
    {
        program.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_test_answers_step_by_step_and_becomes_the_state_of_the_provider()
    {
        var id = await AddAsync(Right);

        var test = await program.PostAsync($"providers/{id}/test", new { generate = true });

        test.Status.ShouldBe(HttpStatusCode.OK, test.Text);
        ((string)test["outcome"]!, (string)test["proof"]!).ShouldBe(("passed", "model_proven"));
        test["stages"].AsArray().Select(s => (string)s!["kind"]!).ShouldBe(["address", "connection", "credentials", "responding", "generating"], ignoreOrder: true);
        var now = await program.GetAsync($"providers/{id}");
        ((string)now["status"]!, (string)now["last_health_check_status"]!).ShouldBe(("healthy", "passed"));
        ((string)now["last_health_check_at"]!).ShouldBe((string)test["at"]!);
        now.Body!["last_health_check_error"].ShouldBeNull();
        ((int)now["response_time_ms"]!).ShouldBe((int)test["milliseconds"]!);
    }

    [Fact]
    public async Task A_test_that_fails_says_why_and_no_key()
    {
        var id = await AddAsync("sk-wrong-key");

        var test = await program.PostAsync($"providers/{id}/test");

        test.Status.ShouldBe(HttpStatusCode.OK, test.Text);
        ((string)test["outcome"]!, (string)test["cause"]!).ShouldBe(("failed", "credentials"));
        test.Text.ShouldNotContain("sk-wrong-key");
        ((string)(await program.GetAsync($"providers/{id}"))["last_health_check_error"]!).ShouldBe((string)test["message"]!);
    }

    [Fact]
    public async Task A_discovery_lists_models_and_changes_nothing()
    {
        var id = await AddAsync(Right, ["kept-by-hand"]);

        var found = await program.PostAsync($"providers/{id}/discover");

        found.Status.ShouldBe(HttpStatusCode.OK, found.Text);
        found["models"].AsArray().Count.ShouldBeGreaterThan(1);
        found["missing"].ToJsonString().ShouldBe("""["kept-by-hand"]""");
        (await program.GetAsync($"providers/{id}"))["models"].ToJsonString().ShouldBe("""["kept-by-hand"]""");
    }

    [Fact]
    public async Task A_discovery_that_fails_is_a_problem_of_the_provider()
    {
        var id = await AddAsync("sk-wrong-key");

        var failed = await program.PostAsync($"providers/{id}/discover");

        (failed.Status, failed.Code).ShouldBe((HttpStatusCode.BadGateway, "discovery_failed"));
        failed.Text.ShouldNotContain("sk-wrong-key");
    }

    [Fact]
    public async Task A_new_key_is_stored_once_it_is_proven()
    {
        var id = await AddAsync("sk-old-key");

        var switched = await program.PostAsync($"providers/{id}/key", new { api_key = Right + "\n" }, ("If-Match", "*"));

        switched.Status.ShouldBe(HttpStatusCode.OK, switched.Text);
        switched.Text.ShouldNotContain(Right);
        ((string)(await program.PostAsync($"providers/{id}/test"))["outcome"]!).ShouldBe("passed");
        (await started.Portal.InDatabaseAsync(db => db.Audit.AsNoTracking().CountAsync(a => a.Action == "provider.key_replaced" && a.SubjectId == id, Cancellation))).ShouldBe(1);
    }

    [Fact]
    public async Task A_key_that_is_not_proven_is_not_stored_unless_one_insists()
    {
        var id = await AddAsync(Right);

        var refused = await program.PostAsync($"providers/{id}/key", new { api_key = "sk-wrong-key" }, ("If-Match", "*"));
        (refused.Status, refused.Code).ShouldBe((HttpStatusCode.UnprocessableEntity, "key_not_proven"));
        refused.Text.ShouldNotContain("sk-wrong-key");
        ((string)(await program.PostAsync($"providers/{id}/test"))["outcome"]!).ShouldBe("passed");

        (await program.PostAsync($"providers/{id}/key", new { api_key = "sk-wrong-key", although_unproven = true }, ("If-Match", "*"))).Status.ShouldBe(HttpStatusCode.OK);
        ((string)(await program.PostAsync($"providers/{id}/test"))["outcome"]!).ShouldBe("failed");
    }

    [Fact]
    public async Task A_new_key_is_sent_only_where_one_has_seen_the_provider_points()
    {
        var id = await AddAsync(Right);
        await using var elsewhere = await FakeUpstream.StartAsync();
        await program.PatchAsync($"providers/{id}", new { base_url = elsewhere.CustomUrl.AbsoluteUri, api_key = "sk-of-somebody-else" });

        (await program.PostAsync($"providers/{id}/key", new { api_key = "sk-new-key" })).Status.ShouldBe(HttpStatusCode.PreconditionRequired);
        (await program.PostAsync($"providers/{id}/key", new { api_key = "sk-new-key" }, ("If-Match", "\"1\""))).Status.ShouldBe(HttpStatusCode.PreconditionFailed);

        elsewhere.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_model_may_be_tried_and_says_nothing_about_the_provider()
    {
        var id = await AddAsync(Right, ["custom-small", "gone"]);
        await program.PostAsync($"providers/{id}/test");
        var before = (string)(await program.GetAsync($"providers/{id}"))["last_health_check_at"]!;

        (await program.PostAsync($"providers/{id}/test", new { generate = true, model = "gone" })).Status.ShouldBe(HttpStatusCode.OK);
        ((string)(await program.GetAsync($"providers/{id}"))["last_health_check_at"]!).ShouldBe(before);
        var refused = await program.PostAsync($"providers/{id}/test", new { generate = true, model = "gpt-of-somebody-else" });
        (refused.Status, refused.ErrorOf("model")).ShouldBe((HttpStatusCode.UnprocessableEntity, "It is none of the provider’s models."));
    }

    [Fact]
    public async Task A_token_that_is_revoked_while_its_key_is_tested_stores_nothing()
    {
        var person = await started.Portal.AddPersonAsync(await started.Portal.AddRoleAsync("llm_provider.edit"));
        using var other = new ApiProgram(started.Portal, await ApiProgram.AddTokenAsync(started.Portal, person.Id, "llm_provider.edit"));
        var id = await AddAsync("sk-old-key");
        await using var slow = await FakeUpstream.StartAsync();
        var asked = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        slow.Handler = async context =>
        {
            asked.TrySetResult();
            await release.Task;
            await context.Response.WriteAsJsonAsync(new { @object = "list", data = new[] { new { id = "m", @object = "model" } } }, Cancellation);
        };
        await program.PatchAsync($"providers/{id}", new { base_url = slow.CustomUrl.AbsoluteUri, api_key = "sk-old-key" });

        var replacing = other.PostAsync($"providers/{id}/key", new { api_key = "sk-new-key", although_unproven = true }, ("If-Match", "*"));
        await asked.Task.WaitAsync(Cancellation);
        await started.Portal.InDatabaseAsync(db => db.ApiTokens.Where(t => t.UserId == person.Id).ExecuteUpdateAsync(set => set.SetProperty(t => t.RevokedAt, DateTime.UnixEpoch), Cancellation));
        release.SetResult();

        var refused = await replacing;
        (refused.Status, refused.Detail).ShouldBe((HttpStatusCode.Forbidden, "Keys may not be replaced by this token any more, so nothing was changed."));
        (await started.Portal.InDatabaseAsync(db => db.Audit.AsNoTracking().AnyAsync(a => a.Action == "provider.key_replaced" && a.SubjectId == id, Cancellation))).ShouldBeFalse();
    }

    private async Task<string> AddAsync(string key, string[]? models = null)
    {
        var made = await program.PostAsync("providers", new { name = $"Called {Guid.NewGuid():N}", provider_type = "custom", base_url = started.Fake.CustomUrl.AbsoluteUri, auth_scheme = "bearer", api_key = key, models = models ?? [] });
        made.Status.ShouldBe(HttpStatusCode.Created, made.Text);
        return (string)made["id"]!;
    }
}
