using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Api;

/// <summary>A request that is sent again with its Idempotency-Key is carried out once.</summary>
public sealed class IdempotencyTests(StartedPortal started) : IClassFixture<StartedPortal>, IAsyncLifetime
{
    private ApiProgram program = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => program = await ApiProgram.WithAsync(started.Portal, "llm_provider.create", "llm_provider.edit");

    public ValueTask DisposeAsync()
    {
        program.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task It_is_answered_the_same_and_nothing_is_done_twice()
    {
        var (name, key) = (Named(), Guid.NewGuid().ToString());

        var first = await AddAsync(program, name, key);
        var second = await AddAsync(program, name, key);

        first.Status.ShouldBe(HttpStatusCode.Created, first.Text);
        (second.Status, second.Text, second.ETag, second.Headers.Location, second.Type).ShouldBe((first.Status, first.Text, first.ETag, first.Headers.Location, first.Type));
        second.Headers.GetValues("Idempotency-Replayed").ShouldBe(["true"]);
        first.Headers.Contains("Idempotency-Replayed").ShouldBeFalse();
        (await CountAsync(name)).ShouldBe(1);
    }

    [Fact]
    public async Task Many_at_once_are_carried_out_once()
    {
        var (name, key) = (Named(), Guid.NewGuid().ToString());

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => AddAsync(program, name, key)));

        (await CountAsync(name)).ShouldBe(1);
        answers.ShouldContain(a => a.Status == HttpStatusCode.Created);
        answers.Where(a => a.Status != HttpStatusCode.Created).ShouldAllBe(a => a.Code == "idempotency_unfinished");
    }

    [Fact]
    public async Task Another_request_with_the_same_key_is_refused()
    {
        var key = Guid.NewGuid().ToString();
        await AddAsync(program, Named(), key);
        var other = Named();

        var refused = await AddAsync(program, other, key);

        (refused.Status, refused.Code).ShouldBe((HttpStatusCode.UnprocessableEntity, "idempotency_key_reused"));
        (await CountAsync(other)).ShouldBe(0);
    }

    [Fact]
    public async Task What_was_refused_may_be_sent_again_once_it_is_mended()
    {
        var (name, key) = (Named(), Guid.NewGuid().ToString());

        (await program.PostAsync("providers", new { name, provider_type = "custom", base_url = "nonsense" }, ("Idempotency-Key", key))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await program.PostAsync("providers", "{", ("Idempotency-Key", key))).Status.ShouldBe(HttpStatusCode.BadRequest);

        (await AddAsync(program, name, key)).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task An_answer_that_is_too_large_to_be_kept_is_read_anew()
    {
        var (name, key) = (Named(), Guid.NewGuid().ToString());
        var body = new { name, provider_type = "custom", auth_scheme = "none", base_url = "http://localhost:5181", models = Enumerable.Range(0, 2_000).Select(n => $"model-number-{n}") };
        var first = await program.PostAsync("providers", body, ("Idempotency-Key", key));

        var again = await program.PostAsync("providers", body, ("Idempotency-Key", key));

        (again.Status, again.Code, again.Headers.Location).ShouldBe((HttpStatusCode.Conflict, "done_before", first.Headers.Location));
        (await CountAsync(name)).ShouldBe(1);
    }

    [Fact]
    public async Task The_key_of_one_token_is_nothing_to_another()
    {
        var (name, key) = (Named(), Guid.NewGuid().ToString());
        await AddAsync(program, name, key);
        using var other = await ApiProgram.WithAsync(started.Portal, "llm_provider.create");

        (await AddAsync(other, Named(), key)).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task What_was_begun_before_the_portal_ended_is_not_done_again_unseen()
    {
        var (name, key) = (Named(), Guid.NewGuid().ToString());
        await AddAsync(program, name, key);
        // As after kill -9 between the change and its answer.
        await started.Portal.InDatabaseAsync(db => db.IdempotentRequests.Where(r => r.Key == key).ExecuteUpdateAsync(set => set.SetProperty(r => r.Status, (int?)null).SetProperty(r => r.Body, (byte[]?)null), Cancellation));

        var again = await AddAsync(program, name, key);

        (again.Status, again.Code).ShouldBe((HttpStatusCode.Conflict, "idempotency_unfinished"));
    }

    [Fact]
    public async Task After_a_day_it_is_forgotten()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var portal = new PortalFactory { Replace = StartedPortal.Quick, Clock = clock };
        using var own = await ApiProgram.WithAsync(portal, "llm_provider.create");
        await AddAsync(own, "First", "key");

        clock.AdjustTime(clock.GetUtcNow().AddHours(24).AddSeconds(1));

        (await AddAsync(own, "Second", "key")).Status.ShouldBe(HttpStatusCode.Created);
        (await portal.InDatabaseAsync(db => db.IdempotentRequests.CountAsync(Cancellation))).ShouldBe(1);
    }

    [Fact]
    public async Task What_is_kept_holds_no_key_and_cannot_be_guessed_by()
    {
        var key = Guid.NewGuid().ToString();
        await program.PostAsync("providers", new { name = Named(), provider_type = "custom", base_url = "http://localhost:5181", api_key = "sk-kept-nowhere" }, ("Idempotency-Key", key));

        var kept = await started.Portal.InDatabaseAsync(db => db.IdempotentRequests.AsNoTracking().SingleAsync(r => r.Key == key, Cancellation));

        System.Text.Encoding.UTF8.GetString(kept.Body!).ShouldNotContain("sk-kept-nowhere");
        kept.Fingerprint.Length.ShouldBe(32);
    }

    [Theory]
    [InlineData("with space")]
    [InlineData("a\tb")]
    public async Task A_key_that_cannot_be_one_is_refused(string key)
    {
        foreach (var bad in (string[])[key, new string('k', 256)])
        {
            var refused = await AddAsync(program, Named(), bad);
            (refused.Status, refused.Code).ShouldBe((HttpStatusCode.BadRequest, "idempotency_key_malformed"));
        }
    }

    private static Task<ApiAnswer> AddAsync(ApiProgram client, string name, string key) =>
        client.PostAsync("providers", new { name, provider_type = "custom", auth_scheme = "none", base_url = "http://localhost:5181" }, ("Idempotency-Key", key));

    private Task<int> CountAsync(string name) => started.Portal.InDatabaseAsync(db => db.Providers.CountAsync(p => p.Name == name, Cancellation));

    private static string Named() => $"Once {Guid.NewGuid():N}";
}
