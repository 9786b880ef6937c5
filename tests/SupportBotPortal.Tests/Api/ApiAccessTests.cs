using System.IO.Pipelines;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Api;

/// <summary>Who may do what over the admin API: no more than the token was given, and no more than its person may at that moment.</summary>
public sealed class ApiAccessTests(StartedPortal started) : IClassFixture<StartedPortal>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, "No API token came with the request. Send it in the header Authorization: Bearer sba_….")]
    [InlineData("Basic YTpi", "The header Authorization is not as it has to be: one, of the form Bearer sba_….")]
    [InlineData("Bearer ", "The header Authorization is not as it has to be: one, of the form Bearer sba_….")]
    [InlineData("Bearer sba_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "This API token is not known here. Make one in the portal, under API tokens.")]
    public async Task Without_a_token_that_is_known_nothing_opens(string? authorization, string sentence)
    {
        using var nobody = new ApiProgram(started.Portal, null);

        var refused = await nobody.SendAsync(HttpMethod.Get, "providers", null, authorization is null ? [] : [("Authorization", authorization)]);

        (refused.Status, refused.Type, refused.Code, refused.Detail).ShouldBe((HttpStatusCode.Unauthorized, "application/problem+json", "unauthorized", sentence));
        refused.Headers.WwwAuthenticate.ToString().ShouldStartWith("Bearer");
        refused.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task A_session_opens_nothing_of_the_api_and_a_token_nothing_else()
    {
        (await started.Admin.GetAsync("/api/v1/providers")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        using var program = await ApiProgram.WithAsync(started.Portal, "llm_provider.view", "bot_token.manage");

        (await program.GetAsync("providers")).Status.ShouldBe(HttpStatusCode.OK);
        (await program.GetAsync("/providers")).Status.ShouldBe(HttpStatusCode.Redirect);
        (await program.GetAsync("/v1/models")).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Two_tokens_in_one_request_are_refused()
    {
        using var program = await ApiProgram.WithAsync(started.Portal, "llm_provider.view");

        (await program.SendAsync(HttpMethod.Get, "token", null, ("Authorization", "Bearer sba_x"))).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_token_may_do_what_it_was_given_and_what_comes_with_it_and_no_more()
    {
        var person = await started.Portal.AddPersonAsync(BuiltInRoles.Admin);
        using var program = new ApiProgram(started.Portal, await ApiProgram.AddTokenAsync(started.Portal, person.Id, "llm_provider.test@Staging"));

        var own = await program.GetAsync("token");

        own["permissions"].ToJsonString().ShouldBe("""{"llm_provider.test":["staging"],"llm_provider.view":["none","development","staging","production"]}""");
        ((string)own["acts_for"]!).ShouldBe(person.Email);
        var refused = await program.PostAsync("providers", new { name = "x", provider_type = "custom" });
        (refused.Status, refused.Code).ShouldBe((HttpStatusCode.Forbidden, "forbidden"));
        refused.Detail.ShouldMatch("^This needs llm_provider.create, which the token “Token .*” was not given. Make one in the portal, under API tokens, that has it.$");
    }

    [Fact]
    public async Task What_its_person_may_not_any_more_it_may_not_from_the_next_request_on()
    {
        var role = await started.Portal.AddRoleAsync("llm_provider.view");
        var person = await started.Portal.AddPersonAsync(role);
        using var program = new ApiProgram(started.Portal, await ApiProgram.AddTokenAsync(started.Portal, person.Id, "llm_provider.view"));
        (await program.GetAsync("providers")).Status.ShouldBe(HttpStatusCode.OK);

        await started.Portal.InDatabaseAsync(db => db.UserRoles.Where(r => r.UserId == person.Id).ExecuteDeleteAsync(Cancellation));

        var refused = await program.GetAsync("providers");
        refused.Status.ShouldBe(HttpStatusCode.Forbidden);
        refused.Detail.ShouldContain("or not any more");
        (await program.GetAsync("token"))["permissions"].ToJsonString().ShouldBe("{}");
    }

    [Fact]
    public async Task Disabling_its_person_ends_it_for_good_together_with_the_sessions()
    {
        var person = await started.Portal.AddPersonAsync(await started.Portal.AddRoleAsync("llm_provider.view"));
        using var program = new ApiProgram(started.Portal, await ApiProgram.AddTokenAsync(started.Portal, person.Id, "llm_provider.view"));
        using var owner = await PortalBrowser.SignedInAsync(started.Portal, BuiltInRoles.Owner);

        await owner.PressAsync($"/people/{person.Id}/disable");

        var refused = await program.GetAsync("providers");
        refused.Status.ShouldBe(HttpStatusCode.Unauthorized);
        refused.Detail.ShouldMatch("^The API token “Token .*” was revoked.");
        var line = await started.Portal.InDatabaseAsync(db => db.Audit.AsNoTracking().SingleAsync(a => a.Action == "user.disabled" && a.SubjectId == person.Id.ToString(), Cancellation));
        line.Changes.ShouldContain("API tokens");
        await owner.PressAsync($"/people/{person.Id}/enable");
        (await program.GetAsync("providers")).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("link")]
    [InlineData("second-factor")]
    public async Task Whatever_ends_the_sessions_of_an_account_in_other_hands_ends_its_tokens(string act)
    {
        var person = await started.Portal.AddPersonAsync(await started.Portal.AddRoleAsync("llm_provider.view"));
        using var program = new ApiProgram(started.Portal, await ApiProgram.AddTokenAsync(started.Portal, person.Id, "llm_provider.view"));
        await started.Portal.InDatabaseAsync(db => db.Users.Where(u => u.Id == person.Id).ExecuteUpdateAsync(set => set.SetProperty(u => u.TotpSecret, new byte[] { 1 }), Cancellation));
        using var owner = await PortalBrowser.SignedInAsync(started.Portal, BuiltInRoles.Owner);

        await owner.PressAsync($"/people/{person.Id}/{act}", false, ("Password", PortalBrowser.Password));

        (await program.GetAsync("providers")).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task What_drips_in_is_given_up_and_a_token_that_ends_meanwhile_opens_nothing()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var portal = new PortalFactory { Replace = StartedPortal.Quick, Clock = clock };
        using var program = await ApiProgram.WithAsync(portal, "llm_provider.create");
        var token = await ApiProgram.AddTokenAsync(portal, await portal.InDatabaseAsync(db => db.ApiTokens.Select(t => t.UserId).SingleAsync(Cancellation)), "llm_provider.create");

        var endless = new Pipe();
        using var waiting = Send(portal, token, endless);
        await UsedAsync(portal);
        // The deadline begins a moment after the token was looked at: whenever that is, it passes.
        for (; !waiting.Answer.IsCompleted; await UsedAsync(portal)) clock.Advance(TimeSpan.FromSeconds(31));
        (await waiting.Answer).StatusCode.ShouldBe(HttpStatusCode.RequestTimeout);

        await portal.InDatabaseAsync(db => db.ApiTokens.ExecuteUpdateAsync(set => set.SetProperty(t => t.LastUsedAt, (DateTime?)null), Cancellation));
        var late = new Pipe();
        using var dripping = Send(portal, token, late);
        await UsedAsync(portal);
        await portal.InDatabaseAsync(db => db.ApiTokens.ExecuteUpdateAsync(set => set.SetProperty(t => t.RevokedAt, DateTime.UnixEpoch), Cancellation));
        clock.AdjustTime(clock.GetUtcNow().AddSeconds(2));
        await late.Writer.WriteAsync("""{"name":"Late","provider_type":"custom","auth_scheme":"none","base_url":"http://localhost:5181"}"""u8.ToArray(), Cancellation);
        await late.Writer.CompleteAsync();
        (await dripping.Answer).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await portal.InDatabaseAsync(db => db.Providers.AnyAsync(Cancellation))).ShouldBeFalse();
    }

    [Fact]
    public async Task An_address_without_a_token_that_opens_is_slowed_down()
    {
        await using var portal = new PortalFactory();
        using var nobody = new ApiProgram(portal, null);

        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 121; i++) answers.Add((await nobody.GetAsync("providers")).Status);

        answers.Take(120).ShouldAllBe(status => status == HttpStatusCode.Unauthorized);
        answers[^1].ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Who_is_disabled_beside_the_portal_has_no_program_either()
    {
        var person = await started.Portal.AddPersonAsync(await started.Portal.AddRoleAsync("llm_provider.view"));
        using var program = new ApiProgram(started.Portal, await ApiProgram.AddTokenAsync(started.Portal, person.Id, "llm_provider.view"));

        await started.Portal.DisableAsync(person.Id);

        (await program.GetAsync("providers")).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_permission_that_holds_in_staging_does_not_reach_production()
    {
        var (staging, production) = (await AddAsync(ProviderEnvironment.Staging), await AddAsync(ProviderEnvironment.Production));
        var person = await started.Portal.AddPersonAsync(await started.Portal.AddRoleAsync("llm_provider.edit"));
        using var program = new ApiProgram(started.Portal, await ApiProgram.AddTokenAsync(started.Portal, person.Id, "llm_provider.edit@Staging"));

        (await program.PatchAsync($"providers/{staging}", new { notes = "mine" })).Status.ShouldBe(HttpStatusCode.OK);
        (await program.PatchAsync($"providers/{production}", new { notes = "mine" })).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await program.PostAsync($"providers/{production}/deactivate")).Status.ShouldBe(HttpStatusCode.Forbidden);
        var moved = await program.PatchAsync($"providers/{staging}", new { environment = "production" });
        (moved.Status, moved.ErrorOf("environment")).ShouldBe((HttpStatusCode.UnprocessableEntity, "llm_provider.edit holds for staging only."));
    }

    [Fact]
    public async Task Where_a_second_factor_is_demanded_a_token_is_no_way_around_it()
    {
        await using var portal = new PortalFactory { Replace = StartedPortal.Quick };
        using var program = await ApiProgram.WithAsync(portal, "llm_provider.view");
        (await program.GetAsync("providers")).Status.ShouldBe(HttpStatusCode.OK);

        await portal.InDatabaseAsync(db =>
        {
            db.SignInPolicy.Add(new() { SecondFactor = SecondFactorDemand.Everybody });
            return db.SaveChangesAsync(Cancellation);
        });

        var refused = await program.GetAsync("providers");
        refused.Status.ShouldBe(HttpStatusCode.Forbidden);
        refused.Detail.ShouldContain("has to set up a second factor first");
    }

    [Fact]
    public async Task It_ends_with_its_last_day_and_says_when_it_was_used()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2099, 12, 31, 23, 59, 0, TimeSpan.Zero));
        await using var portal = new PortalFactory { Replace = StartedPortal.Quick, Clock = clock };
        using var program = await ApiProgram.WithAsync(portal, "llm_provider.view");

        (await program.GetAsync("providers")).Status.ShouldBe(HttpStatusCode.OK);
        (await portal.InDatabaseAsync(db => db.ApiTokens.SingleAsync(Cancellation))).LastUsedAt.ShouldBe(clock.GetUtcNow().UtcDateTime);
        clock.AdjustTime(clock.GetUtcNow().AddMinutes(1));

        var refused = await program.GetAsync("providers");
        refused.Status.ShouldBe(HttpStatusCode.Unauthorized);
        refused.Detail.ShouldEndWith("expired on 2100-01-01 00:00 UTC. Make another one in the portal, under API tokens.");
    }

    [Fact]
    public async Task Over_http_a_token_is_told_to_be_lost_instead_of_working()
    {
        await using var portal = new PortalFactory { Environment = "Production", Replace = StartedPortal.Quick };
        using var program = await ApiProgram.WithAsync(portal, "llm_provider.view");

        var refused = await program.GetAsync("http://localhost/api/v1/providers");

        (refused.Status, refused.Code).ShouldBe((HttpStatusCode.MisdirectedRequest, "https_required"));
    }

    [Fact]
    public async Task What_is_not_there_is_a_problem_and_no_page()
    {
        using var program = await ApiProgram.WithAsync(started.Portal, "llm_provider.view");

        var nothing = await program.GetAsync("nothing");
        (nothing.Status, nothing.Type, nothing.Code).ShouldBe((HttpStatusCode.NotFound, "application/problem+json", "unknown_url"));
        var wrong = await program.SendAsync(HttpMethod.Put, "providers", new { });
        (wrong.Status, wrong.Code).ShouldBe((HttpStatusCode.MethodNotAllowed, "method_not_allowed"));
        (await program.GetAsync("providers/not-an-id")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private static Sent Send(PortalFactory portal, string token, Pipe body)
    {
        var http = portal.CreateDefaultClient();
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/providers") { Content = new StreamContent(body.Reader.AsStream()) { Headers = { { "Content-Type", "application/json" } } }, Headers = { Authorization = new("Bearer", token) } };
        return new(http, request, http.SendAsync(request, Cancellation));
    }

    /// <summary>Until the token was looked at: from then on the body is waited for.</summary>
    private static async Task UsedAsync(PortalFactory portal)
    {
        while (!await portal.InDatabaseAsync(db => db.ApiTokens.AnyAsync(t => t.LastUsedAt != null, Cancellation))) await Task.Yield();
    }

    private sealed record Sent(HttpClient Http, HttpRequestMessage Request, Task<HttpResponseMessage> Answer) : IDisposable
    {
        public void Dispose()
        {
            Request.Dispose();
            Http.Dispose();
        }
    }

    private async Task<Guid> AddAsync(ProviderEnvironment label)
    {
        var name = $"Labelled {Guid.NewGuid():N}";
        await started.Portal.AddRowAsync(name, "http://localhost:5181");
        return await started.Portal.InDatabaseAsync(async db =>
        {
            var provider = await db.Providers.SingleAsync(p => p.Name == name, Cancellation);
            provider.Environment = label;
            await db.SaveChangesAsync(Cancellation);
            return provider.Id;
        });
    }
}
