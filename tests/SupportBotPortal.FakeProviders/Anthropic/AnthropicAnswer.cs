using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using static SupportBotPortal.FakeProviders.FakeBehaviour;

namespace SupportBotPortal.FakeProviders.Anthropic;

/// <summary>Answers one request in Anthropic's protocol: first misbehaves as told, then checks key and version, then does what was asked.</summary>
internal sealed class AnthropicAnswer(FakeUpstream fake, HttpContext context, FakeRoute route, FakeRequest request, CancellationToken cancellationToken)
{
    private readonly FakeBehaviour behaviour = fake.BehaviourFor(route);

    public static FakeEndpoint EndpointOf(string rest) => rest switch
    {
        "messages" => FakeEndpoint.Chat,
        "messages/count_tokens" => FakeEndpoint.Count,
        "models" => FakeEndpoint.Models,
        _ when rest.StartsWith("models/", StringComparison.Ordinal) => FakeEndpoint.Models,
        _ => FakeEndpoint.All,
    };

    public async Task SendAsync()
    {
        if (await Misbehaviour.TryAsync(fake, context, route, behaviour, cancellationToken))
            return;
        var (status, body) = Refusal() ?? RefusalOfKey() ?? (request.Method, route.Endpoint) switch
        {
            ("GET", FakeEndpoint.Models) => new AnthropicModelPages(fake, context.Request.Query, behaviour).Answer(route.Rest),
            ("POST", FakeEndpoint.Count or FakeEndpoint.Chat) => (0, null),
            _ => (404, AnthropicBodies.Error("not_found_error", "Not Found")),
        };
        if (body is null)
            await new AnthropicMessages(fake, context, request, behaviour, cancellationToken).SendAsync(counting: route.Endpoint == FakeEndpoint.Count);
        else
            await SendAsync(context, status, body, cancellationToken);
    }

    internal static Task SendAsync(HttpContext context, int status, JsonObject body, CancellationToken cancellationToken)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body.ToJsonString(), cancellationToken);
    }

    private (int Status, JsonObject? Body)? Refusal()
    {
        switch (behaviour)
        {
            case InvalidKey:
                return (401, AnthropicBodies.Error("authentication_error", "invalid x-api-key"));
            case EchoesKey:
                var key = request.Header("x-api-key") ?? "";
                return (401, AnthropicBodies.Error(key, $"invalid x-api-key {key}, that is {Uri.EscapeDataString(key)} {Convert.ToBase64String(Encoding.UTF8.GetBytes(key))}", key));
            case PathNotFound:
            case NoTokenCount when route.Endpoint == FakeEndpoint.Count:
                return (404, new JsonObject { ["detail"] = "Not Found" });
            case RateLimited:
                context.Response.Headers.RetryAfter = ((int)fake.Options.RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                return (429, AnthropicBodies.Error("rate_limit_error", "This request would exceed your organization's rate limit of 50 requests per minute."));
            case InsufficientQuota:
                return (429, AnthropicBodies.Error(
                    "rate_limit_error", "You have reached your API usage limits: your organization has crossed its monthly threshold.", "enforced_spend_limit_reached"));
            case SpendLimit:
                return (400, AnthropicBodies.Error("invalid_request_error", "You have reached your specified API usage limits. You will regain access on 2026-12-01 at 00:00 UTC."));
            case CreditTooLow:
                return (400, AnthropicBodies.Error("invalid_request_error", "Your credit balance is too low to access the Anthropic API."));
            case PaymentRequired:
                return (402, AnthropicBodies.Error("billing_error", "There is an issue with your billing or payment information."));
            case Overloaded:
            case Busy529:
                return (529, AnthropicBodies.Error("overloaded_error", "Overloaded"));
            case ErrorInside200:
                return (200, AnthropicBodies.Error("api_error", "Internal server error"));
            case ListOnly when route.Endpoint is FakeEndpoint.Chat or FakeEndpoint.Count:
            case GenerateOnly when route.Endpoint == FakeEndpoint.Models:
                return (403, AnthropicBodies.Error("permission_error", "Your API key does not have permission to use the specified resource."));
            default:
                return null;
        }
    }

    private (int Status, JsonObject? Body)? RefusalOfKey()
    {
        var open = behaviour == ChecksNoKey || (behaviour == PublicList && route.Endpoint == FakeEndpoint.Models);
        if (request.Header("anthropic-version") is null)
            return (400, AnthropicBodies.Error("invalid_request_error", "anthropic-version: header is required"));
        return open || request.Header("x-api-key") == fake.Options.AnthropicKey
            ? null
            : (401, AnthropicBodies.Error("authentication_error", request.Header("x-api-key") is null ? "x-api-key header is required" : "invalid x-api-key"));
    }
}
