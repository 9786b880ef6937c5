using System.Net;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Generation.Settings;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Bots;

/// <summary>Who gets an answer, and who does not.</summary>
public sealed class BotAccessTests : IAsyncLifetime
{
    private BotBench bench = null!;

    public static TheoryData<string, string> Addresses => new() { { "GET", "models" }, { "GET", "models/default" }, { "POST", "chat/completions" } };

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task Nobody_gets_anything_without_a_valid_token(string method, string path)
    {
        var expiring = await bench.MakeTokenAsync("Short lived", until: "2026-11-26");
        var revoked = await bench.MakeTokenAsync("Lost phone");
        await bench.RevokeAsync(revoked.Id);
        bench.Clock.Advance(TimeSpan.FromHours(15));

        (await TryAsync(null)).ShouldBe(("missing_token", "No bot token came with the request. Send it in the header Authorization: Bearer sbp_…."));
        foreach (var wrong in (string[])["sbp_" + new string('A', 43), "sk-something", "", expiring.Token[..^1], expiring.Token + "A", expiring.Token.ToUpperInvariant()])
            (await TryAsync("Bearer " + wrong)).ShouldBe(("invalid_api_key", "This bot token is not known here. Make one in the portal, under Bot tokens."), wrong);
        (await TryAsync("Basic " + Convert.ToBase64String("bot:word"u8))).Code.ShouldBe("invalid_api_key");
        (await TryAsync("Bearer " + expiring.Token)).ShouldBe(("token_expired", "The bot token “Short lived” expired on 2026-11-27 00:00 UTC. Make another one in the portal, under Bot tokens."));
        (await TryAsync("Bearer " + revoked.Token)).ShouldBe(("token_revoked", "The bot token “Lost phone” was revoked. Make another one in the portal, under Bot tokens."));
        bench.Asked.ShouldBeEmpty();

        async Task<(string Code, string Message)> TryAsync(string? authorization)
        {
            using var bot = bench.Bot(null);
            using var request = new HttpRequestMessage(new(method), path) { Content = method == "POST" ? BotBench.Json("""{"model":"default","messages":[{"role":"user","content":"Hello"}]}""") : null };
            if (authorization is not null) request.Headers.TryAddWithoutValidation("Authorization", authorization).ShouldBeTrue();
            var reply = await BotReply.OfAsync(await bot.SendAsync(request, BotBench.Token));
            reply.Status.ShouldBe(HttpStatusCode.Unauthorized);
            reply.Response.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
            reply.Error.Select(p => p.Key).ShouldBe(["message", "type", "param", "code"]);
            return ((string)reply.Error["code"]!, (string)reply.Error["message"]!);
        }
    }

    [Fact]
    public async Task A_token_is_taken_from_either_header_but_never_two_different_ones()
    {
        var (one, other) = (await bench.MakeTokenAsync(), await bench.MakeTokenAsync());
        using var bot = bench.Bot(null);

        bot.DefaultRequestHeaders.Add("x-api-key", one.Token);
        (await bot.AskAsync("models")).Status.ShouldBe(HttpStatusCode.OK);
        bot.DefaultRequestHeaders.Authorization = new("Bearer", one.Token);
        (await bot.AskAsync("models")).Status.ShouldBe(HttpStatusCode.OK);
        bot.DefaultRequestHeaders.Authorization = new("Bearer", other.Token);
        var refused = await bot.AskAsync("models");
        refused.Status.ShouldBe(HttpStatusCode.Unauthorized);
        ((string?)refused.Error["message"]).ShouldBe("Two different tokens came with the request. Send one, in the header Authorization.");
    }

