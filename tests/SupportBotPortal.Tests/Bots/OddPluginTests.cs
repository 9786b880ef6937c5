using System.Net;
using System.Text.Json.Nodes;
using SupportBotPortal.Core.Generation.Settings;
using SupportBotPortal.Tests.Plugins;

namespace SupportBotPortal.Tests.Bots;

/// <summary>What plugins answer through a chat client of their own: a bot gets an answer in OpenAI's protocol, or an error in it, whatever that is.</summary>
public sealed class OddPluginTests : IAsyncLifetime
{
    private readonly PluginFolder folder = new("OddChat");
    private BotBench bench = null!;

    [Fact]
    public async Task An_error_within_an_answer_ends_it_without_its_words()
    {
        using var bot = await bench.BotAsync();

        var streamed = await AskAsync(bot, "fail", stream: true);
        (streamed.Said, streamed.IsDone).ShouldBe(("Hello", false), streamed.Text);
        ((string?)streamed.Events[^1]["error"]!["message"]).ShouldBe("The answer broke off. odd/some: its provider failed.");
        var whole = await AskAsync(bot, "fail");
        (whole.Status, (string?)whole.Error["code"]).ShouldBe((HttpStatusCode.ServiceUnavailable, "provider_error"), whole.Text);
        var early = await AskAsync(bot, "fail at once", stream: true);
        (early.Status, (string?)early.Error["code"]).ShouldBe((HttpStatusCode.ServiceUnavailable, "provider_error"), early.Text);
        (streamed.Text + whole.Text + early.Text).ShouldNotContain("sk-hidden");
    }

    [Theory]
    [InlineData("say nothing", "The model did not answer. odd/some: its provider answered with something else than an answer.")]
    [InlineData("count nothing", "The model did not answer. odd/some: its provider answered with something else than an answer.")]
    [InlineData("call nobody", "The model did not answer. odd/some: its provider answered with something else than an answer.")]
    [InlineData("call with nonsense", "The model did not answer. odd/some: its provider answered with something else than an answer.")]
    public async Task What_no_bot_can_use_is_no_answer_streamed_or_not(string what, string sentence)
    {
        using var bot = await bench.BotAsync();

        foreach (var stream in (bool[])[false, true])
        {
            var reply = await AskAsync(bot, what, stream);
            (reply.Status, (string?)reply.Error["message"]).ShouldBe((HttpStatusCode.BadGateway, sentence), reply.Text);
        }
    }

    [Fact]
    public async Task A_count_of_tokens_that_is_none_does_not_reach_a_bot()
    {
        using var bot = await bench.BotAsync();

        var whole = await AskAsync(bot, "miscount");
        whole.Said.ShouldBe("Hello");
        whole.Json.ContainsKey("usage").ShouldBeFalse(whole.Text);
        var streamed = await bot.ChatAsync("""{"model":"default","stream":true,"stream_options":{"include_usage":true},"messages":[{"role":"user","content":"miscount"}]}""");
        (streamed.Said, streamed.IsDone).ShouldBe(("Hello", true));
        streamed.Events.ShouldAllBe(e => e["usage"] == null);
    }

    [Fact]
    public async Task A_character_that_comes_in_two_halves_arrives_as_one()
    {
        using var bot = await bench.BotAsync();

        (await AskAsync(bot, "halve", stream: true)).Said.ShouldBe("Hello 😀!");
        (await AskAsync(bot, "halve")).Said.ShouldBe("Hello 😀!");
    }

    [Fact]
    public async Task Only_what_the_assistant_says_is_an_answer()
    {
        using var bot = await bench.BotAsync();

        (await AskAsync(bot, "play all roles", stream: true)).Said.ShouldBe("Hello");
        (await AskAsync(bot, "play all roles")).Said.ShouldBe("Hello");
    }

