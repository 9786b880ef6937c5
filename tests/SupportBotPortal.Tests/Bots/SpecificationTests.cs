using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using SupportBotPortal.Core.Generation.Settings;
using SupportBotPortal.FakeProviders;
using SupportBotPortal.Tests.FakeProviders;

namespace SupportBotPortal.Tests.Bots;

/// <summary>What bots get is what OpenAI's own description of its API says, whichever vendor answers.</summary>
public sealed class SpecificationTests : IAsyncLifetime
{
    private const string Tools = ""","tools":[{"type":"function","function":{"name":"look_up","description":"Looks an order up.","parameters":{"type":"object","properties":{"text":{"type":"string"}},"required":["text"]}}}]""";
    private const string Schema = ""","response_format":{"type":"json_schema","json_schema":{"name":"place","strict":true,"schema":{"type":"object","properties":{"city":{"type":"string"}},"required":["city"],"additionalProperties":false}}}""";

    private static readonly (string More, string Reason)[] Asked = [("", "stop"), (Tools, "tool_calls"), (Schema, "stop")];

    private BotBench bench = null!;

    public static TheoryData<string, string> Vendors => OfficialClientTests.Vendors;

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task A_whole_answer_follows_it(string vendor, string model)
    {
        var specification = OpenAiSpecification.LoadOrSkip();
        using var bot = await ChooseAsync(vendor, model);

        foreach (var (more, reason) in Asked)
        {
            var reply = await bot.ChatAsync(Question(more));

            reply.Status.ShouldBe(HttpStatusCode.OK, reply.Text);
            ((string?)reply.Json["choices"]![0]!["finish_reason"]).ShouldBe(reason);
            reply.Json.ContainsKey("usage").ShouldBeTrue();
            await FollowsAsync(specification, "CreateChatCompletionResponse", reply.Text);
        }
    }

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task Every_chunk_of_a_stream_follows_it(string vendor, string model)
    {
        var specification = OpenAiSpecification.LoadOrSkip();
        using var bot = await ChooseAsync(vendor, model);

        string[] usages = ["", ""","stream_options":{"include_usage":false}""", ""","stream_options":{"include_usage":true}"""];
        foreach (var (more, reason, options) in from asked in Asked from usage in usages select (asked.More, asked.Reason, usage))
        {
            var reply = await bot.ChatAsync(Question(more + ""","stream":true""" + options));

            reply.IsDone.ShouldBeTrue(reply.Text);
            reply.Events.Count.ShouldBeGreaterThan(2);
            reply.Events.Select(Reason).OfType<string>().ShouldBe([reason]);
            reply.Events.Select(e => (string?)e["id"]).Distinct().Count().ShouldBe(1);
            reply.Events.Count(e => e["usage"] is JsonObject).ShouldBe(options.Contains("true") ? 1 : 0);
            foreach (var chunk in reply.Events) await FollowsAsync(specification, "CreateChatCompletionStreamResponse", chunk.ToJsonString());
        }
    }

    [Fact]
    public async Task The_list_of_models_and_each_of_them_follow_it()
    {
        var specification = OpenAiSpecification.LoadOrSkip();
        using var fresh = await bench.BotAsync();
        await FollowsAsync(specification, "ListModelsResponse", (await fresh.AskAsync("models")).Text);
        await bench.AddAsync("Vendor", "custom", ["fake-small", "fake-large"]);
        await bench.ChooseAsync(new GenerationInput { Model = "vendor/fake-small", UsersMayChoose = true, Allowed = ["vendor/fake-large"] });
        using var bot = await bench.BotAsync(mayChoose: true);

        var list = await bot.AskAsync("models");

        await FollowsAsync(specification, "ListModelsResponse", list.Text);
        var names = list.Json["data"]!.AsArray().Select(m => (string)m!["id"]!).ToList();
        names.ShouldBe(["default", "vendor/fake-large"]);
        foreach (var name in names) await FollowsAsync(specification, "Model", (await bot.AskAsync("models/" + name)).Text);
    }

    [Theory]
    [InlineData(FakeBehaviour.InvalidKey, 502)]
    [InlineData(FakeBehaviour.RateLimited, 503)]
    [InlineData(FakeBehaviour.InsufficientQuota, 502)]
    [InlineData(FakeBehaviour.Overloaded, 503)]
    [InlineData(FakeBehaviour.ServerErrorHtml, 503)]
    [InlineData(FakeBehaviour.ModelNotFound, 502)]
    [InlineData(FakeBehaviour.Garbage, 502)]
    [InlineData(FakeBehaviour.RefusesTemperature, 400)]
    public async Task An_error_that_comes_of_a_provider_follows_it(FakeBehaviour behaviour, int status)
    {
        var specification = OpenAiSpecification.LoadOrSkip();
        using var bot = await ChooseAsync("custom", "fake-small", behaviour);

        foreach (var stream in (string[])["", ""","stream":true"""])
        {
            var refused = await bot.ChatAsync(Question(""","temperature":1.9""" + stream));

            ((int)refused.Status).ShouldBe(status, refused.Text);
            await FollowsAsync(specification, "ErrorResponse", refused.Text);
        }
    }

