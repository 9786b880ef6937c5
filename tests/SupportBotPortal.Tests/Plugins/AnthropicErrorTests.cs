using Microsoft.Extensions.AI;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Tests.Plugins;

/// <summary>Errors as Anthropic, and gateways in front of it, write them.</summary>
public sealed class AnthropicErrorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("own limit of the organization", 400, "invalid_request_error", "You have reached your specified API usage limits. You will regain access on 2026-12-01.", FailureCause.Quota)]
    [InlineData("own limit of the workspace", 400, "invalid_request_error", "You have reached your specified workspace API usage limits.", FailureCause.Quota)]
    [InlineData("no credit", 400, "invalid_request_error", "Your credit balance is too low to access the Anthropic API.", FailureCause.Quota)]
    [InlineData("a bad request", 400, "invalid_request_error", "messages.0: roles must alternate", FailureCause.BadParameter)]
    [InlineData("a bad key", 401, "authentication_error", "invalid x-api-key", FailureCause.Credentials)]
    [InlineData("an expired key", 401, "authentication_error", "This API key has expired.", FailureCause.Credentials)]
    [InlineData("a gateway that says 403 to a bad key", 403, "authentication_error", "invalid key", FailureCause.Credentials)]
    [InlineData("billing", 402, "billing_error", "There is an issue with your billing.", FailureCause.Quota)]
    [InlineData("permission", 403, "permission_error", "Your API key does not have permission.", FailureCause.Permission)]
    [InlineData("an unknown model", 404, "not_found_error", "model: claude-gone-1", FailureCause.ModelMissing)]
    [InlineData("an unknown path", 404, "not_found_error", "Not Found", FailureCause.WrongUrl)]
    [InlineData("too large", 413, "request_too_large", "Request exceeds the maximum size", FailureCause.BadParameter)]
    [InlineData("too fast", 429, "rate_limit_error", "Number of requests has exceeded your rate limit", FailureCause.RateLimit)]
    [InlineData("tier's cap, in words", 429, "rate_limit_error", "You have reached your API usage limits: your organization has crossed its threshold.", FailureCause.Quota)]
    [InlineData("tier's cap, as type", 429, "enforced_spend_limit_reached", "…", FailureCause.Quota)]
    [InlineData("vendor's fault", 500, "api_error", "Internal server error", FailureCause.ProviderError)]
    [InlineData("overloaded, behind a gateway", 500, "overloaded_error", "Overloaded", FailureCause.Overloaded)]
    [InlineData("took too long", 504, "timeout_error", "Request timed out", FailureCause.Timeout)]
    [InlineData("busy", 529, "overloaded_error", "Overloaded", FailureCause.Overloaded)]
    public async Task Is_understood_with_its_status_and_inside_an_answer(string who, int status, string type, string message, FailureCause cause)
    {
        await using var bench = await PluginBench.StartAsync();
        var body = $$$"""{"type":"error","error":{"type":"{{{type}}}","message":"{{{message}}}"},"request_id":"req_1"}""";
        bench.Fake.AnswerWith(status, body);
        (await FailAsync(bench)).Cause.ShouldBe(cause, who);

        // Where a gateway has made another type or status of it, only the type can tell.
        if (who.Contains("gateway"))
            return;
        bench.Fake.AnswerWith(200, body);
        (await FailAsync(bench)).Cause.ShouldBe(cause, who);
    }

    [Theory]
    [InlineData(429, """{"type":"error","error":{"type":"rate_limit_error","message":"…","details":{"error_code":"enforced_spend_limit_reached"}}}""", FailureCause.Quota, "Anthropic answered 429 enforced_spend_limit_reached")]
    [InlineData(429, """{"type":"error","error":{"details":null,"type":"rate_limit_error","message":"…"}}""", FailureCause.RateLimit, "Anthropic answered 429 rate_limit_error")]
    [InlineData(403, """{"type":"error","error":{"type":"<script>","message":"<b>no</b>"}}""", FailureCause.Permission, "Anthropic answered 403")]
    [InlineData(500, """{"error":"boom"}""", FailureCause.ProviderError, "Anthropic answered 500")]
    [InlineData(404, """{"detail":"Not Found"}""", FailureCause.WrongUrl, "Anthropic answered 404")]
    [InlineData(418, "{}", FailureCause.NotTheExpectedApi, "Anthropic answered 418")]
    [InlineData(401, "", FailureCause.Credentials, "Anthropic answered 401")]
    public async Task Its_detail_names_what_looks_like_a_code(int status, string body, FailureCause cause, string detail)
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.AnswerWith(status, body);
        var failure = await FailAsync(bench);
        (failure.Cause, failure.Detail).ShouldBe((cause, detail));
    }

    [Theory]
    [InlineData("\"error\":null")]
    [InlineData("\"error\":\"\"")]
    [InlineData("\"error\":{}")]
    [InlineData("\"error\":{\"type\":null,\"message\":\"\"}")]
    public async Task An_answer_that_says_nothing_of_an_error_is_an_answer(string beside)
    {
        await using var bench = await PluginBench.StartAsync();
        using var chat = bench.Anthropic().CreateChatClient("a");
        bench.Fake.AnswerWith(200, $$$"""{{{{beside}}},"type":"message","content":[{"type":"text","text":"hello"}],"stop_reason":"end_turn"}""");
        (await chat.GetResponseAsync("hello", cancellationToken: Token)).Text.ShouldBe("hello");
    }

    [Fact]
    public async Task Listing_knows_no_model_that_could_be_missing()
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.AnswerWith(404, """{"type":"error","error":{"type":"not_found_error","message":"no such path: models"}}""");
        (await Should.ThrowAsync<ProviderFailureException>(() => bench.Anthropic().DiscoverModelsAsync(Token))).Cause.ShouldBe(FailureCause.WrongUrl);
    }

    [Theory]
    [InlineData(400, "text/html", FailureCause.NotTheExpectedApi)]
    [InlineData(403, "text/html", FailureCause.NotTheExpectedApi)]
    [InlineData(401, "text/html", FailureCause.Credentials)]
    public async Task A_web_page_judges_neither_key_nor_request(int status, string type, FailureCause cause)
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.AnswerWith(status, "<html><body>Blocked</body></html>", type);
        (await FailAsync(bench)).Cause.ShouldBe(cause);
    }

    private static async Task<ProviderFailureException> FailAsync(PluginBench bench)
    {
        using var chat = bench.Anthropic().CreateChatClient("claude-gone-1");
        return await Should.ThrowAsync<ProviderFailureException>(() => chat.GetResponseAsync("hello", cancellationToken: Token));
    }
}