    [Fact]
    public async Task Calls_of_tools_get_an_id_of_their_own_where_they_have_none()
    {
        using var bot = await bench.BotAsync();

        var calls = (await AskAsync(bot, "call without an id")).Json["choices"]![0]!["message"]!["tool_calls"]!.AsArray();
        calls.Select(c => (string?)c!["id"]).ShouldBeUnique();
        calls.ShouldAllBe(c => ((string?)c!["id"])!.StartsWith("call_"));
    }

    [Theory]
    [InlineData("go on and on", false)]
    [InlineData("go on and on", true)]
    [InlineData("call on and on", true)]
    public async Task An_answer_without_end_is_ended(string what, bool stream)
    {
        using var bot = await bench.BotAsync();

        var reply = await AskAsync(bot, what, stream);

        reply.IsDone.ShouldBeFalse();
        reply.Text.Length.ShouldBeLessThan((32 << 20) + (64 << 10));
        reply.Text[^Math.Min(200, reply.Text.Length)..].ShouldContain("unexpected_answer");
    }

    [Fact]
    public async Task An_answer_that_pauses_for_ever_ends_with_an_error()
    {
        using var bot = await bench.BotAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "chat/completions") { Content = BotBench.Json(Body("hang", stream: true)) };
        using var response = await bot.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, BotBench.Token);
        await bench.Portal.Log.LineAsync("Says nothing more", BotBench.Token);

        bench.Clock.Advance(TimeSpan.FromSeconds(121));

        (await response.Content.ReadAsStringAsync(BotBench.Token).WaitAsync(TimeSpan.FromSeconds(30), BotBench.Token)).ShouldContain("The answer broke off. odd/some: nothing more came in time.");
    }

    [Fact]
    public async Task A_plugin_that_gives_up_in_the_middle_did_begin()
    {
        using var bot = await bench.BotAsync();

        var reply = await AskAsync(bot, "give up", stream: true);

        ((string?)reply.Events[^1]["error"]!["message"]).ShouldBe("The answer broke off. odd/some: nothing more came in time.");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_setting_that_a_model_refuses_is_left_out_and_not_sent_again(bool stream)
    {
        await bench.ChooseAsync(new GenerationInput { Model = "odd/some", Temperature = "0.3" });
        using var bot = await bench.BotAsync();

        (await AskAsync(bot, "refuse temperature", stream)).Said.ShouldBe("Hello");
        (await AskAsync(bot, "refuse temperature", stream)).Said.ShouldBe("Hello");

        bench.Portal.Log.Lines.Count(l => l.Contains("Asked to refuse temperature with temperature 0.3")).ShouldBe(1);
        bench.Portal.Log.Lines.Count(l => l.Contains("Asked to refuse temperature with temperature (null)")).ShouldBe(2);
    }

    [Fact]
    public async Task A_number_that_a_model_refuses_is_the_bots_to_know()
    {
        using var bot = await bench.BotAsync();

        var reply = await bot.ChatAsync("""{"model":"default","max_tokens":9000,"messages":[{"role":"user","content":"refuse tokens"}]}""");

        (reply.Status, (string?)reply.Error["param"]).ShouldBe((HttpStatusCode.BadRequest, "max_tokens"));
        bench.Portal.Log.Lines.Count(l => l.Contains("Asked to refuse tokens")).ShouldBe(1);
    }

    public async ValueTask InitializeAsync()
    {
        bench = await BotBench.StartAsync(("Plugins:Directories:0", folder.Parent));
        await bench.AddAsync("Odd", "type-of-oddchat", ["some"], url: bench.Fake.Url("custom").AbsoluteUri);
        await bench.ChooseAsync("odd/some");
    }

    public async ValueTask DisposeAsync()
    {
        await bench.DisposeAsync();
        folder.Dispose();
    }

    private static Task<BotReply> AskAsync(HttpClient bot, string what, bool stream = false) => bot.ChatAsync(Body(what, stream));

    private static string Body(string what, bool stream) => new JsonObject { ["model"] = "default", ["stream"] = stream, ["messages"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = what }) }.ToJsonString();
}
