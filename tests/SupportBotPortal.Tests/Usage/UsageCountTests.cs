using System.Net;
using System.Text;
using SupportBotPortal.Core.Generation.Settings;
using SupportBotPortal.Core.Usage.History;
using SupportBotPortal.Core.Usage.Reading;
using SupportBotPortal.FakeProviders;
using SupportBotPortal.Tests.Bots;

namespace SupportBotPortal.Tests.Usage;

/// <summary>Each request counts once, each attempt for the model that was asked, and what it cost as its provider says.</summary>
public sealed class UsageCountTests : IAsyncLifetime
{
    private BotBench bench = null!;

    [Theory]
    [InlineData("openai", "gpt-6-luna")]
    [InlineData("custom", "fake-small")]
    [InlineData("anthropic", "claude-sonnet-5")]
    [InlineData("google", "gemini-3.8-flash")]
    public async Task Whole_and_streamed_answers_count_with_the_tokens_that_their_provider_says(string vendor, string model)
    {
        var provider = await bench.AddAsync("Asked", vendor, [model]);
        await bench.ChooseAsync($"asked/{model}");
        var token = await bench.MakeTokenAsync("Shop");
        using var bot = bench.Bot(token.Token);

        var whole = await bot.HelloAsync();
        await bot.HelloAsync(stream: true);

        var report = await bench.UsageAsync();
        var group = report.Groups.ShouldHaveSingleItem();
        (group.Name, group.ProviderId, group.ModelId).ShouldBe(($"[Asked] {model}", provider, model));
        group.Figures.Counts.ShouldBe(new Dictionary<UsageOutcome, long> { [UsageOutcome.Answered] = 2 });
        var told = whole.Json["usage"]!;
        (group.Figures.InputTokens, group.Figures.OutputTokens, group.Figures.Untold).ShouldBe((2 * (long)told["prompt_tokens"]!, 2 * (long)told["completion_tokens"]!, 0));
        group.Figures.InputTokens.ShouldBeGreaterThan(0);
        group.Figures.DurationMedian.ShouldNotBeNull();
        group.Figures.FirstByteMedian.ShouldNotBeNull();
        (await bench.UsageAsync(UsageGrouping.Bot)).Groups.ShouldHaveSingleItem().TokenId.ShouldBe(token.Id);
    }

    [Fact]
    public async Task Of_an_answer_without_a_word_of_its_cost_it_is_said_that_it_is_unknown()
    {
        await bench.AddAsync("Silent", "custom", ["fake-small"]);
        await bench.ChooseAsync("silent/fake-small");
        bench.Fake.SaysUsage = false;
        using var bot = await bench.BotAsync();

        await bot.HelloAsync();
        await bot.HelloAsync(stream: true);

        var total = (await bench.UsageAsync()).Total;
        (total.Requests, total.InputTokens, total.OutputTokens, total.Untold).ShouldBe((2, 0, 0, 2));
    }

    [Theory]
    [InlineData("9223372036854775807")]
    [InlineData("-5")]
    public async Task A_count_that_no_answer_can_have_is_unknown_and_spoils_no_sum(string tokens)
    {
        await bench.AddAsync("Odd", "custom", ["fake-small"]);
        await bench.ChooseAsync("odd/fake-small");
        bench.Fake.AnswerWith(200, "{\"choices\":[{\"message\":{\"content\":\"Hi\"}}],\"usage\":{\"prompt_tokens\":" + tokens + ",\"completion_tokens\":" + tokens + "}}");
        using var bot = await bench.BotAsync();

        await bot.HelloAsync();
        await bot.HelloAsync();

        var total = (await bench.UsageAsync()).Total;
        (total.Requests, total.InputTokens, total.OutputTokens, total.Untold).ShouldBe((2, 0, 0, 2));
    }

