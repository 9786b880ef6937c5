using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Generation.Settings;
using SupportBotPortal.FakeProviders;
using SupportBotPortal.PluginSdk;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Bots;

/// <summary>A provider that speaks OpenAI's protocol gets the bot's bytes, but for what the settings are about; and the bot gets the provider's.</summary>
public sealed class ForwardingTests : IAsyncLifetime
{
    private BotBench bench = null!;

    [Fact]
    public async Task What_the_portal_does_not_know_passes_as_it_came()
    {
        using var bot = await bench.BotAsync();

        var reply = await bot.ChatAsync("""{ "metadata": {"a": 1.50, "ü": "\u00e9"}, "model" : "default", "messages": [ {"role":"user","content":[{"type":"text","text":"Hi"}],"name":"ana"} ] ,"seed":7, "user":"x" }""");

        reply.Status.ShouldBe(HttpStatusCode.OK, reply.Text);
        var sent = bench.Asked.ShouldHaveSingleItem();
        sent.Body.ShouldBe("""{"metadata": {"a": 1.50, "ü": "\u00e9"},"messages":[ {"role":"user","content":[{"type":"text","text":"Hi"}],"name":"ana"} ],"seed":7,"user":"x","model":"fake-small"}""");
        // The fake's own answer, to the last byte.
        reply.Json["service_tier"]!.GetValue<string>().ShouldBe("default");
        reply.Said.ShouldBe("Hello from the fake fake-small. You said: Hi");
        reply.Header("x-supportbot-model").ShouldBe("custom/fake-small");
        reply.Header("x-supportbot-attempts").ShouldBe("custom/fake-small;answered");
    }

    [Fact]
    public async Task Neither_the_bots_headers_reach_the_provider_nor_the_providers_the_bot()
    {
        using var bot = await bench.BotAsync();
        bot.DefaultRequestHeaders.Add("Cookie", "session=1");
        bot.DefaultRequestHeaders.Add("X-Forwarded-For", "10.1.2.3");
        bot.DefaultRequestHeaders.Add("OpenAI-Organization", "org-mine");
        bench.Fake.Handler = async context =>
        {
            context.Response.Headers["x-ratelimit-limit-requests"] = "10000";
            context.Response.Headers["Set-Cookie"] = "a=b";
            context.Response.Headers["openai-organization"] = "secret-org";
            await context.Response.WriteAsync("""{"choices":[{"message":{"content":"Hi"}}]}""");
        };

        var reply = await bot.HelloAsync();

        reply.Said.ShouldBe("Hi");
        bench.Asked.ShouldHaveSingleItem().Headers.Keys.Order(StringComparer.OrdinalIgnoreCase).ShouldBe(["Accept", "Accept-Encoding", "Authorization", "Content-Length", "Content-Type", "Host"]);
        bench.Asked[0].Header("Authorization").ShouldBe("Bearer sk-fake-custom");
        reply.Response.Headers.Select(h => h.Key).Order(StringComparer.OrdinalIgnoreCase).ShouldBe(["Cache-Control", "X-Content-Type-Options", "x-supportbot-attempts", "x-supportbot-model"]);
    }

    [Theory]
    // Nothing asked for: the admins' own.
    [InlineData("", """{"temperature":0.3,"top_p":0.8,"max_tokens":100,"stop":["END"]}""")]
    [InlineData(""","temperature":null,"stop":null,"max_tokens":null""", """{"temperature":0.3,"top_p":0.8,"max_tokens":100,"stop":["END"]}""")]
    // Narrower than the limit, and beyond it.
    [InlineData(""","temperature":0.1,"max_tokens":50""", """{"temperature":0.1,"top_p":0.8,"max_tokens":50,"stop":["END"]}""")]
    [InlineData(""","temperature":0.9,"max_completion_tokens":5000""", """{"temperature":0.3,"top_p":0.8,"max_tokens":100,"stop":["END"]}""")]
    // No limit on these: the bot's own.
    [InlineData(""","top_p":1,"stop":"X" """, """{"temperature":0.3,"top_p":1,"max_tokens":100,"stop":"X"}""")]
    public async Task Settings_are_defaults_that_a_request_may_narrow_but_not_exceed_where_the_admins_say_so(string asked, string expected)
    {
        await bench.ChooseAsync(new GenerationInput { Model = "custom/fake-small", Temperature = "0.3", LimitsTemperature = true, TopP = "0.8", MaximumOutputTokens = "100", LimitsMaximumOutputTokens = true, StopSequences = "END", SystemPrompt = "Be kind.\nUse “quotes” & <tags>." });
        using var bot = await bench.BotAsync();

        (await bot.ChatAsync("""{"model":"default","messages":[{"role":"system","content":"Mine."},{"role":"user","content":"Hi"}]""" + asked + "}")).Status.ShouldBe(HttpStatusCode.OK);

        var sent = bench.Asked.ShouldHaveSingleItem().Json.AsObject();
        sent["messages"]!.AsArray().Select(m => (string)m!["content"]!).ShouldBe(["Be kind.\nUse “quotes” & <tags>.", "Mine.", "Hi"]);
        ((string)sent["messages"]![0]!["role"]!).ShouldBe("system");
        foreach (var other in (string[])["model", "messages"]) sent.Remove(other);
        JsonNode.DeepEquals(sent, JsonNode.Parse(expected)).ShouldBeTrue(sent.ToJsonString());
    }

