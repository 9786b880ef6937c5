using System.Net;
using SupportBotPortal.Core.Data;
using SupportBotPortal.FakeProviders;
using SupportBotPortal.PluginSdk;
using SupportBotPortal.Tests.Egress;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Bots;

/// <summary>Until the first byte of an answer has come, the next model is asked; from then on nothing is tried again.</summary>
public sealed class FallbackTests : IAsyncLifetime
{
    private BotBench bench = null!;

    public static TheoryData<FakeBehaviour, string, string, HttpStatusCode> Failures => new()
    {
        { FakeBehaviour.RateLimited, "rate_limit", "its provider asks to send fewer requests", HttpStatusCode.ServiceUnavailable },
        { FakeBehaviour.Overloaded, "overloaded", "its provider is overloaded", HttpStatusCode.ServiceUnavailable },
        { FakeBehaviour.ServerErrorHtml, "provider_error", "its provider failed", HttpStatusCode.ServiceUnavailable },
        { FakeBehaviour.ConnectionReset, "unreachable", "its provider cannot be reached", HttpStatusCode.ServiceUnavailable },
        { FakeBehaviour.InvalidKey, "credentials", "its provider does not accept the portal’s key", HttpStatusCode.BadGateway },
        { FakeBehaviour.EchoesKey, "credentials", "its provider does not accept the portal’s key", HttpStatusCode.BadGateway },
        { FakeBehaviour.InsufficientQuota, "quota", "the quota or credit at its provider is used up", HttpStatusCode.BadGateway },
        { FakeBehaviour.ModelNotFound, "model_missing", "its provider has no such model", HttpStatusCode.BadGateway },
        { FakeBehaviour.HtmlWith200, "unexpected_answer", "its provider answered with something else than an answer", HttpStatusCode.BadGateway },
        { FakeBehaviour.RedirectOtherHost, "unexpected_answer", "its provider answered with something else than an answer", HttpStatusCode.BadGateway },
        { FakeBehaviour.Garbage, "unexpected_answer", "its provider answered with something else than an answer", HttpStatusCode.BadGateway },
        { FakeBehaviour.EmptyBody, "unexpected_answer", "its provider answered with something else than an answer", HttpStatusCode.BadGateway },
        { FakeBehaviour.ErrorInside200, "provider_error", "its provider failed", HttpStatusCode.ServiceUnavailable },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Whatever_goes_wrong_before_an_answer_begins_the_next_model_answers(FakeBehaviour behaviour, string code, string words, HttpStatusCode alone)
    {
        foreach (var vendor in (string[])["openai", "custom"]) await bench.AddAsync("Bad " + vendor, vendor, [ModelOf(vendor)], behaviour);
        using var bot = await bench.BotAsync();
        foreach (var (vendor, stream) in (from v in (string[])["openai", "custom"] from s in (bool[])[false, true] select (v, s)))
        {
            var bad = $"bad-{vendor}/{ModelOf(vendor)}";
            await bench.ChooseAsync(bad, "good/fake-large");
            var reply = await bot.HelloAsync(stream: stream);

            (reply.Status, reply.Said).ShouldBe((HttpStatusCode.OK, "Hello from the fake fake-large. You said: Good morning"), reply.Text);
            reply.Header("x-supportbot-model").ShouldBe("good/fake-large");
            reply.Header("x-supportbot-attempts").ShouldBe($"{bad};{code}, good/fake-large;answered");

            await bench.ChooseAsync(bad);
            var refused = await bot.HelloAsync(stream: stream);

            refused.Status.ShouldBe(alone, refused.Text);
            ((string?)refused.Error["message"]).ShouldBe($"The model did not answer. {bad}: {words}.");
            ((string?)refused.Error["code"]).ShouldBe(code);
            refused.Header("x-supportbot-attempts").ShouldBe($"{bad};{code}");
            (refused.Text + refused.Response).ShouldNotContain("127.0.0.1");
            (refused.Text + refused.Response).ShouldNotContain("sk-fake");
        }
    }

    [Fact]
    public async Task An_answer_that_announces_more_than_there_is_gives_way()
    {
        await using var empty = new ScriptedServer("HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n");
        await bench.AddAsync("Empty", "custom", ["fake-small"], url: empty.Url);
        await bench.ChooseAsync("empty/fake-small", "good/fake-large");
        using var bot = await bench.BotAsync();

        (await bot.HelloAsync()).Header("x-supportbot-attempts").ShouldBe("empty/fake-small;unexpected_answer, good/fake-large;answered");
    }

    [Fact]
    public async Task When_all_fail_the_bot_learns_why_and_when_to_come_again()
    {
        await bench.AddAsync("First", "custom", ["fake-small"], FakeBehaviour.RateLimited);
        await bench.AddAsync("Second", "openai", ["gpt-6-luna"], FakeBehaviour.Overloaded);
        await bench.ChooseAsync("first/fake-small", "second/gpt-6-luna");
        using var bot = await bench.BotAsync();

        var refused = await bot.HelloAsync();

        refused.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        ((string?)refused.Error["code"]).ShouldBe("all_models_failed");
        ((string?)refused.Error["message"]).ShouldBe("None of the models answered. first/fake-small: its provider asks to send fewer requests; second/gpt-6-luna: its provider is overloaded.");
        refused.Response.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(7));
    }

