using System.Net;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Api;

/// <summary>Bots' tokens over the admin API: made, shown once, listed, revoked.</summary>
public sealed class ApiBotTokenTests(StartedPortal started) : IClassFixture<StartedPortal>, IAsyncLifetime
{
    private ApiProgram program = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => program = await ApiProgram.WithAsync(started.Portal, "bot_token.manage");

    public ValueTask DisposeAsync()
    {
        program.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_token_is_in_the_answer_that_makes_it_opens_the_bot_endpoint_and_is_revoked()
    {
        var name = Named();

        var made = await program.PostAsync("bot-tokens", new { name, last_day = "2030-12-31", may_choose = true, requests_per_minute = 60 });

        made.Status.ShouldBe(HttpStatusCode.Created, made.Text);
        var token = (string)made["token"]!;
        token.ShouldMatch("^sbp_[A-Za-z0-9_-]{43}$");
        ((string)made["expires_at"]!, (bool)made["may_choose"]!, (int)made["requests_per_minute"]!).ShouldBe(("2031-01-01T00:00:00Z", true, 60));
        var list = await program.GetAsync("bot-tokens");
        list.Text.ShouldNotContain(token);
        list["data"].AsArray().Single(t => (string)t!["name"]! == name)!["prefix"]!.GetValue<string>().ShouldBe(token[..10]);
        using var bot = new ApiProgram(started.Portal, token);
        (await bot.GetAsync("/v1/models")).Status.ShouldBe(HttpStatusCode.OK);
        (await bot.GetAsync("bot-tokens")).Status.ShouldBe(HttpStatusCode.Unauthorized);

        (await program.SendAsync(HttpMethod.Delete, $"bot-tokens/{made["id"]}")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await bot.GetAsync("/v1/models")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await program.SendAsync(HttpMethod.Delete, $"bot-tokens/{made["id"]}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Sent_again_it_makes_no_second_one_and_the_first_is_kept_nowhere()
    {
        var (name, key) = (Named(), Guid.NewGuid().ToString());
        var made = await program.PostAsync("bot-tokens", new { name }, ("Idempotency-Key", key));

        var again = await program.PostAsync("bot-tokens", new { name }, ("Idempotency-Key", key));

        (again.Status, again.Code).ShouldBe((HttpStatusCode.Conflict, "done_before"));
        again.Text.ShouldNotContain((string)made["token"]!);
        (await started.Portal.InDatabaseAsync(db => db.IdempotentRequests.AsNoTracking().SingleAsync(r => r.Key == key, Cancellation))).Body.ShouldBeNull();
        (await started.Portal.InDatabaseAsync(db => db.BotTokens.CountAsync(t => t.Name == name, Cancellation))).ShouldBe(1);
    }

    [Fact]
    public async Task What_is_wrong_stands_at_its_field()
    {
        var refused = await program.PostAsync("bot-tokens", new { name = "", last_day = "2001-01-01", requests_per_minute = 0 });

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (refused.ErrorOf("name"), refused.ErrorOf("last_day")).ShouldBe(("Enter a name.", "That day is over already. Choose one that is to come, or leave it empty."));
        refused.ErrorOf("requests_per_minute").ShouldNotBeNull();
    }

    private static string Named() => $"Bot {Guid.NewGuid():N}";
}
