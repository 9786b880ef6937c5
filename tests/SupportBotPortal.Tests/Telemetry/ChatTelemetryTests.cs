using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using SupportBotPortal.Core.Telemetry;
using SupportBotPortal.FakeProviders;
using SupportBotPortal.Tests.Bots;

namespace SupportBotPortal.Tests.Telemetry;

/// <summary>Bots' requests by OpenTelemetry's conventions for generative AI: dashboards that others made fit.</summary>
public sealed class ChatTelemetryTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<Activity> ended = new();
    private BotBench bench = null!;
    private ActivityListener listener = null!;

    private IEnumerable<Activity> Chats => ended.Where(a => a.OperationName.StartsWith("chat ", StringComparison.Ordinal));

    [Theory]
    [InlineData("openai", "gpt-6-luna", "openai")]
    [InlineData("anthropic", "claude-sonnet-5", "anthropic")]
    [InlineData("google", "gemini-3.8-flash", "gcp.gemini")]
    [InlineData("custom", "fake-small", "custom")]
    public async Task Each_attempt_is_a_span_of_a_client_with_what_the_conventions_want(string vendor, string model, string provider)
    {
        await bench.AddAsync("Asked", vendor, [model]);
        await bench.ChooseAsync($"asked/{model}");
        using var bot = await bench.BotAsync();

        foreach (var stream in (bool[])[false, true])
        {
            ended.Clear();
            var reply = await bot.HelloAsync(stream: stream);

            var span = Chats.ShouldHaveSingleItem();
            (span.DisplayName, span.Kind, span.Status).ShouldBe(($"chat {model}", ActivityKind.Client, ActivityStatusCode.Unset));
            var tags = span.TagObjects.ToDictionary(t => t.Key, t => t.Value);
            (tags["gen_ai.operation.name"], tags["gen_ai.provider.name"], tags["gen_ai.request.model"], tags["gen_ai.response.model"]).ShouldBe(("chat", provider, model, model));
            (tags["gen_ai.request.stream"], tags["supportbot.provider.slug"]).ShouldBe((stream, "asked"));
            ((long)tags["gen_ai.usage.input_tokens"]!, (long)tags["gen_ai.usage.output_tokens"]!).ShouldSatisfyAllConditions(t => t.Item1.ShouldBeGreaterThan(0), t => t.Item2.ShouldBeGreaterThan(0));
            tags.ContainsKey("gen_ai.response.time_to_first_chunk").ShouldBe(stream);
            reply.IsDone.ShouldBe(stream);
        }
    }

    [Fact]
    public async Task A_failed_attempt_and_the_fallback_that_answers_stand_beside_each_other_in_the_request()
    {
        await bench.AddAsync("Bad", "custom", ["fake-small"], FakeBehaviour.Overloaded);
        await bench.ChooseAsync("bad/fake-small", "good/fake-large");
        using var bot = await bench.BotAsync();

        await bot.HelloAsync();

        var (failed, answered) = (Chats.First(), Chats.Last());
        (failed.DisplayName, failed.Status, failed.StatusDescription, failed.GetTagItem("error.type")).ShouldBe(("chat fake-small", ActivityStatusCode.Error, null, "overloaded"));
        (answered.DisplayName, answered.Status, answered.GetTagItem("error.type")).ShouldBe(("chat fake-large", ActivityStatusCode.Unset, null));
        answered.TraceId.ShouldBe(failed.TraceId);
        answered.ParentSpanId.ShouldBe(failed.ParentSpanId);
        // What is asked of the plugin within an attempt is part of it.
        ended.Where(a => a.OperationName == "plugin connect").Select(a => a.ParentSpanId).ShouldBe([failed.SpanId, answered.SpanId]);
    }

    [Fact]
    public async Task Nothing_of_a_conversation_a_key_or_an_address_is_in_a_span()
    {
        await bench.AddAsync("Bad", "custom", ["fake-small"], FakeBehaviour.EchoesKey);
        await bench.ChooseAsync("bad/fake-small", "good/fake-large");
        using var bot = await bench.BotAsync();

        await bot.ChatAsync("""{"model":"default","stream":true,"messages":[{"role":"user","content":"Where is Quetzalcoatl?"}]}""");

        var written = string.Join('\n', ended.SelectMany(a => a.TagObjects.Select(t => $"{t.Key}={t.Value}").Append(a.DisplayName).Append(a.StatusDescription)));
        foreach (var secret in (string[])["Quetzalcoatl", "Hello", "127.0.0.1", "sk-", "sbp_"]) written.ShouldNotContain(secret);
        ended.SelectMany(a => a.Events).ShouldBeEmpty();
        Chats.SelectMany(a => a.TagObjects).Select(t => t.Key).Distinct().ShouldBe(
            ["gen_ai.operation.name", "gen_ai.provider.name", "gen_ai.request.model", "gen_ai.request.stream", "gen_ai.response.model", "gen_ai.response.time_to_first_chunk", "gen_ai.usage.input_tokens", "gen_ai.usage.output_tokens", "supportbot.provider.slug", "error.type"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("a model named by its provider with a long story")]
    public async Task A_provider_that_names_its_model_by_no_name_of_one_is_not_believed(string name)
    {
        await bench.AddAsync("Odd", "custom", [name]);
        await bench.ChooseAsync($"odd/{name}");
        using var bot = await bench.BotAsync();

        await bot.HelloAsync();

        Chats.ShouldHaveSingleItem().GetTagItem("gen_ai.response.model").ShouldBeNull();
    }

    [Fact]
    public async Task Durations_tokens_and_first_chunks_are_measured_by_model()
    {
        await bench.AddAsync("Bad", "openai", ["gpt-6-luna"], FakeBehaviour.Overloaded);
        await bench.ChooseAsync("bad/gpt-6-luna", "good/fake-large");
        using var bot = await bench.BotAsync();
        using var durations = Collect<double>("gen_ai.client.operation.duration");
        using var tokens = Collect<long>("gen_ai.client.token.usage");
        using var chunks = Collect<double>("gen_ai.client.operation.time_to_first_chunk");

        await bot.HelloAsync();
        await bot.HelloAsync(stream: true);

        const string Good = "gen_ai.operation.name=chat gen_ai.provider.name=custom gen_ai.request.model=fake-large";
        const string Bad = "error.type=overloaded gen_ai.operation.name=chat gen_ai.provider.name=openai gen_ai.request.model=gpt-6-luna";
        (durations.Instrument!.Unit, tokens.Instrument!.Unit, chunks.Instrument!.Unit).ShouldBe(("s", "{token}", "s"));
        Written(durations).ShouldBe([Bad, Good, Bad, Good]);
        Written(tokens).ShouldBe([$"{Good} gen_ai.token.type=input", $"{Good} gen_ai.token.type=output", $"{Good} gen_ai.token.type=input", $"{Good} gen_ai.token.type=output"]);
        tokens.GetMeasurementSnapshot().ShouldAllBe(m => m.Value > 0);
        Written(chunks).ShouldBe([Good]);
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_an_error()
    {
        await bench.AddAsync("Breaking", "custom", ["fake-small"], FakeBehaviour.StreamError);
        await bench.ChooseAsync("breaking/fake-small");
        using var bot = await bench.BotAsync();

        await bot.HelloAsync(stream: true);

        Chats.ShouldHaveSingleItem().GetTagItem("error.type").ShouldBe("overloaded");
    }

    public async ValueTask InitializeAsync()
    {
        bench = await BotBench.StartAsync();
        await bench.AddAsync("Good", "custom", ["fake-large"]);
        var source = bench.Portal.Services.GetRequiredService<PortalTelemetry>().Activities;
        listener = new()
        {
            // Of this portal alone: others run beside it.
            ShouldListenTo = one => ReferenceEquals(one, source),
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
    }

    public ValueTask DisposeAsync()
    {
        listener.Dispose();
        return bench.DisposeAsync();
    }

    private MetricCollector<T> Collect<T>(string instrument)
        where T : struct => new(bench.Portal.Services.GetRequiredService<IMeterFactory>(), PortalTelemetry.Name, instrument);

    /// <summary>The attributes of each measurement, in the order of their names.</summary>
    private static List<string> Written<T>(MetricCollector<T> collector)
        where T : struct => [.. collector.GetMeasurementSnapshot().Select(m => string.Join(' ', m.Tags.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => $"{t.Key}={t.Value}")))];
}