    [Fact]
    public async Task A_request_that_is_wrong_is_refused_by_the_first_and_not_taken_to_the_next()
    {
        await bench.AddAsync("Strict", "custom", ["fake-small"], FakeBehaviour.RefusesTemperature);
        await bench.ChooseAsync("strict/fake-small", "good/fake-large");
        using var bot = await bench.BotAsync();

        (await bot.ChatAsync("""{"model":"default","messages":[{"role":"user","content":"Hi"}],"temperature":1.9}""")).Status.ShouldBe(HttpStatusCode.BadRequest);

        bench.Asked.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_is_down_by_its_tests_is_asked_last()
    {
        await bench.AddAsync("Shaky", "custom", ["fake-small"]);
        await bench.ChooseAsync("shaky/fake-small", "good/fake-large");
        using var bot = await bench.BotAsync();
        (await bot.HelloAsync()).Header("x-supportbot-model").ShouldBe("shaky/fake-small");

        await bench.ChangeAsync("shaky", p => p.LastTest = new() { At = bench.Clock.GetUtcNow().UtcDateTime, Outcome = ProviderTestOutcome.Failed, Cause = FailureCause.Connect, Message = "No answer.", StartedBy = "rosa" });

        (await bot.HelloAsync()).Header("x-supportbot-attempts").ShouldBe("good/fake-large;answered");
        await bench.ChooseAsync("shaky/fake-small");
        (await bot.HelloAsync()).Header("x-supportbot-model").ShouldBe("shaky/fake-small");
    }

    [Theory]
    [InlineData(FakeBehaviour.Hang)]
    [InlineData(FakeBehaviour.HangAfterHeaders)]
    public async Task A_model_that_does_not_begin_in_time_gives_way(FakeBehaviour behaviour)
    {
        await bench.AddAsync("Slow", "custom", ["fake-small"], behaviour);
        await bench.ChooseAsync("slow/fake-small", "good/fake-large");
        using var bot = await bench.BotAsync();

        var asking = bot.HelloAsync(stream: behaviour == FakeBehaviour.HangAfterHeaders);
        await bench.Fake.WaitForRequestsAsync(1, BotBench.Token);
        bench.Clock.Advance(TimeSpan.FromSeconds(61));

        (await asking.WaitAsync(TimeSpan.FromSeconds(30), BotBench.Token)).Header("x-supportbot-attempts").ShouldBe("slow/fake-small;timeout, good/fake-large;answered");
    }

    [Theory]
    [InlineData("custom", FakeBehaviour.StreamError, "overloaded", "its provider is overloaded")]
    [InlineData("custom", FakeBehaviour.StreamCutOff, "unreachable", "its provider cannot be reached")]
    [InlineData("custom", FakeBehaviour.StreamReset, "unreachable", "its provider cannot be reached")]
    [InlineData("anthropic", FakeBehaviour.StreamError, "overloaded", "its provider is overloaded")]
    [InlineData("anthropic", FakeBehaviour.StreamCutOff, "unreachable", "its provider cannot be reached")]
    [InlineData("google", FakeBehaviour.StreamError, "overloaded", "its provider is overloaded")]
    [InlineData("google", FakeBehaviour.StreamReset, "unreachable", "its provider cannot be reached")]
    public async Task An_answer_that_breaks_off_says_so_and_is_not_tried_again(string vendor, FakeBehaviour behaviour, string code, string words)
    {
        await bench.AddAsync("Breaking", vendor, [ModelOf(vendor)], behaviour);
        await bench.ChooseAsync($"breaking/{ModelOf(vendor)}", "good/fake-large");
        using var bot = await bench.BotAsync();

        var reply = await bot.HelloAsync(stream: true);

        reply.Status.ShouldBe(HttpStatusCode.OK);
        reply.Said.ShouldBe("Hello from");
        reply.IsDone.ShouldBeFalse();
        var error = reply.Events[^1]["error"]!;
        ((string?)error["code"], (string?)error["message"]).ShouldBe((code, $"The answer broke off. breaking/{ModelOf(vendor)}: {words}."));
        bench.Asked.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_stream_that_stalls_ends_with_an_error_too()
    {
        await bench.AddAsync("Stalling", "custom", ["fake-small"], FakeBehaviour.StreamStall);
        await bench.ChooseAsync("stalling/fake-small");
        using var bot = await bench.BotAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "chat/completions") { Content = BotBench.Json("""{"model":"default","stream":true,"messages":[{"role":"user","content":"Hi"}]}""") };
        using var response = await bot.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, BotBench.Token);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(BotBench.Token));
        string? line;
        do line = await reader.ReadLineAsync(BotBench.Token); while (line?.Contains(" from", StringComparison.Ordinal) == false);