    [Fact]
    public async Task A_revoked_token_is_refused_at_the_very_next_request()
    {
        var token = await bench.MakeTokenAsync();
        using var bot = bench.Bot(token.Token);
        (await bot.HelloAsync()).Status.ShouldBe(HttpStatusCode.OK);

        await bench.RevokeAsync(token.Id);

        (await bot.HelloAsync()).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_token_opens_no_page_and_a_session_no_answer()
    {
        using var bot = await bench.BotAsync();
        using var admin = await PortalBrowser.SignedInAsync(bench.Portal, BuiltInRoles.Admin);

        (await bot.GetAsync("/providers", BotBench.Token)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await admin.GetAsync("/v1/models")).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_database_holds_no_token()
    {
        var token = await bench.MakeTokenAsync("Kept");

        var stored = await bench.Portal.InDatabaseAsync(db => Task.FromResult(db.BotTokens.Single(t => t.Name == "Kept")));
        stored.Hash.ShouldBe(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(token.Token)));
        token.Token.ShouldStartWith(stored.Prefix);
        stored.Prefix.Length.ShouldBe(10);
        foreach (var file in Directory.GetFiles(bench.Portal.DataDirectory, "*.db*")) File.ReadAllBytes(file).AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(token.Token)).ShouldBe(-1, file);
    }

    [Fact]
    public async Task Scopes_decide_what_a_bot_may_ask_for()
    {
        await bench.ChooseAsync(new GenerationInput { Model = "custom/fake-small", UsersMayChoose = true, Allowed = ["custom/fake-large"] });
        using var plain = await bench.BotAsync();
        using var choosing = await bench.BotAsync(mayChoose: true);

        Ids(await plain.AskAsync("models")).ShouldBe(["default"]);
        Ids(await choosing.AskAsync("models")).ShouldBe(["default", "custom/fake-large"]);
        (await choosing.HelloAsync("custom/fake-large")).Said.ShouldBe("Hello from the fake fake-large. You said: Good morning");
        (await choosing.AskAsync("models/custom%2Ffake-large")).Json["id"]!.GetValue<string>().ShouldBe("custom/fake-large");
        (await choosing.AskAsync("models/custom/fake-large")).Json["owned_by"]!.GetValue<string>().ShouldBe("custom");
        await RefusedAsync(plain, "custom/fake-large", HttpStatusCode.Forbidden, "This bot token may ask for “default” only.");
        await RefusedAsync(choosing, "custom/fake-small", HttpStatusCode.Forbidden, "Bots may not ask for “custom/fake-small”. Ask for “default”, or for one of GET /v1/models.");
        await RefusedAsync(choosing, "gpt-4o", HttpStatusCode.NotFound, "There is no model “gpt-4o” here. Ask for “default”, or for one of GET /v1/models.");
        await bench.ChangeAsync("custom", p => p.IsActive = false);
        await RefusedAsync(choosing, "custom/fake-large", HttpStatusCode.ServiceUnavailable, "“custom/fake-large” cannot be asked now: its provider is inactive, deleted or without a key. An admin sees under Model & generation what is the matter.");
    }

    [Fact]
    public async Task Nothing_is_answered_over_http_outside_of_development()
    {
        await using var portal = new PortalFactory { Environment = "Production" };
        using var bot = portal.CreateDefaultClient(new Uri("http://localhost/v1/"));

        var refused = await bot.AskAsync("models");

        refused.Status.ShouldBe(HttpStatusCode.MisdirectedRequest);
        ((string?)refused.Error["code"]).ShouldBe("https_required");
        using var secure = portal.CreateDefaultClient(new Uri("https://localhost/v1/"));
        (await secure.AskAsync("models")).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    public async ValueTask InitializeAsync()
    {
        bench = await BotBench.StartAsync();
        await bench.AddAsync("Custom", "custom", ["fake-small", "fake-large"]);
        await bench.ChooseAsync("custom/fake-small");
    }

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    private static IEnumerable<string> Ids(BotReply reply) => reply.Json["data"]!.AsArray().Select(m => (string)m!["id"]!);

    private static async Task RefusedAsync(HttpClient bot, string model, HttpStatusCode status, string message)
    {
        foreach (var reply in (BotReply[])[await bot.HelloAsync(model), await bot.AskAsync("models/" + model)])
        {
            reply.Status.ShouldBe(status, reply.Text);
            ((string?)reply.Error["message"]).ShouldBe(message);
        }
    }
}