    [Fact]
    public async Task A_fallback_that_answers_is_told_apart_and_what_failed_before_counts_for_the_model_that_failed()
    {
        await bench.AddAsync("Bad", "custom", ["fake-small"], FakeBehaviour.Overloaded);
        await bench.ChooseAsync("bad/fake-small", "good/fake-large");
        using var bot = await bench.BotAsync();

        await bot.HelloAsync();

        var groups = (await bench.UsageAsync()).Groups.ToDictionary(g => g.Name, g => g.Figures);
        groups["[Bad] fake-small"].Counts.ShouldBe(new Dictionary<UsageOutcome, long> { [UsageOutcome.Overloaded] = 1 });
        (groups["[Bad] fake-small"].Requests, groups["[Bad] fake-small"].Attempts).ShouldBe((0, 1));
        groups["[Good] fake-large"].Counts.ShouldBe(new Dictionary<UsageOutcome, long> { [UsageOutcome.AnsweredByFallback] = 1 });
        (await bench.UsageAsync(UsageGrouping.Bot)).Groups.ShouldHaveSingleItem().Figures.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task A_fallback_that_is_asked_by_its_own_name_is_none()
    {
        await bench.AddAsync("First", "custom", ["fake-small"]);
        await bench.ChooseAsync(new GenerationInput { Model = "first/fake-small", Fallbacks = ["good/fake-large"], UsersMayChoose = true, Allowed = ["good/fake-large"] });
        using var bot = await bench.BotAsync(mayChoose: true);

        await bot.HelloAsync("good/fake-large");

        (await bench.OutcomesAsync()).ShouldBe(new Dictionary<UsageOutcome, long> { [UsageOutcome.Answered] = 1 });
    }

    [Fact]
    public async Task When_all_models_fail_the_request_counts_once_for_its_bot_and_each_attempt_for_its_model()
    {
        await bench.AddAsync("First", "custom", ["fake-small"], FakeBehaviour.RateLimited);
        await bench.AddAsync("Second", "openai", ["gpt-6-luna"], FakeBehaviour.InvalidKey);
        await bench.ChooseAsync("first/fake-small", "second/gpt-6-luna");
        using var bot = await bench.BotAsync();

        await bot.HelloAsync();

        var report = await bench.UsageAsync();
        report.Total.Counts.ShouldBe(new Dictionary<UsageOutcome, long> { [UsageOutcome.Credentials] = 1, [UsageOutcome.RateLimit] = 1, [UsageOutcome.Unanswered] = 1 }, ignoreOrder: true);
        (report.Total.Requests, report.Total.Attempts).ShouldBe((1, 2));
        report.Groups.Select(g => g.Name).ShouldBe(["[First] fake-small", "[Second] gpt-6-luna", "No model answered"]);
    }

    [Fact]
    public async Task What_the_portal_refuses_counts_for_the_token_by_its_reason()
    {
        await using var strict = await BotBench.StartAsync(("Bots:MaximumRequestMiB", "1"));
        using var bot = strict.Bot((await strict.MakeTokenAsync(perMinute: "6")).Token);
        await bot.HelloAsync();
        await strict.AddAsync("Good", "custom", ["fake-large"]);
        await strict.ChooseAsync("good/fake-large");

        await bot.ChatAsync("""{"model":"default"}""");
        await bot.HelloAsync("nobody/nothing");
        await bot.HelloAsync("good/fake-large");
        await bot.ChatAsync($$"""{"model":"default","messages":[{"role":"user","content":"{{new string('x', 1 << 20)}}"}]}""");
        await strict.ChangeAsync("good", p => p.IsActive = false);
        await bot.HelloAsync();
        (await bot.HelloAsync()).Status.ShouldBe(HttpStatusCode.TooManyRequests);

        var group = (await strict.UsageAsync()).Groups.ShouldHaveSingleItem();
        group.IsWithoutModel.ShouldBeTrue();
        group.Figures.Counts.ShouldBe(((UsageOutcome[])[UsageOutcome.NoSelection, UsageOutcome.Malformed, UsageOutcome.UnknownModel, UsageOutcome.NotAllowed, UsageOutcome.TooLarge, UsageOutcome.NoModelAvailable, UsageOutcome.TooMany]).ToDictionary(o => o, _ => 1L), ignoreOrder: true);
    }

    [Fact]
    public async Task A_bot_that_leaves_while_it_is_still_asking_counts_as_one_that_gave_up()
    {
        using var bot = await bench.BotAsync();
        using var leaving = new CancellationTokenSource();
        using var content = new DrippingContent();
        var asking = bot.PostAsync("chat/completions", content, leaving.Token);
        await content.HasBegun.WaitAsync(TimeSpan.FromSeconds(20), BotBench.Token);

        await leaving.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => asking);
        content.End();
        // When the portal has noticed.
        using var noticed = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        IReadOnlyDictionary<UsageOutcome, long> counted;
        do counted = await bench.OutcomesAsync(); while (counted.Count == 0 && !noticed.IsCancellationRequested);
        counted.ShouldBe(new Dictionary<UsageOutcome, long> { [UsageOutcome.GivenUp] = 1 });
    }

    [Fact]
    public async Task A_request_that_the_model_refuses_counts_as_that()
    {
        await bench.AddAsync("Strict", "custom", ["fake-small"], FakeBehaviour.RefusesTemperature);
        await bench.ChooseAsync("strict/fake-small", "good/fake-large");
        using var bot = await bench.BotAsync();

        await bot.ChatAsync("""{"model":"default","messages":[{"role":"user","content":"Hi"}],"temperature":1.9}""");

        (await bench.OutcomesAsync()).ShouldBe(new Dictionary<UsageOutcome, long> { [UsageOutcome.BadParameter] = 1, [UsageOutcome.RefusedByModel] = 1 }, ignoreOrder: true);
    }

