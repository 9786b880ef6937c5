using System.Net;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Generation;

/// <summary>Whatever is wrong with the settings is said at its field, and nothing that was typed is lost.</summary>
public sealed class GenerationRefusalTests(GenerationBench bench) : IClassFixture<GenerationBench>
{
    public static TheoryData<string, string, string> Wrong => new()
    {
        { "Model", "", "Choose the model that answers in production." },
        { "Model", "main/nothing", "“main/nothing” is no model of an active provider." },
        { "Model", "resting/asleep", "“resting/asleep” is no model of an active provider." },
        { "Model", "large", "“large” is no model of an active provider." },
        { "Temperature", "1.01", "The temperature is a number from 0 to 1." },
        { "Temperature", "-0.1", "The temperature is a number from 0 to 1." },
        { "Temperature", "0,3", "Write it with a point: 0.3." },
        { "Temperature", "1,5", "The temperature is a number from 0 to 1." },
        { "TopP", "1,5", "Top-p is a number above 0, up to 1." },
        { "Temperature", "warm", "Enter a number such as 0.3, or leave it empty." },
        { "Temperature", "NaN", "Enter a number such as 0.3, or leave it empty." },
        { "TopP", "0", "Top-p is a number above 0, up to 1." },
        { "TopP", "1.5", "Top-p is a number above 0, up to 1." },
        { "MaximumOutputTokens", "0", "Enter a whole number of tokens from 1 to 1,000,000" },
        { "MaximumOutputTokens", "1.5", "Enter a whole number of tokens from 1 to 1,000,000" },
        { "MaximumOutputTokens", "1,5", "Enter a whole number of tokens from 1 to 1,000,000" },
        { "MaximumOutputTokens", "1,50", "Enter a whole number of tokens from 1 to 1,000,000" },
        { "MaximumOutputTokens", "1000,000", "Enter a whole number of tokens from 1 to 1,000,000" },
        { "MaximumOutputTokens", ",100", "Enter a whole number of tokens from 1 to 1,000,000" },
        { "MaximumOutputTokens", "99999999999999999999", "Enter a whole number of tokens from 1 to 1,000,000" },
        { "StopSequences", "a\nb\nc\nd\ne", "At most 4 stop sequences, one on a line; these are 5." },
        { "StopSequences", "END\n   ", "A stop sequence of spaces alone would end every answer at its first word." },
        { "SystemPrompt", "a\u0001b", "The system prompt contains a control character." },
        { "Fallbacks", "nobody/nothing", "“nobody/nothing” is no model of an active provider." },
        { "Fallbacks", "main/large", "The model itself cannot be its own fallback." },
        { "Comment", "line\u2028break", "The comment contains a line break or a character that cannot be seen." },
    };

    private static (string Field, string? Value)[] Usual => [("Model", "main/large"), ("SystemPrompt", "Kept.")];

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_value_that_cannot_be_is_refused_with_a_sentence_at_its_field(string field, string typed, string sentence)
    {
        var refused = await bench.SaveAsync([.. Usual.Where(f => f.Field != field), (field, typed)]);

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, refused.Html);
        refused.Page.QuerySelectorAll("#generation-form .error").Select(e => e.TextContent).ShouldContain(e => e.Contains(sentence));
        refused.Text("#generation-form > .error").ShouldBe("One field needs your attention. What you typed is still here.");
        if (typed.Length > 0) GenerationBench.FieldsOf(refused).ShouldContain(f => f.Key == "Form." + field && f.Value == typed);
        if (field != "SystemPrompt") GenerationBench.FieldsOf(refused).ShouldContain(new KeyValuePair<string, string>("Form.SystemPrompt", "Kept."));
        (await bench.VersionsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_too_long_or_too_much_is_counted_for_its_typist()
    {
        var refused = await bench.SaveAsync(("Model", "main/large"), ("SystemPrompt", new string('a', 32_001)), ("StopSequences", new string('b', 101)), ("Comment", new string('c', 201)),
            ("Fallbacks", "main/small"), ("Fallbacks", "spare/other"), ("Fallbacks", "main/small"), ("UsersMayChoose", "true"), ("Allowed", null));

        refused.Page.QuerySelectorAll("#generation-form .field .error").Select(e => e.TextContent.Trim()).ShouldBe([
            "The system prompt may have at most 32,000 characters; this one has 32,001.",
            "A stop sequence may have at most 100 characters; one has 101.",
            "A model is listed twice. Each one is asked once.",
            "Tick the models that bots may ask for, or do not let them choose.",
            "A comment may have at most 200 characters; this one has 201."]);
    }

    [Fact]
    public async Task More_tokens_than_the_model_can_put_out_are_refused()
    {
        await bench.AddAsync("Small", p => (p.Models, p.KnownModels) = (["tiny"], [new() { ModelId = "tiny", MaximumOutputTokens = 4096, FirstSeenAt = GenerationBench.Now }]));

        (await bench.SaveAsync(("Model", "small/tiny"), ("MaximumOutputTokens", "4097"))).Text("#tokens-help .error").ShouldBe("This model puts out at most 4,096 tokens, its provider says.");
    }

    [Fact]
    public async Task What_is_wrong_with_a_temperature_is_not_what_its_help_says_already()
    {
        var refused = await bench.SaveAsync(("Model", "main/large"), ("Temperature", "7"));

        refused.Text("#temperature-help .error").ShouldBe("The temperature is a number from 0 to 1.");
        refused.Text("#temperature-help").Split("is advised").Length.ShouldBe(2);
    }

    [Fact]
    public async Task By_htmx_the_form_comes_back_alone()
    {
        var refused = await bench.Admin.SendAsync(GenerationBench.Edit, await GenerationBench.FormAsync(bench.Admin, ("Temperature", "hot")), htmx: true);

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Page.QuerySelectorAll("main").ShouldBeEmpty();
        refused.Text("#generation-form > .error").ShouldStartWith("2 things need your attention.");
    }
}
