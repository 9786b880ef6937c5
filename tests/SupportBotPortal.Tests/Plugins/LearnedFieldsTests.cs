using Microsoft.Extensions.AI;
using SupportBotPortal.FakeProviders;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Tests.Plugins;

public sealed class LearnedFieldsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_refused_max_tokens_is_tried_under_its_other_name_once_and_remembered(bool streamed)
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Behave(FakeBehaviour.RefusesMaxTokens);
        await AskAsync(bench.Custom(), "fake-small", streamed);
        await AskAsync(bench.Custom(), "fake-small", streamed);

        Fields(bench).ShouldBe(["max_tokens", "max_completion_tokens", "max_completion_tokens"]);
    }

    [Fact]
    public async Task OpenAi_begins_with_the_current_name_and_learns_the_older_one()
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Behave(FakeBehaviour.RefusesMaxCompletionTokens);
        await AskAsync(bench.OpenAi(), "gpt-6-luna");
        await AskAsync(bench.OpenAi(), "gpt-6-luna");

        Fields(bench).ShouldBe(["max_completion_tokens", "max_tokens", "max_tokens"]);
    }

    [Fact]
    public async Task What_one_model_refuses_says_nothing_about_another()
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Behave(FakeBehaviour.RefusesMaxTokens);
        await AskAsync(bench.Custom(), "fake-small");
        await AskAsync(bench.Custom(), "fake-large");

        Fields(bench).ShouldBe(["max_tokens", "max_completion_tokens", "max_tokens", "max_completion_tokens"]);
    }

    [Fact]
    public async Task A_refused_temperature_is_left_out_from_then_on()
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Behave(FakeBehaviour.RefusesTemperature);
        await AskAsync(bench.OpenAi(), "gpt-6-luna");
        await AskAsync(bench.OpenAi(), "gpt-6-luna");

        bench.Fake.Requests.Select(r => r.Json["temperature"] is not null).ShouldBe([true, false, false]);
    }

    [Theory]
    [InlineData("max_tokens", FakeBehaviour.RefusesMaxTokens)]
    [InlineData("max_completion_tokens", FakeBehaviour.RefusesMaxCompletionTokens)]
    public async Task A_chosen_field_is_sent_and_its_refusal_is_told(string field, FakeBehaviour behaviour)
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Behave(behaviour);
        var client = bench.Custom(settings: PluginBench.Settings(("token_limit_field", field)));
        var failure = await Should.ThrowAsync<ProviderFailureException>(() => AskAsync(client, "fake-small"));

        (failure.Cause, failure.Parameter).ShouldBe((FailureCause.BadParameter, field));
        Fields(bench).ShouldBe([field]);
    }

    [Fact]
    public async Task An_endpoint_that_refuses_both_names_is_asked_twice_and_teaches_nothing()
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.BehaveNext(FakeBehaviour.RefusesMaxTokens, FakeBehaviour.RefusesMaxCompletionTokens);
        await Should.ThrowAsync<ProviderFailureException>(() => AskAsync(bench.Custom(), "fake-small"));
        await AskAsync(bench.Custom(), "fake-small");

        Fields(bench).ShouldBe(["max_tokens", "max_completion_tokens", "max_tokens"]);
    }

    private static async Task AskAsync(IProviderClient client, string model, bool streamed = false)
    {
        using var chat = client.CreateChatClient(model);
        var options = new ChatOptions { MaxOutputTokens = 64, Temperature = 0.2f };
        if (streamed)
            (await chat.GetStreamingResponseAsync("hello", options, Token).ToListAsync(Token)).ShouldNotBeEmpty();
        else
            (await chat.GetResponseAsync("hello", options, Token)).Text.ShouldNotBeEmpty();
    }

    private static string[] Fields(PluginBench bench) =>
        [.. bench.Fake.Requests.Select(r => r.Json["max_tokens"] is null ? "max_completion_tokens" : "max_tokens")];
}
