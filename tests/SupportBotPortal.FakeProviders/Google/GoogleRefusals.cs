using System.Text;
using System.Text.Json.Nodes;
using static SupportBotPortal.FakeProviders.FakeBehaviour;

namespace SupportBotPortal.FakeProviders.Google;

/// <summary>How the Gemini API says no, whatever was asked of it.</summary>
internal static class GoogleRefusals
{
    public static (int Status, JsonObject Body)? For(FakeBehaviour behaviour, FakeUpstream fake, FakeRoute route, FakeRequest request) => behaviour switch
    {
        InvalidKey => (400, GoogleKeyCheck.InvalidKey()),
        EchoesKey => (400, Echo(request.Header(GoogleKeyCheck.KeyHeader) ?? "")),
        LeakedKey => (403, GoogleBodies.Error(403, "PERMISSION_DENIED", "Your API key was reported as leaked. Please use another API key.")),
        RegionNotSupported => (400, GoogleBodies.Error(400, "FAILED_PRECONDITION", "User location is not supported for the API use.")),
        RateLimited => (429, Exhausted("GenerateRequestsPerMinutePerProjectPerModel-FreeTier", "15", GoogleBodies.RetryInfo(fake.Options.RetryAfter))),
        InsufficientQuota => (429, Exhausted("GenerateRequestsPerDayPerProjectPerModel-FreeTier", "50")),
        SpendLimit => (429, GoogleBodies.Error(429, "RESOURCE_EXHAUSTED", "Your project has exceeded its monthly spending cap.")),
        CreditTooLow => (429, GoogleBodies.Error(429, "RESOURCE_EXHAUSTED", "Your prepayment credits are depleted. Please manage your project and billing.")),
        PaymentRequired => (403, GoogleBodies.Error(403, "PERMISSION_DENIED", "This API method requires billing to be enabled.", GoogleBodies.Reason("BILLING_DISABLED"))),
        Overloaded => (503, GoogleBodies.Error(503, "UNAVAILABLE", "The model is overloaded. Please try again later.")),
        Busy529 => (529, GoogleBodies.Error(529, "UNAVAILABLE", "The model is overloaded. Please try again later.")),
        ErrorInside200 => (200, GoogleBodies.Error(500, "INTERNAL", "An internal error has occurred.")),
        ListOnly when route.Endpoint is FakeEndpoint.Chat or FakeEndpoint.Count => (403, Forbidden()),
        GenerateOnly when route.Endpoint == FakeEndpoint.Models => (403, Forbidden()),
        _ => null,
    };

    private static JsonObject Forbidden() =>
        GoogleBodies.Error(403, "PERMISSION_DENIED", "Requests to this API method are blocked.", GoogleBodies.Reason("API_KEY_SERVICE_BLOCKED"));

    private static JsonObject Exhausted(string quotaId, string value, params IEnumerable<JsonObject> others) => GoogleBodies.Error(
        429,
        "RESOURCE_EXHAUSTED",
        "You exceeded your current quota, please check your plan and billing details.",
        [GoogleBodies.QuotaFailure(quotaId, value), .. others]);

    private static JsonObject Echo(string key) => GoogleBodies.Error(
        400,
        "INVALID_ARGUMENT",
        $"API key not valid: {key}, that is {Uri.EscapeDataString(key)} {Convert.ToBase64String(Encoding.UTF8.GetBytes(key))}.",
        GoogleBodies.Reason("API_KEY_INVALID"),
        GoogleBodies.Reason(key));
}