    [Theory]
    [InlineData("", false)]
    [InlineData(""","stream_options":{"include_usage":true,"x":1}""", true)]
    [InlineData(""","stream_options":{"include_usage":false}""", false)]
    public async Task A_stream_ends_with_what_it_cost_only_for_those_who_asked(string options, bool withUsage)
    {
        using var bot = await bench.BotAsync();

        var reply = await bot.ChatAsync("""{"model":"default","messages":[{"role":"user","content":"Hi"}],"stream":true""" + options + "}");

        reply.Response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        (reply.Said, reply.IsDone).ShouldBe(("Hello from the fake fake-small. You said: Hi", true));
        reply.Events.Any(e => e["usage"] is JsonObject).ShouldBe(withUsage);
        bench.Asked.ShouldHaveSingleItem().Json["stream_options"]!["include_usage"]!.GetValue<bool>().ShouldBeTrue();
        ((int?)bench.Asked[0].Json["stream_options"]!["x"]).ShouldBe(options.Contains("\"x\"") ? 1 : null);
    }

    [Fact]
    public async Task Every_line_end_and_comment_of_a_stream_passes_byte_by_byte()
    {
        const string Stream = ": comment\r\n\r\ndata: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\r\n\r\nevent: ping\ndata: {\"x\":1}\n\ndata: {\"choices\":\ndata: [{\"delta\":{\"content\":\"b\"},\"finish_reason\":\"stop\"}]}\n\n: bye\n\ndata:[DONE]\r\r";
        bench.Fake.Handler = async context =>
        {
            context.Response.ContentType = "text/event-stream";
            // In pieces that end anywhere.
            foreach (var piece in Stream.Chunk(7))
            {
                await context.Response.WriteAsync(new string(piece));
                await context.Response.Body.FlushAsync();
            }
        };
        using var bot = await bench.BotAsync();

        // What comes before the answer is not part of it, and neither is what no client of the protocol reads.
        (await bot.HelloAsync(stream: true)).Text.ShouldBe(Stream[": comment\r\n\r\n".Length..].Replace("event: ping\ndata: {\"x\":1}\n\n", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(FakeBehaviour.RefusesMaxTokens, """{"max_completion_tokens":100,"temperature":0.3}""", 2)]
    [InlineData(FakeBehaviour.RefusesTemperature, """{"max_tokens":100}""", 2)]
    [InlineData(FakeBehaviour.RefusesSampling, """{"max_tokens":100}""", 3)]
    public async Task What_a_model_refuses_is_left_out_and_remembered(FakeBehaviour behaviour, string sent, int calls)
    {
        await bench.AddAsync("Picky", "custom", ["fake-small"], behaviour);
        await bench.ChooseAsync(new GenerationInput { Model = "picky/fake-small", Temperature = "0.3", MaximumOutputTokens = "100", TopP = behaviour == FakeBehaviour.RefusesSampling ? "0.9" : "" });
        using var bot = await bench.BotAsync();

        (await bot.HelloAsync()).Status.ShouldBe(HttpStatusCode.OK);
        bench.Asked.Count.ShouldBe(calls);
        (await bot.HelloAsync(stream: true)).IsDone.ShouldBeTrue();

        bench.Asked.Count.ShouldBe(calls + 1);
        var last = bench.Asked[^1].Json.AsObject();
        foreach (var other in (string[])["model", "messages", "stream", "stream_options"]) last.Remove(other);
        JsonNode.DeepEquals(last, JsonNode.Parse(sent)).ShouldBeTrue(last.ToJsonString());
        var learned = await bench.Portal.InDatabaseAsync(db => db.LearnedParameters.Select(l => l.Parameter).ToListAsync());
        learned.ShouldBe(behaviour switch { FakeBehaviour.RefusesTemperature => [GenerationParameter.Temperature], FakeBehaviour.RefusesSampling => [GenerationParameter.Temperature, GenerationParameter.TopP], _ => [] }, ignoreOrder: true);
    }

    [Fact]
    public async Task A_value_that_only_a_bot_could_want_teaches_nothing_and_is_the_bots_to_mend()
    {
        await bench.AddAsync("Picky", "custom", ["fake-small"], FakeBehaviour.RefusesTemperature);
        await bench.ChooseAsync("picky/fake-small");
        using var bot = await bench.BotAsync();

        var refused = await bot.ChatAsync("""{"model":"default","messages":[{"role":"user","content":"Hi"}],"temperature":1.9}""");

        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        ((string?)refused.Error["param"], (string?)refused.Error["message"]).ShouldBe(("temperature", "The model picky/fake-small refuses the parameter “temperature”, or its value."));
        (await bench.Portal.InDatabaseAsync(db => db.LearnedParameters.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_bot_that_leaves_ends_the_call_to_the_provider_at_once()
    {
        await bench.AddAsync("Silent", "custom", ["fake-small"], FakeBehaviour.StreamStall);
        await bench.ChooseAsync("silent/fake-small");
        using var bot = await bench.BotAsync();
        using var leaving = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Post, "chat/completions") { Content = BotBench.Json("""{"model":"default","stream":true,"messages":[{"role":"user","content":"Hi"}]}""") };
        using (var response = await bot.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, leaving.Token))
        {
            await (await response.Content.ReadAsStreamAsync(BotBench.Token)).ReadExactlyAsync(new byte[6], BotBench.Token);
        }

        await bench.Asked.ShouldHaveSingleItem().Aborted.WaitAsync(TimeSpan.FromSeconds(20), BotBench.Token);
    }

    public async ValueTask InitializeAsync()
    {
        bench = await BotBench.StartAsync();
        await bench.AddAsync("Custom", "custom", ["fake-small", "fake-large"]);
        await bench.ChooseAsync("custom/fake-small");
    }

    public ValueTask DisposeAsync() => bench.DisposeAsync();
}
