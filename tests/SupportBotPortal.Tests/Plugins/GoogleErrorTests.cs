using Microsoft.Extensions.AI;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Tests.Plugins;

/// <summary>Errors as the Gemini API really writes them.</summary>
public sealed class GoogleErrorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("bad key", 400, """{"error":{"code":400,"message":"API key not valid. Please pass a valid API key.","status":"INVALID_ARGUMENT","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"API_KEY_INVALID","domain":"googleapis.com"}]}}""", FailureCause.Credentials)]
    [InlineData("bad key, in an array", 400, """[{"error":{"code":400,"message":"API key not valid.","status":"INVALID_ARGUMENT","details":[{"reason":"API_KEY_INVALID"}]}}]""", FailureCause.Credentials)]
    [InlineData("expired key", 400, """{"error":{"code":400,"message":"API key expired. Please renew the API key.","status":"INVALID_ARGUMENT"}}""", FailureCause.Credentials)]
    [InlineData("no key", 403, """{"error":{"code":403,"message":"Method doesn't allow unregistered callers (callers without established identity).","status":"PERMISSION_DENIED"}}""", FailureCause.Credentials)]
    [InlineData("leaked key", 403, """{"error":{"code":403,"message":"Your API key was reported as leaked. Please use another API key.","status":"PERMISSION_DENIED"}}""", FailureCause.Credentials)]
    [InlineData("unauthenticated", 401, """{"error":{"code":401,"message":"Request had invalid authentication credentials.","status":"UNAUTHENTICATED","details":[{"reason":"ACCESS_TOKEN_TYPE_UNSUPPORTED"}]}}""", FailureCause.Credentials)]
    [InlineData("restricted key", 403, """{"error":{"code":403,"message":"Requests to this API method are blocked.","status":"PERMISSION_DENIED","details":[{"reason":"API_KEY_SERVICE_BLOCKED"}]}}""", FailureCause.Permission)]
    [InlineData("API not enabled", 403, """{"error":{"code":403,"message":"Generative Language API has not been used in project 1 before or it is disabled.","status":"PERMISSION_DENIED","details":[{"reason":"SERVICE_DISABLED"}]}}""", FailureCause.Permission)]
    [InlineData("region", 400, """{"error":{"code":400,"message":"User location is not supported for the API use.","status":"FAILED_PRECONDITION"}}""", FailureCause.Permission)]
    [InlineData("billing off", 403, """{"error":{"code":403,"message":"This API method requires billing to be enabled.","status":"PERMISSION_DENIED","details":[{"reason":"BILLING_DISABLED"}]}}""", FailureCause.Quota)]
    [InlineData("a minute's limit", 429, """{"error":{"code":429,"message":"You exceeded your current quota, please check your plan and billing details.","status":"RESOURCE_EXHAUSTED","details":[{"@type":"QuotaFailure","violations":[{"quotaId":"GenerateRequestsPerMinutePerProjectPerModel-FreeTier","quotaValue":"15"}]},{"@type":"RetryInfo","retryDelay":"34s"}]}}""", FailureCause.RateLimit)]
    [InlineData("a day's limit, although a delay is sent", 429, """{"error":{"code":429,"message":"You exceeded your current quota.","status":"RESOURCE_EXHAUSTED","details":[{"violations":[{"quotaId":"GenerateRequestsPerDayPerProjectPerModel-FreeTier","quotaValue":"50"}]},{"retryDelay":"12s"}]}}""", FailureCause.Quota)]
    [InlineData("a limit of none", 429, """{"error":{"code":429,"message":"You exceeded your current quota.","status":"RESOURCE_EXHAUSTED","details":[{"violations":[{"quotaId":"GenerateRequestsPerMinutePerProjectPerModel-FreeTier","quotaValue":"0"}]}]}}""", FailureCause.Quota)]
    [InlineData("a day's limit, named in the error's information", 429, """{"error":{"code":429,"message":"Quota exceeded.","status":"RESOURCE_EXHAUSTED","details":[{"reason":"RATE_LIMIT_EXCEEDED","metadata":{"quota_limit":"GenerateContentPerDay","quota_limit_value":"100"}}]}}""", FailureCause.Quota)]
    [InlineData("billing, without particulars", 429, """{"error":{"code":429,"message":"You exceeded your current quota, please check your plan and billing details.","status":"RESOURCE_EXHAUSTED","details":[{"links":[]}]}}""", FailureCause.Quota)]
    [InlineData("nothing said", 429, """{"error":{"code":429,"message":"Resource has been exhausted (e.g. check quota).","status":"RESOURCE_EXHAUSTED"}}""", FailureCause.RateLimit)]
    [InlineData("missing model", 404, """{"error":{"code":404,"message":"models/x is not found for API version v1beta, or is not supported for generateContent.","status":"NOT_FOUND"}}""", FailureCause.ModelMissing)]
    [InlineData("no name of a model", 400, """{"error":{"code":400,"message":"* GenerateContentRequest.model: unexpected model name format","status":"INVALID_ARGUMENT"}}""", FailureCause.ModelMissing)]
    [InlineData("nothing here", 404, "<!DOCTYPE html><title>Error 404 (Not Found)!!1</title>", FailureCause.WrongUrl)]
    [InlineData("bad argument", 400, """{"error":{"code":400,"message":"…","status":"INVALID_ARGUMENT"}}""", FailureCause.BadParameter)]
    [InlineData("failed", 500, """{"error":{"code":500,"message":"…","status":"INTERNAL"}}""", FailureCause.ProviderError)]
    [InlineData("overloaded", 503, """{"error":{"code":503,"message":"…","status":"UNAVAILABLE"}}""", FailureCause.Overloaded)]
    [InlineData("too slow", 504, """{"error":{"code":504,"message":"…","status":"DEADLINE_EXCEEDED"}}""", FailureCause.Timeout)]
    [InlineData("overloaded inside 200", 200, """{"error":{"code":503,"message":"…","status":"UNAVAILABLE"}}""", FailureCause.Overloaded)]
    [InlineData("rate limit inside 200", 200, """{"error":{"code":429,"message":"…","status":"RESOURCE_EXHAUSTED"}}""", FailureCause.RateLimit)]
    [InlineData("too deep", 400, "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]", FailureCause.BadParameter)]
    [InlineData("a web filter", 403, "<html>Blocked</html>", FailureCause.NotTheExpectedApi)]
    public async Task Is_understood(string what, int status, string body, FailureCause cause)
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.AnswerWith(status, body);
        using var chat = bench.Google().CreateChatClient("x");
        var failure = await Should.ThrowAsync<ProviderFailureException>(() => chat.GetResponseAsync("hello", cancellationToken: Token), what);
        failure.Cause.ShouldBe(cause, what);
    }

    [Theory]
    [InlineData("\"34s\"", 34.0)]
    [InlineData("\"34.5s\"", 34.5)]
    [InlineData("\"999999s\"", 3600.0)]
    [InlineData("\"-3s\"", null)]
    [InlineData("\"soon\"", null)]
    [InlineData("34", null)]
    public async Task The_wait_stands_in_the_body_and_is_capped(string delay, double? seconds)
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.AnswerWith(429, $$$"""{"error":{"code":429,"message":"…","status":"RESOURCE_EXHAUSTED","details":[{"retryDelay":{{{delay}}} }]}}""");
        var failure = await Should.ThrowAsync<ProviderFailureException>(() => bench.Google().DiscoverModelsAsync(Token));

        failure.RetryAfter.ShouldBe(seconds is { } s ? TimeSpan.FromSeconds(s) : null);
        failure.Detail.ShouldBe("Google answered 429 resource_exhausted");
    }

    [Theory]
    [InlineData("""{"error":{"code":403,"message":"Your API key was reported as leaked.","status":"PERMISSION_DENIED"}}""", 403, "found this key in public")]
    [InlineData("""{"error":{"code":400,"message":"User location is not supported for the API use.","status":"FAILED_PRECONDITION"}}""", 400, "enable billing")]
    [InlineData("""{"error":{"code":403,"message":"…","status":"PERMISSION_DENIED","details":[{"reason":"API_KEY_SERVICE_BLOCKED"}]}}""", 403, "Generative Language API")]
    [InlineData("""{"error":{"code":403,"message":"…","status":"PERMISSION_DENIED","details":[{"reason":"API_KEY_IP_ADDRESS_BLOCKED"}]}}""", 403, "address of the portal's machine")]
    public async Task Says_what_to_do_about_what_only_Google_does(string body, int status, string advice)
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.AnswerWith(status, body);
        (await Should.ThrowAsync<ProviderFailureException>(() => bench.Google().DiscoverModelsAsync(Token))).Advice.ShouldHaveSingleItem().ShouldContain(advice);
    }
}
