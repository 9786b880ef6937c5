using Microsoft.Extensions.AI;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Tests.Plugins;

/// <summary>Errors as the vendors and the servers that imitate OpenAI really write them.</summary>
public sealed class UpstreamErrorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("vLLM", 404, """{"object":"error","message":"The model `x` does not exist.","type":"NotFoundError","param":null,"code":404}""", FailureCause.ModelMissing)]
    [InlineData("Ollama", 404, """{"error":{"message":"model \"x\" not found, try pulling it first","type":"api_error","param":null,"code":null}}""", FailureCause.ModelMissing)]
    [InlineData("Azure", 404, """{"error":{"code":"DeploymentNotFound","message":"The API deployment for this resource does not exist."}}""", FailureCause.ModelMissing)]
    [InlineData("OpenRouter, credits", 402, """{"error":{"message":"Insufficient credits","code":402}}""", FailureCause.Quota)]
    [InlineData("OpenRouter, the key's limit", 403, """{"error":{"message":"Key limit exceeded. Manage it using https://openrouter.ai/keys","code":403}}""", FailureCause.Quota)]
    [InlineData("OpenRouter, inside 200", 200, """{"error":{"message":"Provider returned error","code":429}}""", FailureCause.RateLimit)]
    [InlineData("OpenAI, spend limit", 429, """{"error":{"message":"…","type":"x","param":null,"code":"project_spend_limit_exceeded"}}""", FailureCause.Quota)]
    [InlineData("OpenAI, the organization's spend limit", 429, """{"error":{"message":"…","type":"x","param":null,"code":"organization_spend_limit_exceeded"}}""", FailureCause.Quota)]
    [InlineData("OpenAI, credit", 429, """{"error":{"message":"…","type":"x","param":null,"code":"credit_balance_exhausted"}}""", FailureCause.Quota)]
    [InlineData("OpenAI, quota", 429, """{"error":{"message":"…","type":"insufficient_quota","param":null,"code":null}}""", FailureCause.Quota)]
    [InlineData("OpenAI, the organization's usage", 429, """{"error":{"message":"…","type":"x","param":null,"code":"organization_usage_limit_exceeded"}}""", FailureCause.Quota)]
    [InlineData("OpenAI, billing", 429, """{"error":{"message":"…","type":"x","param":null,"code":"billing_hard_limit_reached"}}""", FailureCause.Quota)]
    [InlineData("OpenAI, overloaded with 500", 500, """{"error":{"message":"…","type":"server_error","param":null,"code":"server_is_overloaded"}}""", FailureCause.Overloaded)]
    [InlineData("DeepSeek, balance", 402, """{"error":{"message":"Insufficient Balance","type":"unknown_error","param":null,"code":"invalid_request_error"}}""", FailureCause.Quota)]
    [InlineData("OpenAI, slow down", 429, """{"error":{"message":"…","type":"x","param":null,"code":"slow_down"}}""", FailureCause.RateLimit)]
    [InlineData("OpenAI, 401 with a scope", 401, """{"error":{"message":"You have insufficient permissions for this operation. Missing scopes: model.request","type":"invalid_request_error","param":null,"code":null}}""", FailureCause.Permission)]
    [InlineData("an error as text", 500, """{"error":"boom"}""", FailureCause.ProviderError)]
    [InlineData("a null error is none", 200, """{"error":null,"object":"list","data":[]}""", FailureCause.NotTheExpectedApi)]
    [InlineData("Google, a bad key", 400, """[{"error":{"code":400,"message":"API key not valid. Please pass a valid API key.","status":"INVALID_ARGUMENT","details":[{"@type":"x"},{"reason":"API_KEY_INVALID"}]}}]""", FailureCause.Credentials)]
    [InlineData("Google, not in this region", 400, """[{"error":{"code":400,"message":"User location is not supported for the API use.","status":"FAILED_PRECONDITION"}}]""", FailureCause.Permission)]
    [InlineData("Google, a bad argument", 400, """{"error":{"code":400,"message":"…","status":"INVALID_ARGUMENT"}}""", FailureCause.BadParameter)]
    [InlineData("Anthropic, no credit", 400, """{"type":"error","error":{"type":"invalid_request_error","message":"Your credit balance is too low to access the API."}}""", FailureCause.Quota)]
    [InlineData("Anthropic, capped", 429, """{"type":"error","error":{"type":"enforced_spend_limit_reached","message":"…"}}""", FailureCause.Quota)]
    [InlineData("OpenAI, a project without the model", 403, """{"error":{"message":"Project x does not have access to model y","type":"invalid_request_error","param":null,"code":"model_not_found"}}""", FailureCause.ModelMissing)]
    [InlineData("a gateway that says 403 to a bad key", 403, """{"error":{"message":"…","type":"x","code":"invalid_api_key"}}""", FailureCause.Credentials)]
    [InlineData("rate limit inside 200", 200, """{"error":{"message":"…","type":"requests","code":"rate_limit_exceeded"}}""", FailureCause.RateLimit)]
    [InlineData("bad key inside 200", 200, """{"error":{"message":"…","type":"invalid_request_error","code":"invalid_api_key"}}""", FailureCause.Credentials)]
    [InlineData("missing model inside 200", 200, """{"error":{"message":"…","type":"invalid_request_error","code":"model_not_found"}}""", FailureCause.ModelMissing)]
    [InlineData("quota inside 200", 200, """{"error":{"message":"…","code":"insufficient_quota"}}""", FailureCause.Quota)]
    [InlineData("too deep", 400, "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]", FailureCause.BadParameter)]
    [InlineData("gateway", 504, "<html>", FailureCause.Timeout)]
    [InlineData("method not allowed", 405, "", FailureCause.WrongUrl)]
    [InlineData("teapot", 418, "{}", FailureCause.NotTheExpectedApi)]
    public async Task Is_understood(string who, int status, string body, FailureCause cause)
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.AnswerWith(status, body);
        using var chat = bench.Custom().CreateChatClient("x");
        var failure = await Should.ThrowAsync<ProviderFailureException>(() => chat.GetResponseAsync("hello", cancellationToken: Token), who);
        failure.Cause.ShouldBe(cause, who);
    }

    [Theory]
    [InlineData("""{"detail":[{"type":"extra_forbidden","loc":["body","max_tokens"],"msg":"Extra inputs are not permitted"}]}""")]
    [InlineData("""{"object":"error","message":{"detail":[{"type":"extra_forbidden","loc":["body","max_tokens"],"msg":"Extra inputs are not permitted"}]},"type":"invalid_request_error","param":null,"code":null}""")]
    [InlineData("""{"error":{"message":"Unsupported parameter: 'max_tokens'.","param":"","code":""}}""")]
    public async Task The_refused_field_is_found_where_it_stands(string body)
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.AnswerWith(422, body);
        using var chat = bench.Custom(settings: PluginBench.Settings(("token_limit_field", "max_tokens"))).CreateChatClient("x");
        var failure = await Should.ThrowAsync<ProviderFailureException>(() => chat.GetResponseAsync("hello", new() { MaxOutputTokens = 16 }, Token));
        (failure.Cause, failure.Parameter).ShouldBe((FailureCause.BadParameter, "max_tokens"));
    }

    [Theory]
    [InlineData("""{"error":{"message":"<b>no</b>","type":"x y","code":"<script>"}}""", "The endpoint answered 403")]
    [InlineData("""{"error":{"message":"no","type":"invalid_request_error","code":null}}""", "The endpoint answered 403 invalid_request_error")]
    [InlineData("""{"error":{"message":"no","code":"unsupported_country_region_territory"}}""", "The endpoint answered 403 unsupported_country_region_territory")]
    public async Task Only_what_looks_like_a_code_is_repeated(string body, string detail)
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.AnswerWith(403, body);
        var failure = await Should.ThrowAsync<ProviderFailureException>(() => bench.Custom().DiscoverModelsAsync(Token));
        failure.Detail.ShouldBe(detail);
    }

    [Theory]
    [InlineData("\"error\":null")]
    [InlineData("\"error\":\"\"")]
    [InlineData("\"error\":false")]
    [InlineData("\"error\":0")]
    [InlineData("\"error\":[]")]
    [InlineData("\"error\":{}")]
    [InlineData("\"error\":{\"code\":0,\"message\":\"\"}")]
    [InlineData("\"detail\":null")]
    [InlineData("\"detail\":\"All models\"")]
    [InlineData("\"message\":\"OK\",\"detail\":[{\"msg\":\"cached\"}]")]
    public async Task An_answer_that_says_nothing_of_an_error_is_an_answer(string beside)
    {
        await using var bench = await PluginBench.StartAsync();
        var client = bench.Custom();
        bench.Fake.AnswerWith(200, $$"""{{{beside}},"object":"list","data":[{"id":"a"}]}""");
        (await client.DiscoverModelsAsync(Token)).ShouldHaveSingleItem().Id.ShouldBe("a");

        using var chat = client.CreateChatClient("a");
        bench.Fake.AnswerWith(200, $$$"""
            {{{{beside}}},"id":"1","object":"chat.completion","created":1,"model":"a","choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"hello"}}]}
            """);
        (await chat.GetResponseAsync("hello", cancellationToken: Token)).Text.ShouldBe("hello");
        bench.Fake.AnswerWith(200, $$$"""
            data: {{{{beside}}},"id":"1","object":"chat.completion.chunk","created":1,"model":"a","choices":[{"index":0,"finish_reason":"stop","delta":{"role":"assistant","content":"hello"}}]}

            data: [DONE]


            """, "text/event-stream");
        (await chat.GetStreamingResponseAsync("hello", cancellationToken: Token).ToListAsync(Token)).ToChatResponse().Text.ShouldBe("hello");
    }

    [Theory]
    [InlineData("""{"error":{"message":"Provider returned error","code":502},"data":[{"id":"a"}],"choices":[{"index":0}]}""")]
    [InlineData("""{"error":"boom","data":[{"id":"a"}],"choices":[{"index":0}]}""")]
    [InlineData("""{"error":{"message":"half a character: \ud83d"}}""")]
    public async Task An_error_stays_one_whatever_stands_beside_it(string body)
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.AnswerWith(200, body);
        var client = bench.Custom();
        using var chat = client.CreateChatClient("a");

        (await Should.ThrowAsync<ProviderFailureException>(() => client.DiscoverModelsAsync(Token))).Cause.ShouldBe(FailureCause.ProviderError);
        (await Should.ThrowAsync<ProviderFailureException>(() => chat.GetResponseAsync("hello", cancellationToken: Token))).Cause.ShouldBe(FailureCause.ProviderError);
    }

    [Fact]
    public async Task Custom_values_where_numbers_and_dates_belong_do_not_spoil_the_list()
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.AnswerWith(200, """
            {"data":[{"id":"a","shutdown_date":17,"max_model_len":"many"},{"id":"b","max_model_len":32768,"shutdown_date":"soon"},{"id":"a"},{"id":"c","context_length":131072}]}
            """);
        var models = await bench.Custom().DiscoverModelsAsync(Token);
        models.Select(m => (m.Id, m.ContextTokens, m.RetiresOn)).ShouldBe([("a", null, null), ("b", 32768, null), ("c", 131072, null)]);
    }
}
