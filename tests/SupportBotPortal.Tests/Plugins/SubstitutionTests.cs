using SupportBotPortal.FakeProviders;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Tests.Plugins;

/// <summary>Some put another model in the place of the one that was asked for, and say so only in passing.</summary>
public sealed class SubstitutionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Another_model_that_answers_proves_the_key_and_not_the_model()
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Behave(FakeBehaviour.SubstitutesModel, FakeEndpoint.Chat);
        foreach (var client in new[] { bench.OpenAi(), bench.Custom() })
        {
            var stage = (await client.ProbeAsync(new(Generate: true), Token).ToListAsync(Token))[^1];
            (stage.Verdict, stage.Proves, stage.Summary).ShouldBe((ProbeVerdict.Warning, ProofLevel.KeyProven, "Another model answered than the one that was asked"));
            stage.Detail!.ShouldEndWith("was asked, another-model answered");
        }
    }

    [Fact]
    public async Task A_dated_version_of_the_asked_model_is_the_asked_model()
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Behave(FakeBehaviour.AnswersWithVersion, FakeEndpoint.Chat);
        (await bench.OpenAi().ProbeAsync(new(Generate: true), Token).ToListAsync(Token))[^1].Proves.ShouldBe(ProofLevel.ModelProven);
    }

    [Theory]
    [InlineData("gpt-4o", "gpt-4o-2024-08-06", true)]
    [InlineData("gpt-4o-2024-08-06", "gpt-4o", true)]
    [InlineData("gpt-4o-2024-08-06", "gpt-4o-2024-11-20", false)]
    [InlineData("gpt-4o", "gpt-4o-mini", false)]
    [InlineData("gpt-4o", "gpt-4o-mini-2024-07-18", false)]
    [InlineData("gpt-4", "gpt-4-0613", true)]
    [InlineData("openai/gpt-4o", "gpt-4o", true)]
    [InlineData("acme/fake:free", "acme/fake", true)]
    [InlineData("llama3", "llama3:latest", true)]
    [InlineData("llama3:8b", "llama3:70b", false)]
    [InlineData("mistral.gguf", "/models/mistral.gguf", true)]
    [InlineData("openrouter/auto", "acme/whatever", true)]
    [InlineData("MODEL", "model", true)]
    public async Task Names_that_mean_the_same_model_are_told_from_those_that_do_not(string asked, string answered, bool same)
    {
        await using var bench = await PluginBench.StartAsync();
        (await AnsweredAsync(bench, bench.Custom(), asked, answered)).ShouldBe(same ? ProbeVerdict.Passed : ProbeVerdict.Warning);
    }

    [Theory]
    [InlineData("gemini-3.6-flash", "gemini-3.6-flash-001", true)]
    [InlineData("gemini-3.6-flash", "models/gemini-3.6-flash", true)]
    [InlineData("gemini-3.1-pro-preview", "gemini-3.1-pro-preview-05-06", true)]
    [InlineData("gemini-flash-latest", "gemini-3.8-flash", true)]
    [InlineData("gemini-3.6-flash", "gemini-3.6-flash-lite", false)]
    [InlineData("gemini-2.0-flash", "gemini-2.5-flash", false)]
    [InlineData("gemini-2.5-pro-preview-05-06", "gemini-2.5-pro", false)]
    public async Task Names_of_Googles_models_are_told_apart(string asked, string answered, bool same)
    {
        await using var bench = await PluginBench.StartAsync();
        (await AnsweredAsync(bench, bench.Google(), asked, answered)).ShouldBe(same ? ProbeVerdict.Passed : ProbeVerdict.Warning);
    }

    private static async Task<ProbeVerdict> AnsweredAsync(PluginBench bench, IProviderClient client, string asked, string answered)
    {
        // One body for all: each protocol finds its own in it.
        bench.Fake.AnswerWith(200, $$"""
            {
              "data": [{"id": "{{asked}}"}], "models": [{"name": "models/{{asked}}"}], "model": "{{answered}}", "modelVersion": "{{answered}}", "id": "1", "object": "chat.completion", "created": 1,
              "choices": [{"index": 0, "message": {"role": "assistant", "content": "OK"}, "finish_reason": "stop"}],
              "candidates": [{"content": {"parts": [{"text": "OK"}]}, "finishReason": "STOP"}]
            }
            """);
        return (await client.ProbeAsync(new(Generate: true, asked), Token).ToListAsync(Token))[^1].Verdict;
    }
}