    [Theory]
    [InlineData("custom", "fake-small")]
    [InlineData("anthropic", "claude-sonnet-5")]
    public async Task An_answer_that_breaks_off_is_neither_answered_nor_an_attempt_that_failed(string vendor, string model)
    {
        await bench.AddAsync("Breaking", vendor, [model], FakeBehaviour.StreamError);
        await bench.ChooseAsync($"breaking/{model}", "good/fake-large");
        using var bot = await bench.BotAsync();

        await bot.HelloAsync(stream: true);

        var total = (await bench.UsageAsync()).Total;
        total.Counts.ShouldBe(new Dictionary<UsageOutcome, long> { [UsageOutcome.BrokenOff] = 1 });
        (total.FirstByteMedian, total.DurationMedian).ShouldSatisfyAllConditions(t => t.FirstByteMedian.ShouldNotBeNull(), t => t.DurationMedian.ShouldBeNull());
    }

    [Fact]
    public async Task A_bot_that_goes_away_in_the_middle_has_given_up()
    {
        await bench.AddAsync("Stalling", "custom", ["fake-small"], FakeBehaviour.StreamStall);
        await bench.ChooseAsync("stalling/fake-small");
        using var bot = await bench.BotAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "chat/completions") { Content = BotBench.Json("""{"model":"default","stream":true,"messages":[{"role":"user","content":"Hi"}]}""") };
        using (await bot.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, BotBench.Token))
        {
            // It has begun, and that is enough for this bot.
        }

        var total = (await bench.CountedAsync(UsageOutcome.GivenUp)).Total;

        (total.Requests, total.Untold).ShouldBe((1, 1));
    }

    [Fact]
    public async Task A_bot_that_goes_away_before_anything_came_has_given_up_too()
    {
        await bench.AddAsync("Slow", "custom", ["fake-small"], FakeBehaviour.Hang);
        await bench.ChooseAsync("slow/fake-small", "good/fake-large");
        using var bot = await bench.BotAsync();
        using var impatience = CancellationTokenSource.CreateLinkedTokenSource(BotBench.Token);
        using var content = BotBench.Json("""{"model":"default","messages":[{"role":"user","content":"Hi"}]}""");
        var asking = bot.PostAsync("chat/completions", content, impatience.Token);
        await bench.Fake.WaitForRequestsAsync(1, BotBench.Token);

        await impatience.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(asking);

        var total = (await bench.CountedAsync(UsageOutcome.GivenUp)).Total;
        (total.Requests, total.Untold, total.Counts.Count).ShouldBe((1, 0, 1));
    }

    [Fact]
    public async Task A_model_that_is_spared_is_not_asked_and_counts_as_that()
    {
        await bench.AddAsync("Failing", "custom", ["fake-small"], FakeBehaviour.Overloaded);
        await bench.ChooseAsync("failing/fake-small", "good/fake-large");
        using var bot = await bench.BotAsync();

        for (var n = 0; n < 6; n++) await bot.HelloAsync();

        (await bench.OutcomesAsync()).ShouldBe(new Dictionary<UsageOutcome, long> { [UsageOutcome.Overloaded] = 5, [UsageOutcome.Spared] = 1, [UsageOutcome.AnsweredByFallback] = 6 }, ignoreOrder: true);
    }

    [Fact]
    public async Task Strangers_are_counted_for_nobody()
    {
        await bench.ChooseAsync("good/fake-large");
        var token = await bench.MakeTokenAsync();
        await bench.RevokeAsync(token.Id);
        foreach (var text in (string?[])[null, "sbp_not-a-token", token.Token])
        {
            using var stranger = bench.Bot(text);
            (await stranger.HelloAsync()).Status.ShouldBe(HttpStatusCode.Unauthorized);
        }

        (await bench.OutcomesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_of_a_conversation_is_stored()
    {
        await bench.ChooseAsync("good/fake-large");
        bench.Fake.Reply = "The parcel of Ottoline Quetzalcoatl is in Rotterdam";
        using var bot = await bench.BotAsync();
        foreach (var stream in (bool[])[false, true])
            (await bot.ChatAsync($$"""{"model":"default","stream":{{(stream ? "true" : "false")}},"user":"zebedee-4711","messages":[{"role":"user","content":"Where is the parcel of Ottoline Quetzalcoatl?"}]}""")).Said.ShouldContain("Rotterdam");

        (await bench.FlushAsync()).ShouldBeTrue();

        foreach (var file in Directory.GetFiles(bench.Portal.DataDirectory, "usage.db*"))
        {
            var bytes = await ReadSharedAsync(file);
            foreach (var secret in (string[])["Quetzalcoatl", "Rotterdam", "zebedee", "sbp_", bench.Fake.Options.CustomKey])
                bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)).ShouldBe(-1, $"{secret} in {file}");
        }

        bench.Portal.Log.Lines.ShouldNotContain(line => line.Contains("Quetzalcoatl"));
    }

    public async ValueTask InitializeAsync()
    {
        bench = await BotBench.StartAsync();
        await bench.AddAsync("Good", "custom", ["fake-large"]);
    }

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    private static async Task<byte[]> ReadSharedAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.Length];
        await stream.ReadExactlyAsync(bytes, BotBench.Token);
        return bytes;
    }
}