    [Fact]
    public async Task An_error_that_is_the_bots_own_follows_it()
    {
        var specification = OpenAiSpecification.LoadOrSkip();
        using var bot = await ChooseAsync("anthropic", "claude-sonnet-5");
        using var stranger = bench.Bot("sbp_unknown");
        using var nobody = bench.Bot(null);

        var refused = new List<BotReply>
        {
            await nobody.HelloAsync(), await stranger.HelloAsync(), await stranger.AskAsync("models"),
            await bot.ChatAsync("no JSON"), await bot.ChatAsync("{}"), await bot.ChatAsync(Question(""","logprobs":true""")),
            await bot.HelloAsync("unknown"), await bot.HelloAsync("vendor/claude-sonnet-5"), await bot.AskAsync("models/unknown"), await bot.AskAsync("chat/completions"), await bot.AskAsync("embeddings"),
        };

        refused.Select(r => (int)r.Status).ShouldBe([401, 401, 401, 400, 400, 400, 404, 403, 404, 405, 404]);
        foreach (var reply in refused) await FollowsAsync(specification, "ErrorResponse", reply.Text);
    }

    [Theory]
    [InlineData("custom", "fake-small", FakeBehaviour.StreamError)]
    [InlineData("custom", "fake-small", FakeBehaviour.StreamCutOff)]
    [InlineData("openai", "gpt-6-luna", FakeBehaviour.StreamReset)]
    [InlineData("anthropic", "claude-sonnet-5", FakeBehaviour.StreamError)]
    [InlineData("google", "gemini-3.8-flash", FakeBehaviour.StreamReset)]
    public async Task An_error_in_the_middle_of_a_stream_follows_it_as_the_chunks_before_it_do(string vendor, string model, FakeBehaviour behaviour)
    {
        var specification = OpenAiSpecification.LoadOrSkip();
        using var bot = await ChooseAsync(vendor, model, behaviour);

        var events = (await bot.HelloAsync(stream: true)).Events;

        events.Count.ShouldBeGreaterThan(1);
        foreach (var chunk in events.SkipLast(1)) await FollowsAsync(specification, "CreateChatCompletionStreamResponse", chunk.ToJsonString());
        await FollowsAsync(specification, "ErrorResponse", events[^1].ToJsonString());
    }

    /// <summary>The check itself: each mistake is made to an answer that was right.</summary>
    [Theory]
    [InlineData("id", null)]
    [InlineData("object", null)]
    [InlineData("object", "\"chat.completion\"")]
    [InlineData("created", "\"today\"")]
    [InlineData("model", null)]
    [InlineData("choices", "{}")]
    [InlineData("choices.0.index", null)]
    [InlineData("choices.0.delta", "\"Hello\"")]
    [InlineData("choices.0.delta.role", "\"wizard\"")]
    [InlineData("choices.0.delta.content", "7")]
    [InlineData("choices.0.delta.tool_calls", "[{}]")]
    [InlineData("choices.0.finish_reason", null)]
    [InlineData("choices.0.finish_reason", "\"tired\"")]
    [InlineData("choices.0.finish_reason", "7")]
    [InlineData("choices.0.logprobs", "7")]
    [InlineData("usage", "{\"prompt_tokens\":1}")]
    public async Task A_chunk_with_a_mistake_is_noticed(string field, string? value)
    {
        var specification = OpenAiSpecification.LoadOrSkip();
        using var bot = await ChooseAsync("anthropic", "claude-sonnet-5");
        var chunk = (await bot.HelloAsync(stream: true)).Events[0];
        await FollowsAsync(specification, "CreateChatCompletionStreamResponse", chunk.ToJsonString());

        JsonNode place = chunk;
        var path = field.Split('.');
        foreach (var step in path[..^1]) place = place is JsonArray list ? list[int.Parse(step, CultureInfo.InvariantCulture)]! : place[step]!;
        if (value is null) place.AsObject().Remove(path[^1]).ShouldBeTrue();
        else place[path[^1]] = JsonNode.Parse(value);

        (await specification.CheckAsync("CreateChatCompletionStreamResponse", chunk.ToJsonString())).ShouldNotBeEmpty();
    }

    public async ValueTask InitializeAsync() => bench = await BotBench.StartAsync();

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    private static string Question(string more) => """{"model":"default","messages":[{"role":"system","content":"Be kind."},{"role":"user","content":"Order 17"}]""" + more + "}";

    private static string? Reason(JsonObject chunk) => (string?)chunk["choices"]!.AsArray().FirstOrDefault()?["finish_reason"];

    private static async Task FollowsAsync(OpenAiSpecification specification, string schema, string body) => (await specification.CheckAsync(schema, body)).ShouldBeEmpty($"{schema}: {body}");

    private async Task<HttpClient> ChooseAsync(string vendor, string model, FakeBehaviour? behaviour = null)
    {
        await bench.AddAsync("Vendor", vendor, [model], behaviour);
        await bench.ChooseAsync("vendor/" + model);
        return await bench.BotAsync();
    }
}
