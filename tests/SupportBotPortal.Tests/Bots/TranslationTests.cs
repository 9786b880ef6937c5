using System.Net;
using SupportBotPortal.Core.Generation.Settings;

namespace SupportBotPortal.Tests.Bots;

/// <summary>What another vendor's protocol has no words for, or nobody can read, is the bot's to mend: nobody is asked, and no provider pays for it.</summary>
public sealed class TranslationTests : IAsyncLifetime
{
    private BotBench bench = null!;

    public static TheoryData<string, string> Odd => new()
    {
        { """{"model":"default","messages":[{"role":"user","content":"\ud83d"}]}""", "The request cannot be read" },
        { """{"model":"default","messages":[{"role":"user","content":"Hi","content":"Ho"}]}""", "The request cannot be read" },
        { """{"model":"default","messages":[{"role":"user","content":"Hi"}],"tools":[{"type":"function","function":{"name":"","parameters":{}}}]}""", "The request cannot be read" },
        { """{"model":"default","messages":[{"role":"user","content":"Hi"}],"frequency_penalty":1e400}""", "“frequency_penalty” is to be a number." },
        { """{"model":"default","messages":[{"role":"user","content":"Hi"}],"n":2}""", "The model in production gives one answer at a time." },
        { """{"model":"default","messages":[{"role":"user","content":[{"type":"input_audio"}]}]}""", "The model in production takes text, images and files, and no part of the type “input_audio”." },
        { """{"model":"default","messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"file:///etc/passwd"}}]}]}""", "The address of an image is to begin with https:// or data:." },
        { """{"model":"default","messages":[{"role":"wizard","content":"Hi"}]}""", "The “role” of a message is to be" },
        { """{"model":"default","messages":["Hi"]}""", "A message is to be an object" },
        { """{"model":"default","messages":[{"role":"tool","content":"Hi"}]}""", "The result of a tool is to say to which call it belongs" },
        { """{"model":"default","messages":[{"role":"user","content":"Hi"}],"tools":[{"type":"function","function":{"name":"f"}}],"tool_choice":"maybe"}""", "“tool_choice” is to be none, auto, required, or a function by its name." },
        { """{"model":"default","messages":[{"role":"user","content":"Hi"}],"response_format":{"type":"poem"}}""", "“response_format” is to be of the type text, json_object or json_schema." },
        { """{"model":"default","messages":[{"role":"user","content":"Hi"}],"response_format":"json"}""", "“response_format” is to be of the type text, json_object or json_schema." },
        { """{"model":"default","messages":[{"role":"user","content":"Hi"}],"tools":"bad"}""", "“tools” is to be a list of tools." },
        { """{"model":"default","messages":[{"role":"user","content":"Hi"}],"tools":[{"type":"function","function":{"name":"f","parameters":"bad"}}]}""", "The “parameters” of a function are to be a JSON schema, an object." },
        { """{"model":"default","messages":[{"role":"user","content":"Hi"}],"tool_choice":5}""", "“tool_choice” is to be none, auto, required, or a function by its name." },
        { """{"model":"default","messages":[{"role":"user","content":"Hi"}],"parallel_tool_calls":"no"}""", "“parallel_tool_calls” is to be true or false." },
        { """{"model":"default","messages":[{"role":"assistant","content":"Hi","tool_calls":{}}]}""", "The “tool_calls” of a message are to be a list." },
        { """{"model":"default","messages":[{"role":"user","content":"Hi"}],"functions":[{"name":"f"}]}""", "“functions” and “function_call” were replaced by “tools” and “tool_choice”" },
        { """{"model":"default","messages":[{"role":"user","content":"Hi"}],"seed":"a"}""", "“seed” is to be a whole number." },
        { """{"model":"default","messages":[{"role":"user","content":"Hi"}],"presence_penalty":"high"}""", "“presence_penalty” is to be a number." },
    };

    [Theory]
    [MemberData(nameof(Odd))]
    public async Task It_is_refused_with_a_sentence_and_however_often_no_provider_is_spared_for_it(string body, string sentence)
    {
        using var bot = await bench.BotAsync();

        for (var n = 0; n < 6; n++)
        {
            var refused = await bot.ChatAsync(body);
            refused.Status.ShouldBe(HttpStatusCode.BadRequest, refused.Text);
            ((string?)refused.Error["message"])!.ShouldStartWith(sentence);
        }

        bench.Asked.ShouldBeEmpty();
        (await bot.HelloAsync()).Said.ShouldBe("Hello from the fake claude-sonnet-5. You said: Good morning");
        bench.Portal.Log.Lines.ShouldNotContain(line => line.Contains("A bot's request failed"));
    }

    [Theory]
    [InlineData("", 0.25, 100)]
    [InlineData(""","temperature":0.125,"max_tokens":50""", 0.125, 50)]
    [InlineData(""","temperature":0.875,"max_completion_tokens":5000""", 0.25, 100)]
    public async Task Settings_and_their_limits_hold_for_other_vendors_too(string asked, double temperature, int tokens)
    {
        await bench.ChooseAsync(new GenerationInput { Model = "claude/claude-sonnet-5", Temperature = "0.25", LimitsTemperature = true, MaximumOutputTokens = "100", LimitsMaximumOutputTokens = true, StopSequences = "END", SystemPrompt = "Be kind." });
        using var bot = await bench.BotAsync();

        (await bot.ChatAsync("""{"model":"default","messages":[{"role":"system","content":"Mine."},{"role":"user","content":"Hi"}]""" + asked + "}")).Status.ShouldBe(HttpStatusCode.OK);

        var sent = bench.Asked.ShouldHaveSingleItem().Json;
        ((double)sent["temperature"]!, (int)sent["max_tokens"]!, (string?)sent["system"], (string?)sent["stop_sequences"]![0]).ShouldBe((temperature, tokens, "Be kind.\n\nMine.", "END"));
    }

    public async ValueTask InitializeAsync()
    {
        bench = await BotBench.StartAsync();
        await bench.AddAsync("Claude", "anthropic", ["claude-sonnet-5"]);
        await bench.ChooseAsync("claude/claude-sonnet-5");
    }

    public ValueTask DisposeAsync() => bench.DisposeAsync();
}
