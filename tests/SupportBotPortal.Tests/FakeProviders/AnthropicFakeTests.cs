using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SupportBotPortal.FakeProviders;

namespace SupportBotPortal.Tests.FakeProviders;

/// <summary>The fake is as strict as the vendor: what it lets pass, the vendor would too.</summary>
public sealed class AnthropicFakeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, "2023-06-01", "models", 401, "authentication_error")]
    [InlineData("sk-wrong", "2023-06-01", "models", 401, "authentication_error")]
    [InlineData("sk-fake-anthropic", null, "models", 400, "invalid_request_error")]
    [InlineData("sk-fake-anthropic", "2023-06-01", "models?limit=1001", 400, "invalid_request_error")]
    [InlineData("sk-fake-anthropic", "2023-06-01", "models?after_id=never-listed", 400, "invalid_request_error")]
    [InlineData("sk-fake-anthropic", "2023-06-01", "models/claude-gone-1", 404, "not_found_error")]
    [InlineData("sk-fake-anthropic", "2023-06-01", "completions", 404, "not_found_error")]
    public async Task What_the_vendor_refuses_it_refuses(string? key, string? version, string path, int status, string type)
    {
        await using var fake = await FakeUpstream.StartAsync();
        using var http = Client(key, version);
        using var response = await http.GetAsync($"{fake.AnthropicUrl}/{path}", Token);

        response.StatusCode.ShouldBe((HttpStatusCode)status);
        (await response.Content.ReadFromJsonAsync<JsonNode>(Token))!["error"]!["type"]!.GetValue<string>().ShouldBe(type);
    }

    [Fact]
    public async Task An_answer_needs_a_limit_and_an_alias_is_answered_by_its_snapshot()
    {
        await using var fake = await FakeUpstream.StartAsync();
        using var http = Client("sk-fake-anthropic", "2023-06-01");
        var asked = new JsonObject { ["model"] = "claude-haiku-5-5", ["messages"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = "hello" }) };
        using var refused = await http.PostAsJsonAsync($"{fake.AnthropicUrl}/messages", asked, Token);
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        asked["max_tokens"] = 3;
        using var answered = await http.PostAsJsonAsync($"{fake.AnthropicUrl}/messages", asked, Token);
        var answer = (await answered.Content.ReadFromJsonAsync<JsonNode>(Token))!;
        (answer["model"]!.GetValue<string>(), answer["stop_reason"]!.GetValue<string>()).ShouldBe(("claude-haiku-5-5-20260801", "max_tokens"));
    }

    private static HttpClient Client(string? key, string? version)
    {
        var http = new HttpClient();
        if (key is not null)
            http.DefaultRequestHeaders.Add("x-api-key", key);
        if (version is not null)
            http.DefaultRequestHeaders.Add("anthropic-version", version);
        return http;
    }
}
