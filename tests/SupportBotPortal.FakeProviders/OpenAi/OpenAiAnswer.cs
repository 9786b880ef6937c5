using System.Text.Json.Nodes;
using static SupportBotPortal.FakeProviders.FakeBehaviour;

namespace SupportBotPortal.FakeProviders.OpenAi;

/// <summary>Answers one request in OpenAI's protocol: first misbehaves as told, then checks the key, then does what was asked.</summary>
internal sealed class OpenAiAnswer(FakeUpstream fake, HttpContext context, FakeRoute route, FakeRequest request, CancellationToken cancellationToken)
{
    private readonly FakeBehaviour behaviour = fake.BehaviourFor(route);

    public static FakeEndpoint EndpointOf(string rest) => rest switch
    {
        "chat/completions" => FakeEndpoint.Chat,
        "models" => FakeEndpoint.Models,
        _ when rest.StartsWith("models/", StringComparison.Ordinal) => FakeEndpoint.Models,
        _ => FakeEndpoint.All,
    };

    public async Task SendAsync()
    {
        if (await Misbehaviour.TryAsync(fake, context, route, behaviour, cancellationToken))
            return;
        if (Refusal() is { } refusal)
            await SendAsync(refusal.Status, refusal.Body);
        else if (!OpenAiKeyCheck.Passes(fake, route, request, behaviour, out var status, out var error))
            await SendAsync(status, error);
        else if (request.Method == "GET" && route.Endpoint == FakeEndpoint.Models)
            await SendModelsAsync();
        else if (request.Method == "POST" && route.Endpoint == FakeEndpoint.Chat)
            await new OpenAiChat(fake, context, route, request, behaviour, cancellationToken).SendAsync();
        else
            await SendAsync(404, OpenAiBodies.Error($"Invalid URL ({request.Method} /v1/{route.Rest})", "invalid_request_error", null));
    }

    internal static Task SendAsync(HttpContext context, int status, JsonNode body, CancellationToken cancellationToken)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body.ToJsonString(), cancellationToken);
    }

    private (int Status, JsonObject Body)? Refusal()
    {
        switch (behaviour)
        {
            case InvalidKey:
                return (401, OpenAiBodies.Error("Incorrect API key provided.", "invalid_request_error", "invalid_api_key"));
            case EchoesKey:
                var header = request.Header("Authorization") ?? request.Header(fake.Options.CustomHeaderName) ?? "";
                return (401, OpenAiBodies.Error(
                    $"Incorrect API key provided: {header}, that is {Uri.EscapeDataString(header)} {Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(header))}.",
                    "invalid_request_error", header));
            case PathNotFound:
                return (404, new JsonObject { ["detail"] = "Not Found" });
            case RateLimited:
                context.Response.Headers.RetryAfter = ((int)fake.Options.RetryAfter.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
                return (429, OpenAiBodies.Error("Rate limit reached for requests", "requests", "rate_limit_exceeded"));
            case InsufficientQuota:
                return (429, OpenAiBodies.Error("You exceeded your current quota, please check your plan and billing details.", "insufficient_quota", "insufficient_quota"));
            case SpendLimit:
                return (429, OpenAiBodies.Error("Your organization has reached its spend limit.", "insufficient_quota", "organization_spend_limit_exceeded"));
            case CreditTooLow:
                return (429, OpenAiBodies.Error("Your credit balance is exhausted.", "insufficient_quota", "credit_balance_exhausted"));
            case PaymentRequired:
                return (402, OpenAiBodies.Error("Insufficient Balance", "unknown_error", "invalid_request_error"));
            case Overloaded:
                return (503, OpenAiBodies.Error("The server is overloaded.", "server_error", "server_is_overloaded"));
            case Busy529:
                return (529, OpenAiBodies.Error("Overloaded", "overloaded_error", null));
            case ErrorInside200:
                return (200, OpenAiBodies.Error("The upstream model failed.", "server_error", "upstream_error"));
            case ListOnly when route.Endpoint == FakeEndpoint.Chat:
                return (403, OpenAiBodies.Error("You have insufficient permissions for this operation. Missing scopes: model.request.", "invalid_request_error", null));
            case GenerateOnly when route.Endpoint == FakeEndpoint.Models:
                return (403, OpenAiBodies.Error("You have insufficient permissions for this operation. Missing scopes: api.model.read.", "invalid_request_error", null));
            default:
                return null;
        }
    }

    private Task SendModelsAsync()
    {
        var ids = behaviour switch
        {
            EmptyList => [],
            HtmlModelIds => ["<script>alert('model')</script>", "<img src=x onerror=alert(1)>", "plain\"'&amp;"],
            ControlCharacterModelIds => ["bell\u0007", "line\r\nX-Evil: 1", "\u202Egnp.tpg", new string('x', 300)],
            _ => OpenAiBodies.Models(fake, route.Vendor.Name),
        };
        if (route.Rest == "models")
            return SendAsync(200, OpenAiBodies.List(ids));
        var id = Uri.UnescapeDataString(route.Rest["models/".Length..]);
        return ids.Contains(id) && behaviour != ModelNotFound
            ? SendAsync(200, OpenAiBodies.Model(id))
            : SendAsync(404, OpenAiBodies.Error($"The model '{id}' does not exist", "invalid_request_error", "model_not_found", "model"));
    }

    private Task SendAsync(int status, JsonNode body) => SendAsync(context, status, body, cancellationToken);
}
