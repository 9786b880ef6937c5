using System.Text.Json.Nodes;
using SupportBotPortal.FakeProviders.OpenAi;
using static SupportBotPortal.FakeProviders.FakeBehaviour;

namespace SupportBotPortal.FakeProviders.OpenRouter;

/// <summary>Answers as OpenRouter does: lists for anybody, tells a key what belongs to it, and is OpenAI's imitation in the rest.</summary>
/// <remarks>Lies at <c>/api/v1</c>, as the vendor's does: it is known by its host, so a test calls it in that host's name.</remarks>
internal sealed class OpenRouterAnswer(FakeUpstream fake, HttpContext context, FakeRoute route, FakeRequest request, CancellationToken cancellationToken)
{
    public static FakeEndpoint EndpointOf(string rest) => rest == "key" ? FakeEndpoint.Key : OpenAiAnswer.EndpointOf(rest);

    public async Task SendAsync()
    {
        if (request.Method != "GET" || route.Rest is not ("models" or "key"))
        {
            await new OpenAiAnswer(fake, context, route, request, cancellationToken).SendAsync();
            return;
        }

        var behaviour = fake.BehaviourFor(route);
        if (await Misbehaviour.TryAsync(fake, context, route, behaviour, cancellationToken))
            return;
        var (status, body) = behaviour switch
        {
            RateLimited => Error(429, "Rate limit exceeded"),
            Overloaded => Error(503, "No instances available"),
            PathNotFound => Error(404, "Not Found"),
            _ when route.Rest == "models" => (200, List(behaviour == EmptyList ? [] : OpenAiBodies.Models(fake, route.Vendor.Name))),
            InvalidKey => Error(401, "User not found."),
            _ when request.Header("Authorization") != $"Bearer {fake.Options.CustomKey}" => Error(401, "No cookie auth credentials found"),
            _ => (200, Key(behaviour == InsufficientQuota ? 0 : null)),
        };
        await OpenAiAnswer.SendAsync(context, status, body, cancellationToken);
    }

    private static (int Status, JsonObject Body) Error(int status, string message) =>
        (status, new JsonObject { ["error"] = new JsonObject { ["message"] = message, ["code"] = status } });

    private static JsonObject Key(double? remaining) => new()
    {
        ["data"] = new JsonObject
        {
            ["label"] = "sk-or-v1-fak...ake",
            ["limit"] = remaining is null ? null : 10,
            ["limit_remaining"] = remaining,
            ["usage"] = 2.75,
            ["is_free_tier"] = false,
        },
    };

    private static JsonObject List(IEnumerable<string> ids) => new()
    {
        ["data"] = new JsonArray([.. ids.Select(id => new JsonObject
        {
            ["id"] = id,
            ["name"] = $"Fake: {id}",
            ["context_length"] = 131_072,
            ["architecture"] = new JsonObject { ["input_modalities"] = new JsonArray("text"), ["output_modalities"] = new JsonArray(id.Contains("image", StringComparison.Ordinal) ? "image" : "text") },
            ["top_provider"] = new JsonObject { ["context_length"] = 131_072, ["max_completion_tokens"] = 16_384 },
            ["expiration_date"] = id.Contains("old", StringComparison.Ordinal) ? "2027-02-01" : null,
        })]),
    };
}
