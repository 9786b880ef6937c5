using System.Net.Http.Json;
using SupportBotPortal.FakeProviders;

namespace SupportBotPortal.Tests.FakeProviders;

/// <summary>The fake is only worth something as long as it answers as OpenAI's own specification says.</summary>
public sealed class OpenAiSpecificationTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Answers_and_errors_follow_the_specification()
    {
        var specification = OpenAiSpecification.LoadOrSkip();
        await using var fake = await FakeUpstream.StartAsync();
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("Authorization", $"Bearer {fake.Options.OpenAiKey}");

        await Check("ListModelsResponse", await http.GetStringAsync(fake.OpenAiUrl + "/models", Token));
        await Check("Model", await http.GetStringAsync(fake.OpenAiUrl + "/models/gpt-4o", Token));
        await Check("CreateChatCompletionResponse", await ChatAsync(stream: false));
        var chunks = (await ChatAsync(stream: true)).Split('\n').Where(l => l.StartsWith("data: {", StringComparison.Ordinal)).ToList();
        chunks.Count.ShouldBeGreaterThan(3);
        foreach (var chunk in chunks)
            await Check("CreateChatCompletionStreamResponse", chunk["data: ".Length..]);

        foreach (var failure in new[]
        {
            FakeBehaviour.InvalidKey, FakeBehaviour.RateLimited, FakeBehaviour.InsufficientQuota, FakeBehaviour.Overloaded,
            FakeBehaviour.ListOnly, FakeBehaviour.ModelNotFound, FakeBehaviour.RefusesMaxTokens, FakeBehaviour.RefusesTemperature,
        })
        {
            fake.Behave(failure);
            await Check("ErrorResponse", await ChatAsync(stream: false));
        }

        async Task Check(string schema, string body) => (await specification.CheckAsync(schema, body)).ShouldBeEmpty($"{schema}: {body}");

        async Task<string> ChatAsync(bool stream)
        {
            using var response = await http.PostAsJsonAsync(fake.OpenAiUrl + "/chat/completions", new
            {
                model = "gpt-4o",
                messages = new[] { new { role = "user", content = "hello" } },
                stream,
                stream_options = stream ? new { include_usage = true } : null,
                max_tokens = 100,
                temperature = 0.2,
            }, Token);
            return await response.Content.ReadAsStringAsync(Token);
        }
    }

    [Fact]
    public async Task A_body_that_does_not_follow_it_is_noticed()
    {
        var specification = OpenAiSpecification.LoadOrSkip();
        (await specification.CheckAsync("ListModelsResponse", """{"object":"list","data":[{"object":"model","created":1,"owned_by":"x"}]}""")).ShouldNotBeEmpty();
        (await specification.CheckAsync("ErrorResponse", """{"error":{"message":1,"type":"x","param":null,"code":null}}""")).ShouldNotBeEmpty();
    }
}