        bench.Clock.Advance(TimeSpan.FromSeconds(61));

        (await reader.ReadToEndAsync(BotBench.Token)).ShouldContain("\"code\":\"timeout\"");
    }

    [Fact]
    public async Task A_provider_that_fails_again_and_again_is_spared_until_it_has_passed_a_test()
    {
        await bench.AddAsync("Failing", "custom", ["fake-small"], FakeBehaviour.Overloaded);
        await bench.ChangeAsync("failing", p => p.CheckSlot.NextAt = bench.Clock.GetUtcNow().UtcDateTime.AddHours(1));
        await bench.ChooseAsync("failing/fake-small", "good/fake-large");
        using var bot = await bench.BotAsync();
        for (var n = 0; n < 5; n++) await bot.HelloAsync();
        bench.Fake.ForgetRequests();

        (await bot.HelloAsync()).Header("x-supportbot-attempts").ShouldBe("failing/fake-small;spared, good/fake-large;answered");

        bench.Asked.ShouldHaveSingleItem();
        // Health is told: its next test comes now, and not in an hour.
        await bench.Portal.Log.LineAsync("failing is tested soon", BotBench.Token);
        (await bench.NextTestAsync("failing")).ShouldBe(bench.Clock.GetUtcNow().UtcDateTime);
        bench.Clock.Advance(TimeSpan.FromSeconds(1));
        await bench.ChangeAsync("failing", p => p.LastTest = new() { At = bench.Clock.GetUtcNow().UtcDateTime, Outcome = ProviderTestOutcome.Passed, Proof = ProofLevel.KeyProven, Message = "", StartedBy = "" });
        (await bot.HelloAsync()).Header("x-supportbot-attempts").ShouldBe("failing/fake-small;overloaded, good/fake-large;answered");
    }

    [Fact]
    public async Task A_key_that_does_not_open_is_no_reason_to_answer_nothing()
    {
        await bench.AddAsync("Moved", "custom", ["fake-small"]);
        await bench.ChooseAsync("moved/fake-small", "good/fake-large");
        using var bot = await bench.BotAsync();

        // As somebody outside the portal would: its key is bound to its origin.
        await bench.Portal.InDatabaseAsync(async db =>
        {
            db.Providers.Single(p => p.Slug == "moved").BaseUrl = "https://8.8.8.8/v1";
            return await db.SaveChangesAsync();
        });

        (await bot.HelloAsync()).Header("x-supportbot-attempts").ShouldBe("moved/fake-small;unusable, good/fake-large;answered");
    }

    public async ValueTask InitializeAsync()
    {
        bench = await BotBench.StartAsync();
        await bench.AddAsync("Good", "custom", ["fake-large"]);
    }

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    private static string ModelOf(string vendor) => vendor switch { "openai" => "gpt-6-luna", "anthropic" => "claude-sonnet-5", "google" => "gemini-3.8-flash", _ => "fake-small" };
}
